import { readIncome } from "#app/domain/money/overview/income.server.ts";
import { incomeSheet } from "#app/domain/money/overview/income-sheet.server.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/income-xlsx.ts";
import { fileAnswer } from "./file-answer.server.ts";
import { readIncomePeriod } from "./income-period.server.ts";

const media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** `?from=&to=` in days; this year unless given. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "charge.manage");
  const period = readIncomePeriod(request, scope.ctx.clock.now());
  const read = await readIncome(scope.ctx, period);
  if (!read.ok) throw problemResponse(read.problem);
  return fileAnswer(`kexiang-income-${period.from}-${period.to}.xlsx`, media, incomeSheet(read.value, scope));
}
