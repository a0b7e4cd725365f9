import { eq } from "drizzle-orm";
import { listing, review } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { move, type Move } from "#app/domain/move.server.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { calendarDay, endOfDay } from "./days.ts";
import { type ListingRow, lockListing, staleSave } from "./listing-row.server.ts";
import { listingProcesses } from "./states.ts";
import { indexListing, keepVersion } from "./touch.server.ts";

/** Which listing is meant and, when the caller says so, in which version they saw it. */
export interface Target {
  id: string;
  version?: number;
}

/** What every transition answers. */
export interface Moved {
  id: string;
  state: string;
  version: number;
}

type Work = (tx: Tx, row: ListingRow) => Promise<Move>;

/**
 * Takes a listing through one transition: locks it, lets `work` check and say how, moves, and asks for a new index
 * entry. `version`, when given, must be the current one.
 */
export function moveListing(ctx: Context, { id, version }: Target, work: Work): Promise<Result<Moved>> {
  return transact(ctx.db, async (tx) => {
    const row = await lockListing(tx, ctx.actor, id);
    if (version !== undefined && version !== row.version) return refuse(staleSave([], row.version));
    const state = await move(tx, ctx, listingProcesses[row.kind], listing, row, await work(tx, row));
    await indexListing(tx, id);
    return { id, state, version: row.version + 1 };
  });
}

/** Whether a job's step was taken; false when somebody else moved the listing first. Any other refusal is a fault. */
export function taken(done: Result<Moved>): boolean {
  if (!done.ok && done.problem.code !== overtaken.code)
    throw new Error(`listing could not be moved: ${done.problem.code}`);
  return done.ok;
}

/** The refusal of a job's step that is no longer due. */
export const overtaken = problems.conflict();

/** Counts the time until the owner is asked again from now, and notes when it was first published. */
export async function stampConfirmed(
  tx: Tx,
  { clock }: Pick<Context, "clock">,
  row: ListingRow,
): Promise<void> {
  const at = clock.now();
  const days = await readParameter(tx, "listing_confirm_days", row.regionCode, calendarDay(at));
  await tx
    .update(listing)
    .set({
      confirmedAt: at,
      staleAfter: endOfDay(at, days),
      publishedAt: row.publishedAt ?? at,
      updatedAt: at,
    })
    .where(eq(listing.id, row.id));
}

/** Notes a moderator's decision on the version they had before them. */
export async function noteReview(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  row: ListingRow,
  outcome: (typeof review.$inferInsert)["outcome"],
  reasons = "",
): Promise<void> {
  await tx.insert(review).values({
    listingId: row.id,
    createdAt: ctx.clock.now(),
    outcome,
    reasons,
    seenVersion: await keepVersion(tx, ctx, row.id),
    decidedBy: ctx.actor.user?.id ?? null,
  });
}
