import { synonymsCsv } from "#app/domain/search/synonyms/export-csv.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { download } from "../organization/imports-download.server.ts";
import type { Route } from "./+types/synonyms-export.ts";

/** All groups as CSV, one a line, in the form that the import takes. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "synonym.edit");
  const head = (n: number) =>
    n === 0 ? scope.t("synonyms:column.group") : scope.t("synonyms:column.term", { n });
  return download({
    name: "synonyms.csv",
    mediaType: "text/csv; charset=utf-8",
    body: synonymsCsv(scope.ctx, head),
  });
}
