import { and, asc, between, eq, gt, inArray } from "drizzle-orm";
import { importRow } from "#db/schema/imports.ts";
import type { Tx } from "#db/client.ts";
import { type ExaminedRow, examineRow, type Lens } from "./examine.ts";

/** A row that the preview let through, and what it says by the rules of today. */
export interface WaitingRow {
  stored: Pick<typeof importRow.$inferSelect, "row" | "raw" | "issues">;
  found: ExaminedRow;
}

/** Few enough that others wait only a moment for the rows' locks, many enough that a long list does not take all day. */
const rowsAtOnce = 500;

const isWaiting = inArray(importRow.outcome, ["ready", "warning"]);

/** The rows of an import that nothing has become of yet, in sets, in their order. */
export async function* waitingRows(db: Tx, batchId: string, lens: Lens): AsyncGenerator<WaitingRow[]> {
  for (let after = 0, full = true; full; ) {
    const rows = await db
      .select({ row: importRow.row, raw: importRow.raw, issues: importRow.issues })
      .from(importRow)
      .where(and(eq(importRow.batchId, batchId), gt(importRow.row, after), isWaiting))
      .orderBy(asc(importRow.row))
      .limit(rowsAtOnce);
    full = rows.length === rowsAtOnce;
    after = rows.at(-1)?.row ?? after;
    if (rows.length > 0) yield rows.map((stored) => ({ stored, found: examineRow(stored, lens) }));
  }
}

/** Those of a set that still wait, now that the import is locked: another run may have done them since they were read. */
export async function stillWaiting(
  tx: Tx,
  batchId: string,
  rows: readonly WaitingRow[],
): Promise<WaitingRow[]> {
  const numbers = rows.map(({ stored }) => stored.row);
  const left = await tx
    .select({ row: importRow.row })
    .from(importRow)
    .where(
      and(
        eq(importRow.batchId, batchId),
        between(importRow.row, numbers[0] ?? 0, numbers.at(-1) ?? 0),
        isWaiting,
      ),
    );
  const waiting = new Set(left.map(({ row }) => row));
  return rows.filter(({ stored }) => waiting.has(stored.row));
}
