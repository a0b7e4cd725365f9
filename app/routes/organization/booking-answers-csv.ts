import { platformZone } from "#app/components/format.ts";
import { answersCsv } from "#app/domain/usage-report/answers-csv.server.ts";
import { readPeriod } from "#app/domain/usage-report/period.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/booking-answers-csv.ts";
import { fileAnswer } from "./file-answer.server.ts";

/** `?from=&to=` in days; this year unless given. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.manage");
  const { searchParams } = new URL(request.url);
  const period = readPeriod(searchParams, scope.ctx.clock.now(), platformZone);
  const written = await answersCsv(scope.ctx, period, scope.t);
  if (!written.ok) throw problemResponse(written.problem);
  return fileAnswer(
    `kexiang-answers-${period.from}-${period.to}.csv`,
    "text/csv; charset=utf-8",
    written.value,
  );
}
