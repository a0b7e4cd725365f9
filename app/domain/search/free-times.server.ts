import { and, desc, inArray, isNull } from "drizzle-orm";
import { bookingPolicy } from "#db/schema/booking-policy.ts";
import { facility, facilityUnit, opening } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { bookableWindow, type FacilityCalendar, freeSlots } from "#app/domain/booking/availability.ts";
import { blockedSpans, withReach } from "#app/domain/booking/calendar.server.ts";
import { chosenLength, offeredLengths } from "#app/domain/booking/lengths.ts";
import type { Opening } from "#app/domain/booking/hours.ts";
import { defaultRules, usable } from "#app/domain/booking/policy.ts";
import { minutes, type Span } from "#app/domain/booking/spans.ts";

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
  let rest = await bookableCalendars(tx, ids);
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

/** The calendars of those that take bookings, with nothing blocked yet. */
async function bookableCalendars(tx: Tx, ids: readonly string[]): Promise<FacilityCalendar[]> {
  if (ids.length === 0) return [];
  const wanted = [...ids];
  const [facilities, policies, openings, units] = await Promise.all([
    tx
      .select({ id: facility.listingId, zone: facility.timezone, runState: facility.runState })
      .from(facility)
      .where(inArray(facility.listingId, wanted)),
    tx
      .selectDistinctOn([bookingPolicy.facilityId])
      .from(bookingPolicy)
      .where(inArray(bookingPolicy.facilityId, wanted))
      .orderBy(bookingPolicy.facilityId, desc(bookingPolicy.version)),
    tx.select().from(opening).where(inArray(opening.facilityId, wanted)),
    tx
      .select()
      .from(facilityUnit)
      .where(and(inArray(facilityUnit.facilityId, wanted), isNull(facilityUnit.retiredAt)))
      .orderBy(facilityUnit.number),
  ]);
  const rulesOf = new Map(policies.map((rules) => [rules.facilityId, rules]));
  const openingsOf = sharedOpenings(openings);
  const unitsOf = Map.groupBy(units, (row) => row.facilityId);
  return facilities.flatMap(({ id, zone, runState }) => {
    const own = unitsOf.get(id) ?? [];
    if (!usable.includes(runState) || own.length === 0) return [];
    return {
      facilityId: id,
      zone,
      openings: openingsOf.get(id) ?? [],
      rules: rulesOf.get(id) ?? defaultRules,
      units: own.map((unit) => ({ id: unit.id, number: unit.number, blocked: [] })),
    };
  });
}

/** Each facility's weekly opening; facilities that open alike share one list, whose hours are worked out once. */
function sharedOpenings(rows: readonly (Opening & { facilityId: string })[]): Map<string, Opening[]> {
  const alike = new Map<string, Opening[]>();
  const lists = Map.groupBy(rows, ({ facilityId }) => facilityId);
  return new Map(
    [...lists].map(([id, list]) => {
      const key = list
        .map((one) => `${one.weekday} ${one.fromMinute} ${one.toMinute}`)
        .toSorted()
        .join();
      const shared = alike.get(key) ?? list;
      alike.set(key, shared);
      return [id, shared];
    }),
  );
}

async function withBlocked(
  tx: Tx,
  calendars: readonly FacilityCalendar[],
  range: Span,
  now: number,
): Promise<FacilityCalendar[]> {
  const widest = calendars.reduce((span, { rules }) => widerOf(span, withReach(rules, range)), range);
  const ids = calendars.flatMap(({ units }) => units.map(({ id }) => id));
  const blocked = await blockedSpans(tx, ids, widest, new Date(now));
  const blockedOf = Map.groupBy(blocked, (span) => span.unitId);
  return calendars.map((calendar) => ({
    ...calendar,
    units: calendar.units.map((unit) => ({ ...unit, blocked: blockedOf.get(unit.id) ?? [] })),
  }));
}

const widerOf = (a: Span, b: Span): Span => ({
  start: Math.min(a.start, b.start),
  end: Math.max(a.end, b.end),
});
