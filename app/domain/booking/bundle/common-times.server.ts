import type { Context } from "../../context.ts";
import { freeSlots } from "../availability.ts";
import { loadCalendar } from "../calendar.server.ts";
import type { BookableFacility } from "../bookable-facility.ts";
import { minutes, type Span } from "../spans.ts";

const reach = minutes(14 * 1440);
const offered = 5;

/**
 * Times at which all of these facilities are free for as long as `wanted`, from its day on and within a fortnight,
 * earliest first, not overlapping. None where one facility is wanted twice.
 */
export async function commonTimes(
  ctx: Context,
  facilities: readonly BookableFacility[],
  wanted: Span,
): Promise<Span[]> {
  if (new Set(facilities.map(({ id }) => id)).size < facilities.length) return [];
  const now = ctx.clock.now();
  const from = Math.max(now.getTime(), wanted.start - minutes(1440));
  const range = { start: from, end: from + reach };
  const length = Math.round((wanted.end - wanted.start) / minutes(1));
  const [first = [], ...others] = await Promise.all(
    facilities.map(async (facility) =>
      freeSlots(await loadCalendar(ctx.db, facility, range, now), range, length, now.getTime()),
    ),
  );
  const begins = others.map((slots) => new Set(slots.map(({ start }) => start)));
  return apart(first.filter(({ start }) => begins.every((starts) => starts.has(start))));
}

function apart(slots: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const { start, end } of slots) {
    if (kept.length < offered && (kept.at(-1)?.end ?? start) <= start) kept.push({ start, end });
  }
  return kept;
}
