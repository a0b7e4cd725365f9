import { useSearchParams } from "react-router";
import { Notice } from "#app/components/notice.tsx";
import { Pager } from "#app/components/navigation-bits.tsx";
import { SearchBox } from "#app/components/search-box.tsx";
import { deepestHit } from "#app/domain/search/options.ts";
import type { PageQuery } from "#app/domain/search/page-query.ts";
import type { SearchPage } from "#app/domain/search/search.server.ts";
import { ChosenChips, useChosen } from "./chosen.tsx";
import { Narrow } from "./narrow.tsx";
import { NothingFound } from "./nothing-found.tsx";
import { ResultItem } from "./result-item.tsx";
import { ResultsTable } from "./results-table.tsx";
import { KindTabs, Toolbar } from "./toolbar.tsx";
import { useSearchWords } from "./words.ts";

/** The results of a search with everything to change it by. */
export function Results({ query, result }: { query: PageQuery; result: SearchPage }) {
  const [params] = useSearchParams();
  const { t } = useSearchWords();
  const { input, view, dropped } = query;
  const chosen = useChosen(result.facets, dropped);
  const pages = Math.ceil(Math.min(result.total.value, deepestHit) / result.limit);
  const kept = [...params].filter(([name]) => name !== "q" && name !== "page");
  return (
    <>
      <h1 className="sr-only">{input.q ? t("title", { q: input.q }) : t("titleBrowse")}</h1>
      <div className="max-w-reading pb-4">
        <SearchBox large defaultValue={input.q} hidden={kept} />
      </div>
      <KindTabs counts={result.facets.kind ?? []} />
      <div className="grid gap-x-10 gap-y-6 pt-2 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <div className="lg:order-last">
          {dropped.length > 0 && (
            <Notice kind="warning">{t("dropped", { names: dropped.join(", ") })}</Notice>
          )}
          {result.rewritten && (
            <p className="py-2 text-sm">{t("rewritten", { rewritten: result.rewritten })}</p>
          )}
          <Toolbar result={result} input={input} view={view} />
          <ChosenChips chosen={chosen} />
          <Hits view={view} result={result} />
          {result.total.value === 0 && <NothingFound q={input.q} chosen={chosen} />}
          <Pager page={result.page} pages={pages} />
        </div>
        <Narrow facets={result.facets} prices={result.prices} />
      </div>
    </>
  );
}

function Hits({ view, result: { hits } }: { view: PageQuery["view"]; result: SearchPage }) {
  const { t } = useSearchWords();
  if (hits.length === 0) return null;
  if (view === "table") return <ResultsTable hits={hits} />;
  return (
    <>
      <h2 className="sr-only">{t("results")}</h2>
      <ol>
        {hits.map((hit) => (
          <ResultItem key={hit.id} hit={hit} />
        ))}
      </ol>
    </>
  );
}
