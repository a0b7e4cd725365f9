import type { Tx } from "#db/client.ts";
import { isExclusionViolation } from "#db/errors.ts";
import { fail, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { nearestFree } from "./availability.ts";
import { loadCalendar } from "./calendar.server.ts";
import { type BookableFacility, loadFacility } from "./facility.server.ts";
import { allowedLength } from "./lengths.ts";
import { type Alternative, slotTaken } from "./refusals.ts";
import { minutes, type Span } from "./spans.ts";

/** How far to look, the nearest first: what is found within one is nearer than all beyond it, and mostly the first will do. */
const reaches = [1, 14].map((days) => minutes(days * 1440));
const offered = 5;

/**
 * Runs a booking command; where the wanted time turns out to have another owner, the refusal carries the nearest free
 * times of the same length. The command has found that out itself under the lock, or, should a writer ever come without
 * it, from the exclusion constraint: both read the same to the caller.
 */
export async function withAlternatives<T>(
  ctx: Context,
  wanted: { facilityId: string; start: Date; end: Date },
  command: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const result = await command().catch((error: unknown): Result<T> => {
    if (isExclusionViolation(error)) return fail(slotTaken());
    throw error;
  });
  if (result.ok || result.problem.code !== "slot_taken") return result;
  const found = slotTaken(await findAlternatives(ctx, wanted));
  return fail({ ...result.problem, details: { ...result.problem.details, ...found.details } });
}

/** The nearest free times of the same length, or the next that the rules allow, within a fortnight before and after. */
export const findAlternatives = (
  ctx: Context,
  wanted: { facilityId: string; start: Date; end: Date },
): Promise<Alternative[]> =>
  // In a transaction, for its prepared statements: where many want one time, most of what is asked is this.
  ctx.db.transaction((tx) => alternativesTo(tx, ctx, wanted));

async function alternativesTo(
  tx: Tx,
  ctx: Context,
  { facilityId, start, end }: { facilityId: string; start: Date; end: Date },
): Promise<Alternative[]> {
  const now = ctx.clock.now();
  const facility = await loadFacility(tx, facilityId, now);
  if (!facility) return [];
  const length = allowedLength(facility.rules, (end.getTime() - start.getTime()) / 60_000);
  const wanted: Span = { start: start.getTime(), end: start.getTime() + minutes(length) };
  for (const reach of reaches) {
    const found = await nearestWithin(tx, facility, wanted, reach, now);
    if (found.length === offered || reach === reaches.at(-1)) return found;
  }
  return [];
}

async function nearestWithin(
  tx: Tx,
  facility: BookableFacility,
  wanted: Span,
  reach: number,
  now: Date,
): Promise<Alternative[]> {
  // What is long past has its nearest free times now.
  const range = {
    start: Math.max(now.getTime(), wanted.start - reach),
    end: Math.max(now.getTime(), wanted.end) + reach,
  };
  const calendar = await loadCalendar(tx, facility, range, now);
  return nearestFree(calendar, wanted, range, offered, now.getTime()).map((slot) => ({
    facilityId: facility.id,
    start: new Date(slot.start).toISOString(),
    end: new Date(slot.end).toISOString(),
    unit: slot.unit,
  }));
}
