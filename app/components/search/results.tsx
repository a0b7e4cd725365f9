import type { ReactNode } from "react";
import { Link, useNavigation, useSearchParams } from "react-router";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { Pager } from "#app/components/navigation-bits.tsx";
import { SearchBox } from "#app/components/search-box.tsx";
import type { Label } from "#app/domain/search/labels.server.ts";
import { deepestHit } from "#app/domain/search/options.ts";
import type { PageQuery } from "#app/domain/search/page-query.ts";
import type { ResultPage } from "#app/domain/search/result-page.server.ts";
import type { SearchPage } from "#app/domain/search/search.server.ts";
import type { WayOn, ZeroHelp } from "#app/domain/search/zero-help.server.ts";
import type { Problem } from "#app/runtime/problem.ts";
import { withParam } from "./address.ts";
import { ChosenChips, useChosen } from "./chosen.tsx";
import { CompareBar } from "./compare-bar.tsx";
import { KindTabs } from "./kind-tabs.tsx";
import { FallbackNotice } from "./fallback-notice.tsx";
import { Narrow } from "./narrow.tsx";
import { NothingFound } from "./nothing-found.tsx";
import { PlaceForm } from "./place-form.tsx";
import { ResultItem } from "./result-item.tsx";
import { ResultsTable } from "./results-table.tsx";
import { SavedSearchActions } from "./saved-actions.tsx";
import { Toolbar } from "./toolbar.tsx";
import { useSearchWords } from "./words.ts";

export interface ResultsProps extends Pick<ResultPage, "soon"> {
  query: PageQuery;
  result: SearchPage;
  /** Why free time was left out of the answer. */
  refused: Problem | null;
  /** Ways on when nothing was found. */
  help: ZeroHelp | null;
  /** What the words may be meant for, when nothing holds all of them. */
  meant: readonly WayOn[];
  /** Where distances may be counted from, when they are asked for. */
  cities: readonly { code: string; label: Label }[];
}

/** The results of a search with everything to change it by. */
export function Results({ query, result, refused, help, meant, cities, soon }: ResultsProps) {
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
        <SearchBox large instant defaultValue={input.q} hidden={kept} />
      </div>
      <KindTabs counts={result.facets.kind ?? []} />
      <div className="grid gap-x-10 gap-y-6 pt-2 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <Found>
          {dropped.length > 0 && (
            <Notice kind="warning">{t("dropped", { names: dropped.join(", ") })}</Notice>
          )}
          {refused && <Refusal problem={refused} />}
          <HowUnderstood result={result} meant={meant} />
          <Toolbar result={result} input={input} view={view} chosen={chosen.length} />
          {(input.sort === "distance" || result.origin) && (
            <PlaceForm origin={result.origin} cities={cities} />
          )}
          <ChosenChips chosen={chosen} />
          <SavedSearchActions found={result.total.value > 0} />
          <Hits query={query} result={result} />
          {help && <NothingFound q={input.q} chosen={chosen} help={help} />}
          <Pager page={result.page} pages={pages} />
          {result.hits.some(({ kind }) => kind === "facility") && <CompareBar />}
        </Found>
        <Narrow facets={result.facets} prices={result.prices} soon={soon} />
      </div>
    </>
  );
}

/** What was found; told to be changing while the next answer is on its way. */
function Found({ children }: { children: ReactNode }) {
  const { state, location } = useNavigation();
  const busy = state === "loading" && location?.pathname === "/";
  return (
    <div aria-busy={busy} className={`min-w-0 lg:order-last ${busy ? "results-busy" : ""}`}>
      {children}
    </div>
  );
}

/** What was searched for instead of, or besides, what was typed. */
function HowUnderstood({
  result: { rewritten, also, fallback },
  meant,
}: Pick<ResultsProps, "result" | "meant">) {
  const [params] = useSearchParams();
  const { t } = useSearchWords();
  return (
    <>
      <FallbackNotice fallback={fallback} />
      {rewritten && <p className="py-2 text-sm">{t("rewritten", { rewritten })}</p>}
      {meant.length > 0 && (
        <p className="flex flex-wrap gap-x-4 py-2 text-sm">
          <span>{t("empty.meant")}</span>
          {meant.map(({ words, count }) => (
            <Link key={words} to={withParam(params, "q", words)} className="link">
              {words} <span className="tnum">({count})</span>
            </Link>
          ))}
        </p>
      )}
      {also.length > 0 && (
        <p className="py-2 text-sm text-muted">
          {also
            .map(({ word, names }) => t("also", { word, names: names.join(t("comma")) }))
            .join(t("semicolon"))}
        </p>
      )}
    </>
  );
}

function Hits({ query: { input, view }, result: { hits } }: Pick<ResultsProps, "query" | "result">) {
  const { t } = useSearchWords();
  if (hits.length === 0) return null;
  const times = input.sort === "free" || input.freeFrom !== undefined;
  if (view === "table") return <ResultsTable hits={hits} times={times} />;
  return (
    <>
      <h2 className="sr-only">{t("results")}</h2>
      <ol>
        {hits.map((hit) => (
          <ResultItem key={hit.id} hit={hit} times={times} />
        ))}
      </ol>
    </>
  );
}
