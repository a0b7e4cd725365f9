import { useTranslation } from "react-i18next";
import { type Column, DataTable, RowLink } from "#app/components/data-table.tsx";
import { listingPath } from "#app/domain/catalog/paths.ts";
import { DateTime, Day, Highlight, OrganizationName } from "#app/components/text.tsx";
import type { Hit } from "#app/domain/search/search.server.ts";
import { CompareBox } from "./compare-bar.tsx";
import { useSearchWords } from "./words.ts";

interface TableProps {
  hits: readonly Hit[];
  /** Free time was asked for. */
  times: boolean;
}

/** Results as a table, for comparing: what is the same in every row, or matters less than free times, has no column. */
export function ResultsTable({ hits, times }: TableProps) {
  const { t } = useSearchWords();
  const columns = useColumns();
  const facilities = hits.some(({ kind }) => kind === "facility");
  const several = new Set(hits.map(({ kind }) => kind)).size > 1;
  const shown = columns.filter(({ key }) => {
    if (key === "kind") return several;
    if (key === "published") return !times;
    if (key === "free") return times;
    return key !== "compare" || facilities;
  });
  return (
    <DataTable caption={t("results")} captionHidden columns={shown} rows={hits} rowKey={(hit) => hit.id} />
  );
}

function useColumns(): Column<Hit>[] {
  const words = useSearchWords();
  const { t: common } = useTranslation("common");
  const { t } = words;
  return [
    {
      key: "title",
      head: t("column.title"),
      rowHeader: true,
      cell: (hit) => (
        <RowLink to={listingPath(hit.kind, hit.id)}>
          <Highlight text={words.title(hit)} />
        </RowLink>
      ),
    },
    { key: "kind", head: t("column.kind"), cell: (hit) => common(`kind.${hit.kind}`) },
    {
      key: "owner",
      head: t("column.owner"),
      cell: (hit) => <OrganizationName nameZh={hit.ownerZh} nameEn={hit.ownerEn} grade={hit.grade} />,
    },
    {
      key: "place",
      head: t("column.place"),
      cell: (hit) => [words.place(hit), words.distance(hit)].filter(Boolean).join(" · "),
    },
    { key: "facts", head: t("column.facts"), cell: (hit) => words.facts(hit).join(" · ") },
    { key: "price", head: t("column.price"), sort: "price", numeric: true, cell: words.price },
    {
      key: "published",
      head: t("column.published"),
      cell: (hit) => hit.publishedAt && <Day at={hit.publishedAt} />,
    },
    {
      key: "free",
      head: t("column.free"),
      cell: ({ kind, free }) =>
        kind === "facility" && (free ? <DateTime at={free.start} zone={free.zone} /> : t("nextFree.none")),
    },
    {
      key: "compare",
      head: <span className="whitespace-nowrap">{t("column.compare")}</span>,
      label: t("column.compare"),
      cell: (hit) => hit.kind === "facility" && <CompareBox bare id={hit.id} title={words.plainTitle(hit)} />,
    },
  ];
}
