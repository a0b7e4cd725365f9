import { budgetWorkbook } from "#app/domain/vouchers/exports.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { fileAnswer } from "../organization/file-answer.server.ts";
import type { Route } from "./+types/budgets-xlsx.ts";

const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The budgets of the reader's territory, and what became of them by month. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "voucher.read");
  return fileAnswer("kexiang-budgets.xlsx", workbook, await budgetWorkbook(scope.ctx, scope.t));
}
