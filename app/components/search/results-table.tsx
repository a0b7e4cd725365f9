import { useTranslation } from "react-i18next";
import { type Column, DataTable, RowLink } from "#app/components/data-table.tsx";
import { listingPath } from "#app/domain/catalog/paths.ts";
import { Day, Highlight, OrganizationName } from "#app/components/text.tsx";
import type { Hit } from "#app/domain/search/search.server.ts";
import { useSearchWords } from "./words.ts";

/** Results as a table, for comparing. */
export function ResultsTable({ hits }: { hits: readonly Hit[] }) {
  const words = useSearchWords();
  const { t: common } = useTranslation("common");
  const { t } = words;
  const columns: Column<Hit>[] = [
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
    { key: "place", head: t("column.place"), cell: words.place },
    { key: "facts", head: t("column.facts"), cell: (hit) => words.facts(hit).join(" · ") },
    { key: "price", head: t("column.price"), sort: "price", numeric: true, cell: words.price },
    {
      key: "published",
      head: t("column.published"),
      cell: (hit) => hit.publishedAt && <Day at={hit.publishedAt} />,
    },
  ];
  return (
    <DataTable caption={t("results")} captionHidden columns={columns} rows={hits} rowKey={(hit) => hit.id} />
  );
}
