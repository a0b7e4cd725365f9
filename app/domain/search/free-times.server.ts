import type { Tx } from "#db/client.ts";
import { bookableWindow, type FacilityCalendar, freeSlots } from "#app/domain/booking/availability.ts";
import { blockedSpans, withReach } from "#app/domain/booking/calendar.server.ts";
import { chosenLength, offeredLengths } from "#app/domain/booking/lengths.ts";
import { minutes, type Span } from "#app/domain/booking/spans.ts";
import { bookableCalendars } from "./bookable-calendars.server.ts";

/** A time at which a facility can be booked as it is, in the facility's own zone. */
export interface FreeTime extends Span {
  zone: string;
}

/** What to look for: within a window, or from now on; so long, or as the facility's page offers first. */
export interface FreeWish {
  window?: Span;
  minutes?: number;
}

/** Most facilities are free within days: only for the others is more of the calendar read. Ends of the steps, days from now. */
const steps = [2, 10, 30, Number.POSITIVE_INFINITY];

/**
 * The first free time of each facility that fits the wish, read from the booking tables; null where there is none up to
 * the facility's horizon, or where it takes no bookings. Whether the facilities may be seen, the caller has settled.
 */
export async function firstFreeTimes(
  tx: Tx,
  ids: readonly string[],
  wish: FreeWish,
  now: number,
): Promise<Map<string, FreeTime | null>> {
  const found = new Map<string, FreeTime | null>(ids.map((id) => [id, null]));
  let rest = await bookableCalendars(tx, ids, new Date(now));
  let from = wish.window?.start ?? now;
  for (const days of wish.window ? [0] : steps) {
    if (rest.length === 0) break;
    const to = wish.window?.end ?? Math.min(now + minutes(days * 1440), lastHorizon(rest, now));
    const reach = wish.window ? to : to + longest(rest, wish);
    const calendars = await withBlocked(tx, rest, { start: from, end: reach }, now);
    for (const calendar of calendars) {
      const slots = freeSlots(calendar, { start: from, end: reach }, lengthOf(calendar, wish), now);
      const first = slots.find(({ start }) => start < to);
      if (first) found.set(calendar.facilityId, { start: first.start, end: first.end, zone: calendar.zone });
    }
    rest = rest.filter(({ facilityId }) => !found.get(facilityId));
    from = to;
  }
  return found;
}

const lengthOf = ({ rules }: FacilityCalendar, wish: FreeWish): number =>
  wish.minutes ?? chosenLength(offeredLengths(rules), 0);

const longest = (calendars: readonly FacilityCalendar[], wish: FreeWish): number =>
  minutes(calendars.reduce((most, calendar) => Math.max(most, lengthOf(calendar, wish)), 0));

const lastHorizon = (calendars: readonly FacilityCalendar[], now: number): number =>
  calendars.reduce((last, { rules }) => Math.max(last, bookableWindow(rules, now).end), now);

async function withBlocked(
  tx: Tx,
  calendars: readonly FacilityCalendar[],
  range: Span,
  now: number,
): Promise<FacilityCalendar[]> {
  const widest = calendars.reduce((span, { rules }) => widerOf(span, withReach(rules, range)), range);
  const ids = calendars.flatMap((calendar) =>
    [calendar, ...(calendar.required ?? [])].flatMap(({ units }) => units.map(({ id }) => id)),
  );
  const blocked = await blockedSpans(tx, [...new Set(ids)], widest, new Date(now));
  const blockedOf = Map.groupBy(blocked, (span) => span.unitId);
  const filled = (units: FacilityCalendar["units"]) =>
    units.map((unit) => ({ ...unit, blocked: blockedOf.get(unit.id) ?? [] }));
  return calendars.map(({ units, required = [], ...calendar }) => ({
    ...calendar,
    units: filled(units),
    required: required.map((one) => ({ ...one, units: filled(one.units) })),
  }));
}

const widerOf = (a: Span, b: Span): Span => ({
  start: Math.min(a.start, b.start),
  end: Math.max(a.end, b.end),
});
