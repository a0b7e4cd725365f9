import { useTranslation } from "react-i18next";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { Day, LastDay } from "#app/components/text.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import type { RegisterRow } from "#app/domain/credit/register/rows.server.ts";
import { MeasureTags, ObjectionMark } from "./marks.tsx";
import { usePick } from "./words.ts";

interface TableProps {
  rows: readonly RegisterRow[];
  caption: string;
  /** Rows are all of one organisation, whose name stands above. */
  own?: boolean;
  none: { title: string; detail: string };
}

/** Published decisions; on a phone each is a card. */
export function RegisterTable({ rows, caption, own, none }: TableProps) {
  const { t } = useTranslation("credit");
  const pick = usePick();
  return (
    <DataTable<RegisterRow>
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState title={none.title}>{none.detail}</EmptyState>}
      columns={[
        {
          key: "name",
          head: own ? t("register.documentNo") : t("register.organization"),
          rowHeader: true,
          cell: (row) => (
            <span className="grid gap-1">
              <RowLink to={`/credit/decisions/${row.id}`}>
                {own ? row.documentNo : pick(row.nameZh, row.nameEn)}
              </RowLink>
              {!own && <span className="tnum text-xs font-normal text-muted">{row.uscc}</span>}
              <ObjectionMark marked={row.underObjection} />
            </span>
          ),
        },
        {
          key: "offence",
          head: t("register.offence"),
          cell: (row) => pick(row.offenceZh, row.offenceEn),
        },
        { key: "class", head: t("register.class"), cell: (row) => t(`class.${row.class}`) },
        {
          key: "measures",
          head: t("register.measures"),
          cell: (row) => <MeasureTags measures={row.measures} />,
        },
        { key: "published", head: t("register.published"), cell: (row) => <Day at={row.publishedAt} /> },
        { key: "until", head: t("decision.until"), cell: (row) => <LastDay at={row.publishedUntil} /> },
      ]}
    />
  );
}
