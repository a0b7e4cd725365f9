import { type Placeholder, type SQL, sql } from "drizzle-orm";
import { slot } from "#db/schema/booking.ts";
import { prepared, type Tx } from "#db/client.ts";
import { compiled, idList } from "#db/compiled.ts";
import type { FacilityCalendar } from "./availability.ts";
import type { BookableFacility } from "./bookable-facility.ts";
import {
  askKnown,
  type Current,
  currentColumns,
  type CurrentValues,
  currentValues,
  unitsFor,
} from "./known-facility.server.ts";
import type { BookingRules } from "./policy.ts";
import { hasRunOut } from "./run-out.server.ts";
import { minutes, type Span } from "./spans.ts";

/** The predicate of `slot_no_overlap`, word for word: only then is its index used. */
const isBlocking = sql`${slot.state} in ('held', 'pending', 'confirmed', 'in_use', 'closed')`;

export interface BlockedSpan extends Span {
  slotId: string;
  unitId: string;
  cause: "booking" | "closure" | "maintenance";
  reason: string;
  bookingId: string | null;
}

const at = (instant: number) => sql`${new Date(instant).toISOString()}::timestamptz`;

/** `tstzrange` of a span, for comparing with `slot.blocked`. */
export const rangeOf = ({ start, end }: Span): SQL => sql`tstzrange(${at(start)}, ${at(end)})`;

// `date_part`, because `extract` reckons in decimals, which takes longer than all the rest.
const from = sql.raw("round(date_part('epoch', lower(s.blocked)) * 1000)");
const to = sql.raw("round(date_part('epoch', upper(s.blocked)) * 1000)");

/** Values that a statement asking what is blocked is given: `units` as `idList` writes them, and instants. */
export interface BlockedValues {
  units: string;
  from: string;
  to: string;
  now: string;
}

type Value = (name: keyof BlockedValues) => Placeholder;

/**
 * What blocks the units in a range, as the rest of a statement that selects of `s`. Unit by unit, so that no plan reads
 * the slots of others; what has run out is looked up once, not for each slot. Units and times stand in a `select` of their
 * own, so that the plan is the same whatever they are: else it would be made anew each time, which takes ten times as
 * long as following it.
 */
const blocking = (value: Value): SQL => sql`
  from unnest((select ${value("units")}::uuid[])) wanted(id)
  cross join lateral (
    select * from slot where slot.unit_id = wanted.id
      and slot.blocked && (select tstzrange(${value("from")}::timestamptz, ${value("to")}::timestamptz))
      and ${isBlocking} offset 0) s
  where s.booking_id is null or s.booking_id <> all(array(
    select b.id from booking b where ${hasRunOut(sql`(select ${value("now")}::timestamptz)`)}))`;

/** `blockedSpans` as a column. */
export const blockedColumn = (value: Value): SQL => sql`(
  select json_agg(json_build_object('slotId', s.id, 'unitId', s.unit_id, 'cause', s.cause, 'reason', s.reason,
    'bookingId', s.booking_id, 'start', ${from}, 'end', ${to})) ${blocking(value)})`;

/**
 * Only what is blocked when, as a column: of each unit all starts, then all ends. A month has many of them, and a list of
 * numbers is written in a third of the time of a list of lists.
 */
const takenColumn = (value: Value): SQL => sql`(
  select json_object_agg(taken.unit_id, taken.edges)
  from (select s.unit_id, array_agg(${from}::int8) || array_agg(${to}::int8) as edges
    ${blocking(value)} group by s.unit_id) taken)`;

const blockedIn = compiled<BlockedValues>(
  (value) => sql`${prepared} select s.id as "slotId", s.unit_id as "unitId", s.cause, s.reason,
    s.booking_id as "bookingId", ${from} as start, ${to} as end ${blocking(value)}`,
);

