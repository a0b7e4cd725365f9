import { Home } from "#app/components/search/home.tsx";
import { Results } from "#app/components/search/results.tsx";
import { feedLink } from "#app/components/search/saved-feed-link.ts";
import { loadHome } from "#app/domain/search/home.server.ts";
import { readPageQuery } from "#app/domain/search/page-query.ts";
import { resultPage } from "#app/domain/search/result-page.server.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/search.ts";

/** `/`: the market at a glance, and with words or conditions in the address, the search. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { ctx, t, locale } = scopeOf(context);
  const { search, searchParams } = new URL(request.url);
  const query = readPageQuery(searchParams);
  if (query.home) {
    return {
      title: t("search:home.title"),
      description: t("search:home.description"),
      query,
      home: await loadHome(ctx),
    };
  }
  const result = await resultPage(ctx, query.input);
  if (!result.ok) throw problemResponse(result.problem);
  const title = query.input.q ? t("search:title", { q: query.input.q }) : t("search:titleBrowse");
  const feed = feedLink(search, locale, t("savedSearches:feedOf"));
  return { title, description: t("search:home.description"), query, page: result.value, feed };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData?.title },
  { name: "description", content: loaderData?.description },
  ...(loaderData?.feed ? [loaderData.feed] : []),
];

export default function Search({ loaderData }: Route.ComponentProps) {
  const { query } = loaderData;
  return loaderData.home ? <Home home={loaderData.home} /> : <Results query={query} {...loaderData.page} />;
}
