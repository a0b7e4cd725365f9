import { readRegisterQuery } from "#app/domain/credit/register/inputs.ts";
import { registerCsv } from "#app/domain/credit/register/csv.server.ts";
import { today } from "#app/domain/working-days.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { download } from "../organization/imports-download.server.ts";
import type { Route } from "./+types/register-csv.ts";

/** `/api/v1/credit/register.csv`: what the register shows for the same parameters, in the national columns. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { ctx, ip } = scopeOf(context);
  const now = ctx.clock.now();
  const allowed = await countAttempt(ctx.db, now, [[limits.resultFileByAddress, ip]]);
  if (!allowed.ok) throw problemResponse(allowed.problem);
  const input = readRegisterQuery(new URL(request.url).searchParams);
  return download({
    name: `双公示-${today(now)}.csv`,
    mediaType: "text/csv; charset=utf-8",
    body: registerCsv(ctx, input, translatorFor("zh-CN").t),
  });
}
