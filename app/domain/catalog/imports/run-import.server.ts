import { eq } from "drizzle-orm";
import { importBatch } from "#db/schema/imports.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { transact } from "#app/domain/transact.server.ts";
import { ahead } from "#app/runtime/ahead.ts";
import { applyRows } from "./apply-rows.server.ts";
import { advance, type Batch, lensOf } from "./batch.server.ts";
import { importerOf } from "./importer.server.ts";
import { countOutcomes } from "./outcomes.server.ts";
import { waitingRows } from "./waiting-rows.server.ts";
import { loadWords } from "./words.server.ts";

export type ImportProgress = Pick<Batch, "state" | "processed" | "total">;

/**
 * Works through the rows of a confirmed import, a set of rows a transaction, on behalf of whoever started it. A row
 * and what became of it are written together: after a crash the next run goes on with the rows that are left, and two
 * runs at once share them. `told` hears of progress. `lastAttempt`: what nobody foresaw ends the import as `failed`,
 * because no other run will take it up.
 */
export async function runImport(
  ctx: Context,
  batchId: string,
  told: (progress: ImportProgress) => void = () => {},
  lastAttempt = false,
): Promise<void> {
  try {
    const [batch] = await ctx.db.select().from(importBatch).where(eq(importBatch.id, batchId));
    if (batch) await workThrough(ctx, batch, told);
  } catch (error) {
    if (lastAttempt)
      await onBatch(ctx, batchId, (tx, as, batch) => breakOff(tx, as, batch, "problem.unexpected"));
    throw error;
  }
}

async function workThrough(
  ctx: Context,
  batch: Batch,
  told: (progress: ImportProgress) => void,
): Promise<void> {
  const lens = lensOf(batch, await loadWords(ctx.db));
  for await (const rows of ahead(waitingRows(ctx.db, batch.id, lens))) {
    const progress = await onBatch(ctx, batch.id, async (tx, as, locked) =>
      applyRows(tx, as, await started(tx, as, locked), rows, lens),
    );
    if (!progress) return;
    told(progress);
  }
  const ended = await onBatch(ctx, batch.id, finish);
  if (ended) told(ended);
}

/** One transaction on an import that is at work, as its importer; nothing when it no longer is. */
async function onBatch<T>(
  ctx: Context,
  batchId: string,
  work: (tx: Tx, ctx: Context, batch: Batch) => Promise<T>,
): Promise<T | undefined> {
  const result = await transact(ctx.db, async (tx) => {
    const [batch] = await tx
      .select()
      .from(importBatch)
      .where(eq(importBatch.id, batchId))
      .for("no key update");
    if (!batch || (batch.state !== "queued" && batch.state !== "running")) return undefined;
    const actor = await importerOf(tx, batch, ctx.actor.requestId);
    if (actor && may(actor, "import.run", batch)) return work(tx, { ...ctx, actor }, batch);
    await breakOff(tx, ctx, batch, "importer_left");
    return undefined;
  });
  if (!result.ok) throw new Error(`import ${batchId} was refused: ${result.problem.code}`);
  return result.value;
}

/** The import at work; the rows that the preview refused count as done from the beginning. */
async function started(tx: Tx, ctx: Context, batch: Batch): Promise<Batch> {
  if (batch.state === "running") return batch;
  const { error } = await countOutcomes(tx, batch.id);
  const set = { processed: error, rejected: error, created: 0, updated: 0, unchanged: 0 };
  await advance(tx, ctx, batch, "running", { transition: "start", ...set });
  return { ...batch, ...set, state: "running" };
}

/** What has been imported stays, and can be undone. */
const breakOff = (tx: Tx, ctx: Context, batch: Batch, failure: string): Promise<void> =>
  advance(tx, ctx, batch, "failed", { transition: "fail", failure, finishedAt: ctx.clock.now() });

/** Nothing is left: no row waits, because a set that another run still writes holds the import's row. */
async function finish(tx: Tx, ctx: Context, batch: Batch): Promise<ImportProgress> {
  const running = await started(tx, ctx, batch);
  await advance(tx, ctx, running, "done", { transition: "finish", finishedAt: ctx.clock.now() });
  return { state: "done", processed: batch.total, total: batch.total };
}
