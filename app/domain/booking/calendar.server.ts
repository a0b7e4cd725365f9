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

/** The calendar of the facility and of all it requires over `range`, as the pure functions of `availability.ts` want it. `without`: a booking to leave out. */
export async function loadCalendar(
  tx: Tx,
  facility: BookableFacility,
  range: Span,
  now: Date,
  without?: string,
): Promise<FacilityCalendar & { blocked: BlockedSpan[] }> {
  const { id: facilityId, zone, hours, rules } = facility;
  const ids = [facility, ...facility.required].flatMap(({ units }) => units.map(({ id }) => id));
  const all = await blockedSpans(tx, ids, withReach(rules, range), now);
  const blocked = without ? all.filter(({ bookingId }) => bookingId !== without) : all;
  const blockedOf = Map.groupBy(blocked, ({ unitId }) => unitId);
  const calendars = (units: BookableFacility["units"]) =>
    units.map(({ id, number }) => ({ id, number, blocked: blockedOf.get(id) ?? [] }));
  const required = facility.required.map((one) => ({ ...one, units: calendars(one.units) }));
  return { facilityId, zone, hours, rules, units: calendars(facility.units), required, blocked };
}
