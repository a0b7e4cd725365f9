import { isExclusionViolation } from "#db/errors.ts";
import { fail, type Problem, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { type FacilityCalendar, nearestFree } from "./availability.ts";
import { loadFacilityCalendar } from "./calendar.server.ts";
import { allowedLength } from "./lengths.ts";
import { type Alternative, slotTaken } from "./refusals.ts";
import { minutes, type Span } from "./spans.ts";

/** How far to look, the nearest first: what is found within one is nearer than all beyond it, and mostly the first will do. */
export const reaches = [minutes(1440), minutes(14 * 1440)] as const;
/** How many. */
export const offered = 5;

/**
 * Runs a booking command; where the wanted time turns out to have another owner, the refusal carries the nearest free
 * times of the same length. The command has found that out itself under the lock, or, should a writer ever come without
 * it, from the exclusion constraint: both read the same to the caller.
 */
export async function withAlternatives<T>(
  ctx: Context,
  wanted: Wanted,
  command: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const result = await command().catch((error: unknown): Result<T> => {
    if (isExclusionViolation(error)) return fail(slotTaken());
    throw error;
  });
  if (result.ok || result.problem.code !== "slot_taken") return result;
  return fail(withThese(result.problem, await findAlternatives(ctx, wanted)));
}

/** A refusal with times that are free instead. */
export const withThese = (problem: Problem, alternatives: Alternative[]): Problem => ({
  ...problem,
  details: { ...problem.details, ...slotTaken(alternatives).details },
});

interface Wanted {
  facilityId: string;
  start: Date;
  end: Date;
}

/** The nearest free times of the same length, or the next that the rules allow, within a fortnight before and after. */
export async function findAlternatives({ db, clock }: Context, wanted: Wanted): Promise<Alternative[]> {
  const now = clock.now();
  for (const reach of reaches) {
    const known = await loadFacilityCalendar(db, wanted.facilityId, rangeAround(wanted, reach, now), now);
    const found = known ? nearestIn(known.calendar, wanted, reach, now) : [];
    if (found.length === offered || reach === reaches.at(-1)) return found;
  }
  return [];
}

/** How much of the calendar around a wish is looked at first for other times. What is long past has its nearest free times now. */
export const rangeAround = ({ start, end }: Wanted, reach: number, now: Date): Span => ({
  start: Math.max(now.getTime(), start.getTime() - reach),
  end: Math.max(now.getTime(), end.getTime()) + reach,
});

/** The nearest free times in a calendar that covers what is within `reach`. */
function nearestIn(calendar: FacilityCalendar, wanted: Wanted, reach: number, now: Date): Alternative[] {
  const { facilityId, start, end } = wanted;
  const length = allowedLength(calendar.rules, (end.getTime() - start.getTime()) / 60_000);
  const span: Span = { start: start.getTime(), end: start.getTime() + minutes(length) };
  const range = rangeAround(wanted, reach, now);
  return nearestFree(calendar, span, range, offered, now.getTime()).map((slot) => ({
    facilityId,
    start: new Date(slot.start).toISOString(),
    end: new Date(slot.end).toISOString(),
    unit: slot.unit,
  }));
}

/** How far the nearest times are looked for first, and those in a calendar that covers this; undefined when there may be nearer ones beyond. */
export const firstReach = reaches[0];

export function nearest(calendar: FacilityCalendar, wanted: Wanted, now: Date): Alternative[] | undefined {
  const found = nearestIn(calendar, wanted, firstReach, now);
  return found.length === offered ? found : undefined;
}
