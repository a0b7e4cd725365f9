import { readFeed } from "#app/domain/calendar/read-feed.server.ts";
import { isLocale } from "#app/i18n/locales.ts";
import { isKnown } from "#app/runtime/conditional.server.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/calendar-file.ts";

/** `/calendar/{token}.ics`: what a calendar program subscribes to. The address itself is the permission. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { ctx, ip } = scopeOf(context);
  const allowed = await countAttempt(ctx.db, ctx.clock.now(), [[limits.calendarByAddress, ip]]);
  if (!allowed.ok) throw problemResponse(allowed.problem);
  const lang = new URL(request.url).searchParams.get("lang");
  const feed = await readFeed(ctx, params.token, isLocale(lang) ? lang : undefined);
  if (!feed.ok) throw problemResponse(feed.problem);
  const { text, etag } = feed.value;
  const headers = { ETag: etag, "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex" };
  if (isKnown(request, etag)) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, "Content-Type": "text/calendar; charset=utf-8" } });
}
