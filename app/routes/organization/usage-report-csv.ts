import { platformZone } from "#app/components/format.ts";
import { readPeriod } from "#app/domain/usage-report/period.ts";
import { reportCsv } from "#app/domain/usage-report/report-csv.server.ts";
import { usageReport } from "#app/domain/usage-report/report.server.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/usage-report-csv.ts";
import { fileAnswer } from "./file-answer.server.ts";

/** `?from=&to=` in days; this year unless given. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.manage");
  const { searchParams } = new URL(request.url);
  const period = readPeriod(searchParams, scope.ctx.clock.now(), platformZone);
  const report = await usageReport(scope.ctx, period);
  if (!report.ok) throw problemResponse(report.problem);
  const name = `kexiang-use-${period.from}-${period.to}.csv`;
  return fileAnswer(name, "text/csv; charset=utf-8", reportCsv(report.value, scope.t));
}
