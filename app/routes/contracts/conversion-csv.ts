import { conversionCsv } from "#app/domain/contracts/registration/conversion-csv.ts";
import { conversionsOf } from "#app/domain/contracts/registration/conversion.server.ts";
import { today } from "#app/domain/working-days.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { fileAnswer } from "../organization/file-answer.server.ts";
import type { Route } from "./+types/conversion-csv.ts";

/** `?year=2026`; this year unless given. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "contract.edit");
  const asked = new URL(request.url).searchParams.get("year") ?? "";
  const year = Number(/^20\d\d$/.test(asked) ? asked : today(scope.ctx.clock.now()).slice(0, 4));
  const rows = await conversionsOf(scope.ctx, year);
  if (!rows.ok) throw problemResponse(rows.problem);
  const table = conversionCsv(rows.value, scope.t, scope.locale === "en");
  return fileAnswer(`kexiang-conversion-${year}.csv`, "text/csv; charset=utf-8", table);
}
