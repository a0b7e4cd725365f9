import { findImport } from "#app/domain/catalog/imports/queries.server.ts";
import { rejectedCsv } from "#app/domain/catalog/imports/rejected-csv.server.ts";
import { describeImportIssue } from "#app/i18n/describe-import-issue.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/imports-rejected.ts";
import { download } from "./imports-download.server.ts";

/** The rows that were not imported, as they were, each with the reasons in front: to be corrected and uploaded again. */
export async function loader({ request, context, params }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "import.run");
  const found = await findImport(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const words = {
    row: scope.t("imports:csv.row"),
    reason: scope.t("imports:csv.reason"),
    issue: (code: string) => describeImportIssue(scope.t, code),
  };
  const body = rejectedCsv(scope.ctx, found.value, words);
  return download({
    name: `rejected-${found.value.fileName.replace(/\.[^.]+$/, "")}.csv`,
    mediaType: "text/csv; charset=utf-8",
    body,
  });
}
