import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { booking, slot } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import type { FacilityCalendar } from "./availability.ts";
import type { BookableFacility } from "./facility.server.ts";
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

/** What `blockedSpans` reads of every unit that a booking of the facility may need, with room for buffers, as a column beside `theFacility`. */
export const blockedColumn = (span: Span, now: Date): SQL => sql`(
  with recursive needed(id) as (
    select facility.listing_id union select r.required_id from facility_requirement r join needed n on r.facility_id = n.id),
  reach(room) as (
    select make_interval(mins => coalesce(booking_policy.buffer_before_minutes + booking_policy.buffer_after_minutes, 0)))
  select json_agg(json_build_object('slotId', slot.id, 'unitId', slot.unit_id, 'cause', slot.cause, 'reason', slot.reason,
    'bookingId', slot.booking_id, 'start', (extract(epoch from lower(slot.blocked)) * 1000)::float8,
    'end', (extract(epoch from upper(slot.blocked)) * 1000)::float8))
  from needed join facility_unit u on u.facility_id = needed.id and u.retired_at is null
  join slot on slot.unit_id = u.id left join booking on booking.id = slot.booking_id
  where slot.blocked && tstzrange(${at(span.start)} - (select room from reach), ${at(span.end)} + (select room from reach))
    and slot.state in ('held', 'pending', 'confirmed', 'in_use', 'closed')
    and (booking.deadline is null or booking.deadline > ${now.toISOString()}::timestamptz or slot.state = 'in_use'))`;

/** The calendar of the facility and of all it requires over `range`, as the pure functions of `availability.ts` want it. `without`: a booking to leave out. */
export async function loadCalendar(
  tx: Tx,
  facility: BookableFacility,
  range: Span,
  now: Date,
  without?: string,
): Promise<FacilityCalendar & { blocked: BlockedSpan[] }> {
  const ids = [facility, ...facility.required].flatMap(({ units }) => units.map(({ id }) => id));
  return calendarOf(facility, await blockedSpans(tx, ids, withReach(facility.rules, range), now), without);
}

/** The same from what blocks its units, once this is known. */
export function calendarOf(
  facility: BookableFacility,
  all: readonly BlockedSpan[],
  without?: string,
): FacilityCalendar & { blocked: BlockedSpan[] } {
  const { id: facilityId, zone, hours, rules } = facility;
  const blocked = all.filter(({ bookingId }) => without === undefined || bookingId !== without);
  const blockedOf = Map.groupBy(blocked, ({ unitId }) => unitId);
  const calendars = (units: BookableFacility["units"]) =>
    units.map(({ id, number }) => ({ id, number, blocked: blockedOf.get(id) ?? [] }));
  const required = facility.required.map((one) => ({ ...one, units: calendars(one.units) }));
  return { facilityId, zone, hours, rules, units: calendars(facility.units), required, blocked };
}
