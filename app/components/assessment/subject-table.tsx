import { useTranslation } from "react-i18next";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { Day, OrganizationName } from "#app/components/text.tsx";
import type { SubjectRow } from "#app/domain/assessment/queries.server.ts";
import { GradeTag } from "./grade-tag.tsx";
import { pointsText } from "./words.ts";

/** Everybody who is assessed, by rank; each row leads to where its points come from. */
export function SubjectTable({ rows, cycleId }: { rows: readonly SubjectRow[]; cycleId: string }) {
  const { t } = useTranslation("assessment");
  const number = (value: number | null) => (value === null ? "—" : pointsText(value));
  return (
    <DataTable
      caption={t("desk.subjectsTitle")}
      captionHidden
      desk
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: "rank", head: t("rank"), numeric: true, cell: ({ rank }) => rank ?? "—" },
        {
          key: "organization",
          head: t("organization"),
          rowHeader: true,
          cell: (row) => (
            <RowLink to={`/oversight/assessments/${cycleId}/subjects/${row.id}`}>
              <OrganizationName nameZh={row.nameZh} nameEn={row.nameEn} />
            </RowLink>
          ),
        },
        { key: "standing", head: t("standingHead"), cell: ({ standing }) => t(`standing.${standing}`) },
        {
          key: "reported",
          head: t("reported"),
          cell: ({ reportedAt }) => (reportedAt ? <Day at={reportedAt} /> : t("notReported")),
        },
        { key: "score", head: t("score"), numeric: true, cell: ({ score }) => number(score) },
        { key: "sharing", head: t("sharing"), numeric: true, cell: ({ sharing }) => number(sharing) },
        { key: "grade", head: t("gradeHead"), cell: ({ grade }) => <GradeTag grade={grade} /> },
      ]}
    />
  );
}
