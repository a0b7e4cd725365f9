import { registerFeed } from "#app/domain/credit/register/feed.server.ts";
import { readRegisterQuery, registerInput } from "#app/domain/credit/register/inputs.ts";
import { isKnown } from "#app/runtime/conditional.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/register-feed.ts";

/** `/credit.atom`: the newest published decisions that the parameters ask for. Never kept without asking again. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { ctx, ip, t, locale } = scopeOf(context);
  const allowed = await countAttempt(ctx.db, ctx.clock.now(), [[limits.feedByAddress, ip]]);
  if (!allowed.ok) throw problemResponse(allowed.problem);
  const asked = new URL(request.url).searchParams;
  const kept = new URLSearchParams({ lang: locale });
  for (const name of Object.keys(registerInput.shape)) {
    const value = asked.get(name);
    if (value && name !== "page" && name !== "cursor") kept.set(name, value);
  }
  const reader = { t, locale, baseUrl: env().baseUrl };
  const { xml, etag } = await registerFeed(ctx, readRegisterQuery(asked), kept, reader);
  const headers = { ETag: etag, "Cache-Control": "no-cache", Vary: "Accept-Language, Cookie" };
  if (isKnown(request, etag)) return new Response(null, { status: 304, headers });
  return new Response(xml, {
    headers: { ...headers, "Content-Type": "application/atom+xml; charset=utf-8" },
  });
}
