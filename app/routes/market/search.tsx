import type { TFunction } from "i18next";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { Home } from "#app/components/search/home.tsx";
import { Results } from "#app/components/search/results.tsx";
import { feedLink } from "#app/components/search/saved-feed-link.ts";
import { resultList, siteThings } from "#app/domain/catalog/structured-data/site.ts";
import type { PageAt } from "#app/domain/catalog/structured-data/vocabulary.ts";
import { canonicalSearch } from "#app/domain/search/canonical.ts";
import { loadHome } from "#app/domain/search/home.server.ts";
import type { SearchInput } from "#app/domain/search/inputs.ts";
import { readPageQuery } from "#app/domain/search/page-query.ts";
import { resultPage } from "#app/domain/search/result-page.server.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { headOf } from "./head.server.ts";
import type { Route } from "./+types/search.ts";

/** `/`: the market at a glance, and with words or conditions in the address, the search. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { ctx, t, locale } = scope;
  const { search, searchParams } = new URL(request.url);
  const query = readPageQuery(searchParams);
  const found = canonicalSearch(query);
  const description = t("search:home.description");
  if (query.home) {
    const things = (at: PageAt) => siteThings(at, t("common:shell.name"), description);
    const head = headOf(request, scope, { ...found, title: t("search:home.title"), description, things });
    return { head, query, home: await loadHome(ctx) };
  }
  const result = await resultPage(ctx, query.input, request.signal);
  if (!result.ok) throw problemResponse(result.problem);
  const { hits, total, page, limit } = result.value.result;
  const things = (at: PageAt) => [resultList(at, hits, (page - 1) * limit, total.value)];
  const head = headOf(request, scope, {
    ...found,
    index: found.index && total.value > 0,
    title: titleOf(t, query.input),
    description,
    things,
  });
  const feed = feedLink(search, locale, t("savedSearches:feedOf"));
  return { head, query, page: result.value, feed };
}

/** What was sought; without words, the one kind that is looked through. */
function titleOf(t: TFunction, { q, kind }: SearchInput): string {
  if (q) return t("search:title", { q });
  const [only] = kind;
  return only && kind.length === 1 ? t(`common:kinds.${only}`) : t("search:titleBrowse");
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
  ...pageMeta(loaderData?.head),
  ...(loaderData?.feed ? [loaderData.feed] : []),
];

export default function Search({ loaderData }: Route.ComponentProps) {
  const { query } = loaderData;
  return loaderData.home ? <Home home={loaderData.home} /> : <Results query={query} {...loaderData.page} />;
}
