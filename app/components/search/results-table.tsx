import { useTranslation } from "react-i18next";
import { type Column, DataTable, RowLink } from "#app/components/data-table.tsx";
import { listingPath } from "#app/domain/catalog/paths.ts";
import { Day, Highlight, OrganizationName } from "#app/components/text.tsx";
import type { Hit } from "#app/domain/search/search.server.ts";
import { CompareBox } from "./compare-bar.tsx";
import { NextFree } from "./result-item.tsx";
import { useSearchWords } from "./words.ts";

/** Results as a table, for comparing. */
export function ResultsTable({ hits, times }: { hits: readonly Hit[]; times: boolean }) {
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
  ];
  if (times) {
    columns.push({
      key: "free",
      head: t("column.free"),
      cell: (hit) => hit.kind === "facility" && <NextFree free={hit.free} />,
    });
  }
  if (hits.some(({ kind }) => kind === "facility")) {
    columns.push({
      key: "compare",
      head: t("column.compare"),
      cell: (hit) => hit.kind === "facility" && <CompareBox id={hit.id} title={words.plainTitle(hit)} />,
    });
  }
  return (
    <DataTable caption={t("results")} captionHidden columns={columns} rows={hits} rowKey={(hit) => hit.id} />
  );
}
