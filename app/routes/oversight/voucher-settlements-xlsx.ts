import { settlementWorkbook } from "#app/domain/vouchers/exports.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { fileAnswer } from "../organization/file-answer.server.ts";
import type { Route } from "./+types/voucher-settlements-xlsx.ts";

const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The settlements of the reader's territory, their uses and the reconciliation with the ledger. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "voucher.read");
  return fileAnswer(
    "kexiang-voucher-settlements.xlsx",
    workbook,
    await settlementWorkbook(scope.ctx, scope.t),
  );
}
