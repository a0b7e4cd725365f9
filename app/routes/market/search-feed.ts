import { resultsFeed } from "#app/domain/search/feed/results-feed.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/search-feed.ts";

/** `/search.atom`: the newest results of the search page with the same parameters, to follow them. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { ctx, t, locale, ip } = scopeOf(context);
  const allowed = await countAttempt(ctx.db, ctx.clock.now(), [[limits.feedByAddress, ip]]);
  if (!allowed.ok) throw problemResponse(allowed.problem);
  const reader = { t, locale, baseUrl: env().baseUrl };
  const feed = await resultsFeed(ctx, new URL(request.url).searchParams, reader);
  if (!feed.ok) throw problemResponse(feed.problem);
  const { xml, etag, updated } = feed.value;
  const headers = {
    ETag: etag,
    "Last-Modified": updated.toUTCString(),
    "Cache-Control": "private, max-age=300",
    Vary: "Accept-Language, Cookie",
  };
  if (isKnown(request, etag, updated)) return new Response(null, { status: 304, headers });
  return new Response(xml, {
    headers: { ...headers, "Content-Type": "application/atom+xml; charset=utf-8" },
  });
}

/** RFC 9110, 13.1: the entity tag decides; the date only for a reader that sends none. */
function isKnown(request: Request, etag: string, updated: Date): boolean {
  const tags = request.headers.get("If-None-Match");
  if (tags !== null) return tags.split(",").some((tag) => tag.trim() === etag || tag.trim() === "*");
  const since = Date.parse(request.headers.get("If-Modified-Since") ?? "");
  return !Number.isNaN(since) && Math.floor(updated.getTime() / 1000) * 1000 <= since;
}
