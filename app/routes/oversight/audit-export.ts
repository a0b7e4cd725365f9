import { auditColumns, auditCsv } from "#app/domain/audit/export-csv.server.ts";
import { readAuditFilter } from "#app/domain/audit/log-filter.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { download } from "../organization/imports-download.server.ts";
import type { Route } from "./+types/audit-export.ts";

/** What the filter of the log lets through, as CSV. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { ctx, t } = scopeOf(context);
  requirePermission(scopeOf(context), request, "audit.read");
  const heads = auditColumns.map((name) => t(`oversight:column.${name}`));
  return download({
    name: "audit-log.csv",
    mediaType: "text/csv; charset=utf-8",
    body: auditCsv(ctx, readAuditFilter(new URL(request.url).searchParams), heads),
  });
}
