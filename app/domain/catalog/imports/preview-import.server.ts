import { and, eq, sql } from "drizzle-orm";
import { type ImportIssue, importBatch, importRow } from "#db/schema/imports.ts";
import type { Tx } from "#db/client.ts";
import { insertRows } from "#db/insert-rows.ts";
import type { Context } from "#app/domain/context.ts";
import { transact } from "#app/domain/transact.server.ts";
import { ahead } from "#app/runtime/ahead.ts";
import { readContent } from "#app/runtime/files.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { UnreadableTable } from "#app/integrations/csv.server.ts";
import { issueText } from "#app/runtime/validation.ts";
import { refuse, problems } from "#app/runtime/problem.ts";
import { advance, type Batch } from "./batch.server.ts";
import { loadCurrent } from "./current.server.ts";
import { makeLens } from "./examine.ts";
import { type ReadRow, readRows, relatedIds } from "./read-rows.server.ts";
import { settleTable } from "./settle-table.server.ts";
import { loadWords } from "./words.server.ts";
import type { Table } from "./open-table.server.ts";

/**
 * Reads an uploaded file into rows with their findings, then waits for a person, or goes on when that was asked for.
 * A file that cannot be read to its end leaves the import `failed` with the reason and no rows. Starts anew when run
 * again; stops when the person has asked for another reading meanwhile. `lastAttempt`: there will be no other.
 */
export async function previewImport(ctx: Context, batchId: string, lastAttempt = false): Promise<void> {
  const [batch] = await ctx.db.select().from(importBatch).where(eq(importBatch.id, batchId));
  const bytes = batch?.state === "mapping" ? await readContent(ctx.db, batch.sha256) : undefined;
  if (!batch || !bytes) return;
  try {
    const table = await settleTable(ctx.db, batch.organizationId, bytes, batch.options);
    await readInto(ctx, batch, table);
  } catch (error) {
    if (error instanceof UnreadableTable) return giveUp(ctx, batch, failureOf(error));
    // Nobody should look at "being read" for ever because of something that nobody foresaw.
    if (lastAttempt) await giveUp(ctx, batch, "problem.unexpected");
    throw error;
  }
}

const failureOf = ({ code, line }: UnreadableTable): string =>
  issueText(code, line === undefined ? undefined : { line });

async function giveUp(ctx: Context, batch: Batch, failure: string): Promise<void> {
  await step(ctx, batch, async (tx) => {
    await tx.delete(importRow).where(eq(importRow.batchId, batch.id));
    await advance(tx, ctx, batch, "failed", { transition: "fail", failure, total: 0, processed: 0 });
  });
}

async function readInto(ctx: Context, batch: Batch, table: Table): Promise<void> {
  const { format, mapping, headers, encoding } = table;
  const begun = await step(ctx, batch, async (tx) => {
    await tx.delete(importRow).where(eq(importRow.batchId, batch.id));
    await tx
      .update(importBatch)
      .set({
        format: format.name,
        mapping: { ...mapping },
        headers,
        encoding,
        failure: null,
        total: 0,
        processed: 0,
      })
      .where(eq(importBatch.id, batch.id));
  });
  const related: Related = { known: new Set(), wanted: new Map() };
  const lens = makeLens(format, mapping, await loadWords(ctx.db));
  let total = 0;
  let current = begun;
  for await (const rows of ahead(readRows(ctx.db, batch.organizationId, table.rows, lens))) {
    if (!current) return void (await table.rows.return(undefined));
    total += rows.length;
    for (const row of rows) noteRelated(related, row);
    current = await step(ctx, batch, async (tx) => {
      await insertRows(
        tx,
        importRow,
        rows.map((row) => stored(batch.id, row)),
      );
      await tx.update(importBatch).set({ processed: total }).where(eq(importBatch.id, batch.id));
    });
  }
  await step(ctx, batch, async (tx) => {
    await warnOfUnknownRelated(tx, batch, related, lens.nameOf(relatedKey));
    const next = batch.options.confirm ? "queued" : "preview";
    await advance(tx, ctx, batch, next, { transition: "read", total, processed: total });
    if (next === "queued")
      await enqueue(tx, "run-import", { batchId: batch.id }, { key: `import:${batch.id}`, maxAttempts: 5 });
  });
}

/** One transaction of the reading; false, and nothing done, when the person has asked for another reading. */
async function step(ctx: Context, batch: Batch, work: (tx: Tx) => Promise<void>): Promise<boolean> {
  const done = await transact(ctx.db, async (tx) => {
    const [row] = await tx
      .select()
      .from(importBatch)
      .where(eq(importBatch.id, batch.id))
      .for("no key update");
    if (row?.state !== "mapping" || row.options.revision !== batch.options.revision)
      return refuse(problems.conflict());
    await work(tx);
  });
  return done.ok;
}

const stored = (batchId: string, { row, raw, outcome, issues, listingId }: ReadRow) => ({
  batchId,
  row,
  raw,
  outcome,
  issues,
  listingId,
});

const relatedKey = "uniquip.related_facility_id";

interface Related {
  known: Set<string>;
  /** Row number → the identifiers it names. */
  wanted: Map<number, string[]>;
}

function noteRelated(related: Related, row: ReadRow): void {
  related.known.add(row.innerId);
  const ids = row.outcome === "error" ? [] : relatedIds(row);
  if (ids.length > 0) related.wanted.set(row.row, ids);
}

/** Facilities may be named before their own row, so this can only be told at the end. */
async function warnOfUnknownRelated(
  tx: Tx,
  batch: Batch,
  { known, wanted }: Related,
  column: string,
): Promise<void> {
  const elsewhere = [...new Set([...wanted.values()].flat())].filter((id) => !known.has(id));
  const stored = await loadCurrent(tx, batch.organizationId, elsewhere);
  for (const [row, ids] of wanted) {
    const unknown = ids.filter((id) => !known.has(id) && !stored.has(id));
    if (unknown.length === 0) continue;
    const issues: ImportIssue[] = [{ column, code: "related_unknown", value: unknown.join(", ") }];
    await tx
      .update(importRow)
      .set({ outcome: "warning", issues: sql`${importRow.issues} || ${JSON.stringify(issues)}::jsonb` })
      .where(and(eq(importRow.batchId, batch.id), eq(importRow.row, row)));
  }
}
