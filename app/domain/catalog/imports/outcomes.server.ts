import { count, eq, sql } from "drizzle-orm";
import { importRow } from "#db/schema/imports.ts";
import type { Tx } from "#db/client.ts";
import { jsonText } from "#db/row-document.ts";
import type { ImportRowOutcome } from "#db/schema/vocabulary.ts";

/** What became of one row of a list. */
export type RowOutcome = Pick<
  typeof importRow.$inferSelect,
  "row" | "outcome" | "listingId" | "before" | "issues"
>;

/** Writes what became of rows, in one statement however many. */
export async function writeOutcomes(tx: Tx, batchId: string, outcomes: readonly RowOutcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  const numbers = outcomes.map(({ row }) => row);
  await tx.execute(sql`update ${importRow} r
    set outcome = o.outcome, listing_id = o."listingId", before = o.before, issues = o.issues
    from json_to_recordset(${jsonText(outcomes)}::json)
      as o("row" int, outcome text, "listingId" uuid, before jsonb, issues jsonb)
    where r.batch_id = ${batchId} and r."row" = o."row"
      and r."row" between ${Math.min(...numbers)} and ${Math.max(...numbers)}`);
}

/** How many rows of an import stand where. */
export async function countOutcomes(db: Tx, batchId: string): Promise<Record<ImportRowOutcome, number>> {
  const rows = await db
    .select({ outcome: importRow.outcome, n: count() })
    .from(importRow)
    .where(eq(importRow.batchId, batchId))
    .groupBy(importRow.outcome);
  const none = { ready: 0, warning: 0, error: 0, created: 0, updated: 0, unchanged: 0 };
  return { ...none, ...Object.fromEntries(rows.map(({ outcome, n }) => [outcome, n])) };
}
