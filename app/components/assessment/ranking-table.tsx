import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { OrganizationName, LastDay } from "#app/components/text.tsx";
import type { RankedRow } from "#app/domain/assessment/ranking.server.ts";
import { Link } from "react-router";
import { GradeTag } from "./grade-tag.tsx";
import { pointsText } from "./words.ts";

/** A published ranking with what was decided. */
export function RankingTable({ rows, caption }: { rows: readonly RankedRow[]; caption: string }) {
  const { t } = useTranslation("assessment");
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={({ organizationId }) => organizationId}
      columns={[
        { key: "rank", head: t("rank"), numeric: true, cell: ({ rank }) => rank ?? "—" },
        {
          key: "organization",
          head: t("organization"),
          rowHeader: true,
          cell: (row) => (
            <Link className="link" to={`/organizations/${row.organizationId}`}>
              <OrganizationName nameZh={row.nameZh} nameEn={row.nameEn} />
            </Link>
          ),
        },
        {
          key: "region",
          head: t("region"),
          cell: ({ region }) => region && <OrganizationName {...region} />,
        },
        {
          key: "score",
          head: t("score"),
          numeric: true,
          cell: ({ score }) => (score === null ? "—" : pointsText(score)),
        },
        {
          key: "sharing",
          head: t("sharing"),
          numeric: true,
          cell: ({ sharing }) => (sharing === null ? "—" : pointsText(sharing)),
        },
        { key: "grade", head: t("gradeHead"), cell: ({ grade }) => <GradeTag grade={grade} /> },
        { key: "decision", head: t("decision"), cell: (row) => <Decisions row={row} /> },
      ]}
    />
  );
}

function Decisions({ row: { decisions } }: { row: RankedRow }) {
  const { t } = useTranslation("assessment");
  if (decisions.length === 0) return "—";
  return (
    <ul>
      {decisions.map(({ kind, rectifyBy }) => (
        <li key={kind}>
          {t(`kind.${kind}`)}
          {rectifyBy && (
            <span className="block text-xs text-muted">
              {t("public.rectifyBy")} <LastDay at={rectifyBy} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
