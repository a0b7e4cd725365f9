import { LRUCache } from "lru-cache";
import { type Problem, Refusal } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { firstReach, nearest, rangeAround, withThese } from "./alternatives.server.ts";
import { calendarOf } from "./calendar.server.ts";
import type { ReserveInput } from "./inputs.ts";
import { lookAt } from "./look.server.ts";
import { type Booker, planBooking } from "./plan.server.ts";

/** Seconds for which a time that was refused as taken counts as wanted by many. */
const heatMs = 10_000;

/** Times that this process has lately refused as taken. Only says where looking first is worth while, never what is taken. */
const wantedByMany = new LRUCache<string, true>({ max: 10_000, ttl: heatMs });

const keyOf = ({ facilityId, start, end }: ReserveInput): string =>
  `${facilityId} ${start.getTime()} ${end.getTime()}`;

/** Remembers that somebody else was faster. */
export function noteTaken(input: ReserveInput, { code }: Problem): void {
  if (code === "slot_taken") wantedByMany.set(keyOf(input), true);
}

/**
 * Where many want one time, all but one of them are refused, and need not wait in turn for the facility's lock to hear
 * it: what has been committed already refuses them. The refusal of a wish that is taken for certain, with other times,
 * read in one statement without a lock; undefined when only the lock can tell: it may be free, something has run out, or
 * somebody waits.
 */
export async function refusedAtSight(
  ctx: Context,
  booker: Booker,
  input: ReserveInput,
): Promise<Problem | undefined> {
  if (!wantedByMany.has(keyOf(input))) return undefined;
  const now = ctx.clock.now();
  try {
    const range = rangeAround(input, firstReach, now);
    const reach = { start: Math.min(range.start, input.start.getTime()), end: range.end };
    const found = await lookAt(ctx.db, input.facilityId, booker, reach, now);
    if (!found || found.overdue || found.waiting) return undefined;
    const { facility, facts } = found;
    const refused = await refusalOf(ctx, booker, input, found);
    const others = refused && nearest(calendarOf(facility, facts.blocked ?? []), input, now);
    return others && withThese(refused, others);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** What a decision under the lock would be, as things stand, if it is that somebody else has the time. */
async function refusalOf(
  ctx: Context,
  booker: Booker,
  input: ReserveInput,
  { facility, facts }: NonNullable<Awaited<ReturnType<typeof lookAt>>>,
): Promise<Problem | undefined> {
  try {
    await planBooking(ctx.db, ctx, facility, booker, input, facts);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal && error.problem.code === "slot_taken") return error.problem;
    throw error;
  }
}
