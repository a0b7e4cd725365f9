import { registerTableInput } from "#app/domain/credit/register/inputs.ts";
import { registerCsv } from "#app/domain/credit/register/csv.server.ts";
import { today } from "#app/domain/working-days.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { codeErrorMap, fieldErrors } from "#app/runtime/validation.ts";
import { rawQuery } from "../api/raw-query.server.ts";
import { download } from "../organization/imports-download.server.ts";
import type { Route } from "./+types/register-csv.ts";

/** `/api/v1/credit/register.csv`: what the register shows for the same conditions, in the national columns. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { ctx, ip } = scopeOf(context);
  const now = ctx.clock.now();
  const allowed = await countAttempt(ctx.db, now, [[limits.resultFileByAddress, ip]]);
  if (!allowed.ok) throw problemResponse(allowed.problem);
  const asked = rawQuery(new URL(request.url).searchParams);
  const input = registerTableInput.safeParse(asked, { error: codeErrorMap });
  if (!input.success) throw problemResponse(problems.invalid(fieldErrors(input.error)));
  return download({
    name: `双公示-${today(now)}.csv`,
    mediaType: "text/csv; charset=utf-8",
    body: registerCsv(ctx, input.data, translatorFor("zh-CN").t),
  });
}
