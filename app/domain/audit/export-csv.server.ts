import type { Context } from "#app/domain/context.ts";
import { csvLine } from "#app/integrations/csv.server.ts";
import type { AuditFilter } from "./log-filter.ts";
import { type AuditRow, readAuditLog } from "./log.server.ts";

const encoder = new TextEncoder();

/** Rows that are read at once. */
const batch = 1_000;

/** Everything that the filter lets through as CSV in UTF-8 with a byte order mark, latest first; instants in UTC. */
export async function* auditCsv(
  ctx: Context,
  filter: AuditFilter,
  heads: readonly string[],
): AsyncGenerator<Uint8Array> {
  yield encoder.encode(`\uFEFF${csvLine(heads)}`);
  for (let { before } = filter; ; ) {
    const { rows, next } = await readAuditLog(ctx, { ...filter, before }, batch);
    yield encoder.encode(rows.map((row) => csvLine(cells(row))).join(""));
    if (next === null) return;
    before = next;
  }
}

/** The columns of the export, each with words in `oversight:column`. */
export const auditColumns = [
  "seq",
  "at",
  "who",
  "via",
  "organization",
  "entity",
  "entityId",
  "transition",
  "fromState",
  "toState",
  "reason",
  "seal",
] as const;

const cells = (row: AuditRow): string[] => [
  String(row.seq),
  row.at.toISOString(),
  row.actorName,
  row.via,
  row.organization?.nameZh ?? "",
  row.entity,
  row.entityId,
  row.transition,
  row.fromState ?? "",
  row.toState ?? "",
  row.reason,
  row.seal === null ? "" : String(row.seal),
];
