import { and, asc, eq, gt, gte, inArray, lt, ne, notInArray, type SQL, sql } from "drizzle-orm";
import { booking, slot } from "#db/schema/booking.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import { rangeOf } from "#app/domain/booking/calendar.server.ts";
import type { Span } from "#app/domain/booking/spans.ts";
import type { Context } from "#app/domain/context.ts";
import type { ShownState } from "./board-range.ts";

/** The longest booking that rules can allow begins so long before what it still reaches into. */
const longestMs = 62 * 86_400_000;

/** More than this on one board nobody can read. */
const most = 4_000;

export interface BoardFilter {
  facilityIds: readonly string[];
  unitIds: readonly string[] | undefined;
  state: ShownState | undefined;
}

/**
 * Bookings that hold units of these facilities within a span, each once for every unit that it holds: one statement over
 * the index of a provider's bookings by time.
 */
export function boardBookings(
  { db }: Pick<Context, "db">,
  providerId: string,
  span: Span,
  filter: BoardFilter,
) {
  return db
    .select({
      slotId: slot.id,
      unitId: slot.unitId,
      facilityId: slot.facilityId,
      blocked: slot.blocked,
      booking,
      userName: appUser.name,
      organizationZh: organization.nameZh,
      organizationEn: organization.nameEn,
    })
    .from(booking)
    .innerJoin(slot, eq(slot.bookingId, booking.id))
    .innerJoin(appUser, eq(appUser.id, booking.userId))
    .innerJoin(organization, eq(organization.id, booking.organizationId))
    .where(
      and(
        eq(booking.providerId, providerId),
        gte(booking.startsAt, new Date(span.start - longestMs)),
        lt(booking.startsAt, new Date(span.end)),
        gt(booking.endsAt, new Date(span.start)),
        inArray(slot.facilityId, [...filter.facilityIds]),
        filter.unitIds && inArray(slot.unitId, [...filter.unitIds]),
        stateFilter(filter.state),
      ),
    )
    .orderBy(asc(booking.startsAt), asc(slot.id))
    .limit(most);
}

export type BoardBooking = Awaited<ReturnType<typeof boardBookings>>[number];

/** Roughly by what is written; what the clock has decided meanwhile is sorted out by the reader. */
function stateFilter(state: ShownState | undefined): SQL | undefined {
  if (state === undefined) return notInArray(booking.state, ["rejected", "cancelled", "expired"]);
  if (state === "cancelled")
    return inArray(booking.state, ["rejected", "cancelled", "expired", "held", "pending"]);
  return state === "no_show" ? inArray(booking.state, ["no_show", "confirmed"]) : eq(booking.state, state);
}

/** Closures and maintenance of these units within a span, over the index that keeps slots apart. */
export async function boardClosures({ db }: Pick<Context, "db">, unitIds: readonly string[], span: Span) {
  if (unitIds.length === 0) return [];
  return db
    .select({
      slotId: slot.id,
      unitId: slot.unitId,
      cause: slot.cause,
      reason: slot.reason,
      blocked: slot.blocked,
    })
    .from(slot)
    .where(
      and(
        inArray(slot.unitId, [...unitIds]),
        sql`${slot.blocked} && ${rangeOf(span)}`,
        // The predicate of `slot_no_overlap`, word for word: only then is its index used.
        sql`${slot.state} in ('held', 'pending', 'confirmed', 'in_use', 'closed')`,
        ne(slot.cause, "booking"),
      ),
    )
    .orderBy(asc(sql`lower(${slot.blocked})`))
    .limit(most);
}
