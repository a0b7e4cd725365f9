import { readPageQuery } from "#app/domain/search/page-query.ts";
import { resultsCsv } from "#app/domain/search/export/results-csv.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { download } from "../organization/imports-download.server.ts";
import type { Route } from "./+types/search-csv.ts";

/** `/search.csv`: the results of the search page with the same parameters, as a table. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { ctx, t, locale, ip } = scopeOf(context);
  const allowed = await countAttempt(ctx.db, ctx.clock.now(), [[limits.resultFileByAddress, ip]]);
  if (!allowed.ok) throw problemResponse(allowed.problem);
  const { input } = readPageQuery(new URL(request.url).searchParams);
  const file = await resultsCsv(ctx, input, { t, locale, baseUrl: env().baseUrl });
  if (!file.ok) throw problemResponse(file.problem);
  return download({ ...file.value, mediaType: "text/csv; charset=utf-8" });
}
