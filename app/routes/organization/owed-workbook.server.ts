import { owedSheet } from "#app/domain/money/overview/owed-sheet.server.ts";
import type { OwedSide } from "#app/domain/money/overview/list-owed.server.ts";
import { requirePermission, type RequestScope } from "#app/runtime/request.server.ts";
import { fileAnswer } from "./file-answer.server.ts";
import { readOwedQuery } from "./owed.server.ts";

const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What the page shows, all of it, for accountants. */
export async function owedWorkbook(scope: RequestScope, request: Request, side: OwedSide): Promise<Response> {
  requirePermission(scope, request, side === "payables" ? "charge.pay" : "charge.manage");
  const { view, search, cause } = readOwedQuery(request);
  const filter = { view, search: search || undefined, cause: cause || undefined };
  const bytes = await owedSheet(scope.ctx, side, filter, scope);
  return fileAnswer(`kexiang-${side}.xlsx`, workbook, bytes);
}
