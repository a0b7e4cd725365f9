import { eq } from "drizzle-orm";
import { importBatch } from "#db/schema/imports.ts";
import type { ImportState } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { transact } from "#app/domain/transact.server.ts";
import { applyChange, type Applied, createNew, problemIssues, type Where } from "./apply-row.server.ts";
import type { Batch } from "./batch.server.ts";
import { type CurrentFacility, loadCurrent } from "./current.server.ts";
import { type Change, type Lens, planChange } from "./examine.ts";
import { type RowOutcome, writeOutcomes } from "./outcomes.server.ts";
import { stillWaiting, type WaitingRow } from "./waiting-rows.server.ts";

interface PlannedRow extends WaitingRow {
  current: CurrentFacility | undefined;
  /** Absent for a row that turns out to be wrong, because a rule has changed since the preview. */
  plan: Change | undefined;
}

/** Does what a set of rows says, with what became of each, in the caller's transaction, which holds the import's row. */
export async function applyRows(
  tx: Tx,
  ctx: Context,
  batch: Batch,
  rows: readonly WaitingRow[],
  lens: Lens,
): Promise<{ state: ImportState; processed: number; total: number }> {
  const planned = await planRows(tx, ctx, batch, await stillWaiting(tx, batch.id, rows), lens);
  const where = { batchId: batch.id, submit: batch.options.submit ?? false };
  const created = await createTogether(tx, ctx, planned, where);
  const outcomes: RowOutcome[] = [];
  for (const one of planned) {
    const { row } = one.stored;
    outcomes.push({ row, ...(created?.get(row) ?? (await attempt(tx, ctx, one, where))) });
  }
  await writeOutcomes(tx, batch.id, outcomes);
  return noteProgress(tx, batch, outcomes);
}

/** The rows beside what they would change, which is locked so that nobody changes it in between. */
async function planRows(
  tx: Tx,
  { actor }: Context,
  batch: Batch,
  rows: readonly WaitingRow[],
  lens: Lens,
): Promise<PlannedRow[]> {
  const ids = rows.map(({ found }) => found.innerId);
  const known = await loadCurrent(tx, batch.organizationId, ids, true);
  const regionCode = actor.organization?.regionCode ?? "";
  return rows.map(({ stored, found }) => {
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

/** Adds the set to the import's sums; counting all of its rows after each set would take ever longer. */
async function noteProgress(tx: Tx, batch: Batch, outcomes: readonly RowOutcome[]) {
  const sum = (wanted: RowOutcome["outcome"]) => outcomes.filter(({ outcome }) => outcome === wanted).length;
  const processed = batch.processed + outcomes.length;
  await tx
    .update(importBatch)
    .set({
      processed,
      created: batch.created + sum("created"),
      updated: batch.updated + sum("updated"),
      unchanged: batch.unchanged + sum("unchanged"),
      rejected: batch.rejected + sum("error"),
    })
    .where(eq(importBatch.id, batch.id));
  return { state: batch.state, processed, total: batch.total };
}
