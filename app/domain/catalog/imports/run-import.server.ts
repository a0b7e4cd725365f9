import { and, asc, eq, inArray } from "drizzle-orm";
import { importBatch, importRow } from "#db/schema/imports.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { transact } from "#app/domain/transact.server.ts";
import { applyChange, type Applied, createNew, problemIssues, type Where } from "./apply-row.server.ts";
import { advance, type Batch, lensOf } from "./batch.server.ts";
import { type CurrentFacility, loadCurrent } from "./current.server.ts";
import { type Change, type ExaminedRow, examineRow, type Lens, planChange } from "./examine.ts";
import { importerOf } from "./importer.server.ts";
import { countOutcomes, type RowOutcome, writeOutcomes } from "./outcomes.server.ts";
import { loadWords } from "./words.server.ts";

/** Few enough that others wait only a moment for the rows' locks, many enough that a long list does not take all day. */
const rowsPerTransaction = 100;

export type ImportProgress = Pick<Batch, "state" | "processed" | "total">;

/**
 * Works through the rows of a confirmed import, a batch of rows a transaction, on behalf of whoever started it. A row
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
    const words = await loadWords(ctx.db);
    for (let going = true; going; ) {
      const progress = await onBatch(ctx, batchId, (tx, as, batch) =>
        applySome(tx, as, batch, lensOf(batch, words)),
      );
      if (progress) told(progress);
      going = progress?.state === "running";
    }
  } catch (error) {
    if (lastAttempt)
      await onBatch(ctx, batchId, (tx, as, batch) => breakOff(tx, as, batch, "problem.unexpected"));
    throw error;
  }
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

/** What has been imported stays, and can be undone. */
const breakOff = (tx: Tx, ctx: Context, batch: Batch, failure: string): Promise<void> =>
  advance(tx, ctx, batch, "failed", { transition: "fail", failure, finishedAt: ctx.clock.now() });

async function applySome(tx: Tx, ctx: Context, batch: Batch, lens: Lens): Promise<ImportProgress> {
  if (batch.state === "queued") await advance(tx, ctx, batch, "running", { transition: "start" });
  const planned = await planSome(tx, ctx, batch, lens);
  const where = { batchId: batch.id, submit: batch.options.submit ?? false };
  const created = await createTogether(tx, ctx, planned, where);
  const outcomes: RowOutcome[] = [];
  for (const one of planned) {
    const { row } = one.stored;
    outcomes.push({ row, ...(created?.get(row) ?? (await attempt(tx, ctx, one, where))) });
  }
  await writeOutcomes(tx, batch.id, outcomes);
  return noteProgress(tx, ctx, batch, planned.length < rowsPerTransaction);
}

interface PlannedRow {
  stored: typeof importRow.$inferSelect;
  found: ExaminedRow;
  current: CurrentFacility | undefined;
  /** Absent for a row that turns out to be wrong, because a rule has changed since the preview. */
  plan: Change | undefined;
}

/** The next rows beside what they would change, which is locked so that nobody changes it in between. */
async function planSome(tx: Tx, { actor }: Context, batch: Batch, lens: Lens): Promise<PlannedRow[]> {
  const rows = await tx
    .select()
    .from(importRow)
    .where(and(eq(importRow.batchId, batch.id), inArray(importRow.outcome, ["ready", "warning"])))
    .orderBy(asc(importRow.row))
    .limit(rowsPerTransaction);
  const examined = rows.map((stored) => ({ stored, found: examineRow(stored, lens) }));
  const ids = examined.map(({ found }) => found.innerId);
  const known = await loadCurrent(tx, batch.organizationId, ids, true);
  const regionCode = actor.organization?.regionCode ?? "";
  return examined.map(({ stored, found }) => {
    const current = known.get(found.innerId);
    const plan = found.outcome === "error" ? undefined : planChange(found, current?.record, lens, regionCode);
    return { stored, found, current, plan };
  });
}

type Outcome = Omit<RowOutcome, "row">;

/** The new rows in a few statements, each under its number; undefined where one of them is refused, so that each is to be tried alone. */
async function createTogether(
  tx: Tx,
  ctx: Context,
  planned: readonly PlannedRow[],
  where: Where,
): Promise<Map<number, Outcome> | undefined> {
  const fresh = planned.flatMap(({ stored, plan }) =>
    plan?.kind === "create" ? [{ stored, record: plan.record }] : [],
  );
  if (fresh.length === 0) return new Map();
  const records = fresh.map(({ record }) => record);
  const result = await transact(tx, (inner) => createNew(inner, { ...ctx, db: inner }, records, where));
  if (!result.ok) return undefined;
  const outcomes = result.value.flatMap((applied, at) => {
    const stored = fresh[at]?.stored;
    return stored ? [[stored.row, outcomeOf(stored, applied)] as const] : [];
  });
  return new Map(outcomes);
}

const outcomeOf = (
  { issues: found }: PlannedRow["stored"],
  { outcome, listingId, before, issues }: Applied,
): Outcome => ({ outcome, listingId, before, issues: [...found, ...issues] });

const unwritten = { listingId: null, before: null };

/** One row in a savepoint of its own, so that its refusal undoes nothing of the others. */
async function attempt(
  tx: Tx,
  ctx: Context,
  { stored, found, current, plan }: PlannedRow,
  where: Where,
): Promise<Outcome> {
  if (!plan) return { ...unwritten, outcome: "error", issues: found.issues };
  if (plan.kind === "unchanged") return { ...unwritten, outcome: "unchanged", issues: stored.issues };
  const result = await transact(tx, (inner) => applyChange(inner, ctx, plan, current, where));
  if (result.ok) return outcomeOf(stored, result.value);
  return {
    ...{ ...unwritten, outcome: "error" },
    issues: [...stored.issues, ...problemIssues(result.problem)],
  };
}

async function noteProgress(tx: Tx, ctx: Context, batch: Batch, last: boolean): Promise<ImportProgress> {
  const counts = await countOutcomes(tx, batch.id);
  const { created, updated, unchanged, error: rejected } = counts;
  const processed = batch.total - counts.ready - counts.warning;
  const set = { processed, created, updated, unchanged, rejected };
  if (!last) {
    await tx.update(importBatch).set(set).where(eq(importBatch.id, batch.id));
    return { state: "running", processed, total: batch.total };
  }
  const running = { id: batch.id, state: "running" as const };
  await advance(tx, ctx, running, "done", { transition: "finish", ...set, finishedAt: ctx.clock.now() });
  return { state: "done", processed, total: batch.total };
}
