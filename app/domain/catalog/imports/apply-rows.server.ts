import { eq } from "drizzle-orm";
import { importBatch } from "#db/schema/imports.ts";
import type { ImportState } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { transact } from "#app/domain/transact.server.ts";
import type { Problem } from "#app/runtime/problem.ts";
import { type Applied, createNew, problemIssues, type Update, updateAll } from "./apply-row.server.ts";
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
  const outcomes = [
    ...settled(planned),
    ...(await together(tx, planned.flatMap(newcomer), (inner, some) =>
      createNew(
        inner,
        ctx,
        some.map(({ record }) => record),
        where,
      ),
    )),
    ...(await together(tx, planned.flatMap(known), (inner, some) => updateAll(inner, ctx, some, where))),
  ];
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
  const existing = await loadCurrent(tx, batch.organizationId, ids, true);
  const regionCode = actor.organization?.regionCode ?? "";
  return rows.map(({ stored, found }) => {
    const current = existing.get(found.innerId);
    const plan = found.outcome === "error" ? undefined : planChange(found, current?.record, lens, regionCode);
    return { stored, found, current, plan };
  });
}

/** The rows that need no writing: those that are wrong after all, and those that change nothing. */
const settled = (planned: readonly PlannedRow[]): RowOutcome[] =>
  planned.flatMap(({ stored: { row, issues }, found, plan }): RowOutcome[] => {
    if (!plan) return [{ ...unwritten, row, outcome: "error", issues: found.issues }];
    return plan.kind === "unchanged" ? [{ ...unwritten, row, outcome: "unchanged", issues }] : [];
  });

const unwritten = { listingId: null, before: null };

const newcomer = ({ stored, plan }: PlannedRow) =>
  plan?.kind === "create" ? [{ stored, record: plan.record }] : [];

function known({ stored, current, plan }: PlannedRow): (Update & Pick<PlannedRow, "stored">)[] {
  if (!current || plan?.kind !== "update") return [];
  const { patch, record } = plan;
  return [{ stored, current, patch, interchange: patch.interchange && record.interchange }];
}

/**
 * Writes rows in one savepoint, in a few statements. When one of them is refused, each half is tried in a savepoint of
 * its own, and so on down to the row that is in the way, so that it undoes nothing of the others.
 */
async function together<R extends Pick<PlannedRow, "stored">>(
  tx: Tx,
  rows: readonly R[],
  write: (inner: Tx, rows: readonly R[]) => Promise<Applied[]>,
): Promise<RowOutcome[]> {
  const [first] = rows;
  if (!first) return [];
  const result = await transact(tx, (inner) => write(inner, rows));
  if (result.ok) return result.value.map((applied, at) => outcomeOf(rows[at]?.stored, applied));
  if (rows.length === 1) return [refusalOf(first.stored, result.problem)];
  const half = Math.ceil(rows.length / 2);
  const one = await together(tx, rows.slice(0, half), write);
  return [...one, ...(await together(tx, rows.slice(half), write))];
}

function outcomeOf(stored: PlannedRow["stored"] | undefined, applied: Applied): RowOutcome {
  if (!stored) throw new Error("more rows were written than there were");
  const { outcome, listingId, before, issues } = applied;
  return {
    row: stored.row,
    outcome,
    listingId,
    before: { ...before },
    issues: [...stored.issues, ...issues],
  };
}

const refusalOf = ({ row, issues }: PlannedRow["stored"], problem: Problem): RowOutcome => ({
  ...unwritten,
  row,
  outcome: "error",
  issues: [...issues, ...problemIssues(problem)],
});

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
