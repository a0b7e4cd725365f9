import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { booking, slot } from "#db/schema/booking.ts";
import { prepared, type Tx } from "#db/client.ts";
import type { FacilityCalendar } from "./availability.ts";
import type { BookableFacility } from "./facility.server.ts";
import { facilityColumns, facilityFrom, type FacilityRow, theFacility } from "./facility-row.server.ts";
import type { BookingRules } from "./policy.ts";
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

const epoch = (edge: SQL) => sql<number>`(extract(epoch from ${edge}) * 1000)::float8`;

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
  return tx
    .select({
      slotId: slot.id,
      unitId: slot.unitId,
      cause: slot.cause,
      reason: slot.reason,
      bookingId: slot.bookingId,
      start: epoch(sql`lower(${slot.blocked})`),
      end: epoch(sql`upper(${slot.blocked})`),
    })
    .from(slot)
    .leftJoin(booking, eq(booking.id, slot.bookingId))
    .where(
      and(
        inArray(slot.unitId, [...unitIds]),
        sql`${slot.blocked} && ${rangeOf(range)}`,
        isBlocking,
        sql`(${booking.deadline} is null or ${booking.deadline} > ${now.toISOString()} or ${slot.state} = 'in_use')`,
      ),
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

/**
 * What blocks the units that a booking of the facility may need, with room for buffers: the body of a column beside
 * `theFacility`. Unit by unit, so that no plan reads the slots of others; what has run out is looked up once, not for each slot.
 */
const blocking = (selected: SQL, span: Span, now: Date): SQL => sql`(
  with recursive needed(id) as (
    select facility.listing_id union select r.required_id from facility_requirement r join needed n on r.facility_id = n.id),
  reach(room) as (
    select make_interval(mins => coalesce(booking_policy.buffer_before_minutes + booking_policy.buffer_after_minutes, 0)))
  select json_agg(${selected})
  from needed join facility_unit u on u.facility_id = needed.id and u.retired_at is null
  cross join lateral (
    select * from slot s where s.unit_id = u.id
      and s.blocked && tstzrange(${at(span.start)} - (select room from reach), ${at(Math.max(span.start, span.end))} + (select room from reach))
      and s.state in ('held', 'pending', 'confirmed', 'in_use', 'closed') offset 0) slot
  where slot.booking_id is null or slot.booking_id <> all(array(
    select b.id from booking b
    where b.deadline <= ${now.toISOString()}::timestamptz and b.state in ('held', 'pending', 'confirmed'))))`;

// `date_part`, because `extract` reckons in decimals, which takes longer than all the rest.
const from = sql.raw("round(date_part('epoch', lower(slot.blocked)) * 1000)");
const to = sql.raw("round(date_part('epoch', upper(slot.blocked)) * 1000)");

/** The same as `blockedSpans`, as a column beside `theFacility`. */
export const blockedColumn = (span: Span, now: Date): SQL =>
  blocking(
    sql`json_build_object('slotId', slot.id, 'unitId', slot.unit_id, 'cause', slot.cause, 'reason', slot.reason,
      'bookingId', slot.booking_id, 'start', ${from}, 'end', ${to})`,
    span,
    now,
  );

type Taken = [unitId: string, start: number, end: number];

/** Only what is blocked when: a month has many of them. */
const takenColumn = (span: Span, now: Date): SQL =>
  blocking(sql`json_build_array(slot.unit_id, ${from}, ${to})`, span, now);

/** The calendar of the facility and of all it requires over `range`, as the pure functions of `availability.ts` want it. `without`: a booking to leave out. */
export async function loadCalendar(
  tx: Tx,
  facility: BookableFacility,
  range: Span,
  now: Date,
  without?: string,
): Promise<FacilityCalendar> {
  const ids = [facility, ...facility.required].flatMap(({ units }) => units.map(({ id }) => id));
  const all = await blockedSpans(tx, ids, withReach(facility.rules, range), now);
  return calendarOf(facility, without === undefined ? all : withoutBooking(all, without));
}

/** A facility and its calendar over `range` in one statement; undefined when there is none. */
export async function loadFacilityCalendar(
  tx: Tx,
  id: string,
  range: Span,
  now: Date,
): Promise<{ facility: BookableFacility; calendar: FacilityCalendar } | undefined> {
  const [row] = await tx.execute<FacilityRow & { taken: Taken[] | null }>(
    sql`${prepared} select ${facilityColumns(now)}, ${takenColumn(range, now)} as taken from ${theFacility(id)}`,
  );
  if (!row) return undefined;
  const facility = facilityFrom(row);
  const blocked = (row.taken ?? []).map(([unitId, start, end]) => ({ unitId, start, end }));
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
