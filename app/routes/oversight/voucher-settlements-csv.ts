import { settlementCsv } from "#app/domain/vouchers/exports.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { fileAnswer } from "../organization/file-answer.server.ts";
import type { Route } from "./+types/voucher-settlements-csv.ts";

/** The settlements of the reader's territory, one a line. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "voucher.read");
  const body = await settlementCsv(scope.ctx, scope.t);
  return fileAnswer("kexiang-voucher-settlements.csv", "text/csv; charset=utf-8", body);
}