export const blockedValues = (units: string, range: Span, now: Date): BlockedValues => ({
  units,
  from: new Date(range.start).toISOString(),
  to: new Date(Math.max(range.start, range.end)).toISOString(),
  now: now.toISOString(),
});

/**
 * What blocks `unitIds` in `range` at `now`: bookings with their buffers, closures, maintenance. Bookings whose time to
 * be confirmed or shown up for has run out no longer count, whether or not somebody has written that down yet.
 */
export async function blockedSpans(
  tx: Tx,
  unitIds: readonly string[],
  range: Span,
  now: Date,
): Promise<BlockedSpan[]> {
  if (unitIds.length === 0 || range.start >= range.end) return [];
  return tx.execute<BlockedSpan & Record<string, unknown>>(
    blockedIn(blockedValues(idList(unitIds), range, now)),
  );
}

/** `range` with room for the buffers of bookings just outside it. */
export const withReach = (
  { bufferBeforeMinutes, bufferAfterMinutes }: BookingRules,
  { start, end }: Span,
): Span => ({
  start: start - minutes(bufferBeforeMinutes + bufferAfterMinutes),
  end: end + minutes(bufferBeforeMinutes + bufferAfterMinutes),
});

/** The calendar of the facility and of all it requires over `range`, as the pure functions of `availability.ts` want it. `without`: a booking to leave out. */
export async function loadCalendar(
  tx: Tx,
  facility: BookableFacility,
  range: Span,
  now: Date,
  without?: string,
): Promise<FacilityCalendar> {
  const all = await blockedSpans(tx, unitsFor(facility), withReach(facility.rules, range), now);
  return calendarOf(facility, without === undefined ? all : withoutBooking(all, without));
}

/** By unit: as many starts as ends, one after the other. */
type Taken = Readonly<Record<string, readonly number[]>>;

const spansOf = (unitId: string, edges: readonly number[]): (Span & { unitId: string })[] => {
  const half = edges.length / 2;
  return edges.slice(0, half).map((start, n) => ({ unitId, start, end: edges[half + n] ?? start }));
};

const facilityAndTaken = compiled<BlockedValues & CurrentValues>(
  (value) => sql`${prepared} select ${currentColumns(value)}, ${takenColumn(value)} as taken`,
);

/** A facility and its calendar over `range` in one statement; undefined when there is none. */
export async function loadFacilityCalendar(
  tx: Tx,
  id: string,
  range: Span,
  now: Date,
): Promise<{ facility: BookableFacility; calendar: FacilityCalendar } | undefined> {
  const found = await askKnown(tx, id, now, (known) =>
    tx.execute<Current & { taken: Taken | null }>(
      facilityAndTaken({
        ...currentValues(known, now),
        ...blockedValues(known.units, withReach(known.facility.rules, range), now),
      }),
    ),
  );
  if (!found) return undefined;
  const facility = { ...found.known.facility, appears: found.row.appears };
  const blocked = Object.entries(found.row.taken ?? {}).flatMap(([unitId, edges]) => spansOf(unitId, edges));
  return { facility, calendar: calendarOf(facility, blocked) };
}

/** A booking that is being changed does not stand against itself. */
export const withoutBooking = (blocked: readonly BlockedSpan[], without: string): BlockedSpan[] =>
  blocked.filter(({ bookingId }) => bookingId !== without);

/** The calendar of a facility whose units, and those that it requires, are `blocked` so. */
export function calendarOf(
  { id: facilityId, zone, hours, rules, units, required }: BookableFacility,
  blocked: readonly (Span & { unitId: string })[],
): FacilityCalendar {
  const blockedOf = Map.groupBy(blocked, ({ unitId }) => unitId);
  const calendars = (rows: BookableFacility["units"]) =>
    rows.map(({ id, number }) => ({ id, number, blocked: blockedOf.get(id) ?? [] }));
  const others = required.map((one) => ({ ...one, units: calendars(one.units) }));
  return { facilityId, zone, hours, rules, units: calendars(units), required: others };
}
