import { platformZone } from "#app/components/format.ts";
import { readPeriod } from "#app/domain/usage-report/period.ts";
import { serviceRecords } from "#app/domain/usage-report/service-records.server.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/service-records.ts";
import { fileAnswer } from "./file-answer.server.ts";

const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** `?from=&to=` in days; this year unless given. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.manage");
  const { searchParams } = new URL(request.url);
  const period = readPeriod(searchParams, scope.ctx.clock.now(), platformZone);
  const written = await serviceRecords(scope.ctx, period);
  if (!written.ok) throw problemResponse(written.problem);
  return fileAnswer(`kexiang-service-records-${period.from}-${period.to}.xlsx`, workbook, written.value);
}
