import { and, asc, eq, gte, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { booking, slot } from "#db/schema/booking.ts";
import { facility, facilityUnit, listing } from "#db/schema/catalog.ts";
import { appUser, membership, organization } from "#db/schema/identity.ts";
import { auditEntry } from "#db/schema/shared.ts";
import type { Database } from "#db/client.ts";
import { effectiveState } from "#app/domain/booking/states.ts";
import { pastMs, statusOf, type Versioned } from "./event.ts";

const provider = alias(organization, "provider");

/** Nobody has so many; keeps an answer within bounds. */
const most = 5_000;

const changedAt = sql<Date>`greatest(${booking.stateSince}, ${booking.createdAt},
  (select max(${auditEntry.at}) from ${auditEntry}
   where ${auditEntry.entity} = 'booking' and ${auditEntry.entityId} = ${booking.id}))`.mapWith(
  booking.stateSince,
);

/** Bookings with everything that a calendar entry can say of them. */
const selectTimes = (db: Database) =>
  db
    .select({
      id: booking.id,
      /** False while a request waits without keeping others out. */
      holds: sql<boolean>`${slot.state} <> 'waiting'`,
      state: booking.state,
      version: booking.version,
      deadline: booking.deadline,
      changedAt,
      startsAt: booking.startsAt,
      endsAt: booking.endsAt,
      purpose: booking.purpose,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      street: facility.street,
      building: facility.building,
      unit: facilityUnit.number,
      unitLabel: facilityUnit.label,
      userName: appUser.name,
      organizationZh: organization.nameZh,
      organizationEn: organization.nameEn,
      providerZh: provider.nameZh,
      providerEn: provider.nameEn,
    })
    .from(booking)
    .innerJoin(listing, eq(listing.id, booking.facilityId))
    .innerJoin(facility, eq(facility.listingId, booking.facilityId))
    .innerJoin(slot, and(eq(slot.bookingId, booking.id), eq(slot.facilityId, booking.facilityId)))
    .innerJoin(facilityUnit, eq(facilityUnit.id, slot.unitId))
    .innerJoin(appUser, eq(appUser.id, booking.userId))
    .innerJoin(organization, eq(organization.id, booking.organizationId))
    .innerJoin(provider, eq(provider.id, booking.providerId));

export type BookedTime = Awaited<ReturnType<typeof selectTimes>>[number];

const since = (now: Date): SQL => gte(booking.startsAt, new Date(now.getTime() - pastMs));

/**
 * What a person has booked for the organisations that they still belong to. A booking that they have handed on is gone
 * from theirs at once and stands in the new user's: calendars that subscribe to an address show what it has.
 */
export function timesOfPerson(db: Database, userId: string, now: Date): Promise<BookedTime[]> {
  const belongs = sql`exists (select 1 from ${membership} where ${membership.userId} = ${booking.userId}
    and ${membership.organizationId} = ${booking.organizationId} and ${membership.endedAt} is null)`;
  return selectTimes(db)
    .where(and(eq(booking.userId, userId), since(now), belongs))
    .orderBy(asc(booking.startsAt), asc(booking.id))
    .limit(most);
}

/** Who has booked a facility when. */
export function timesOfFacility(db: Database, facilityId: string, now: Date): Promise<BookedTime[]> {
  return selectTimes(db)
    .where(and(eq(booking.facilityId, facilityId), since(now)))
    .orderBy(asc(booking.startsAt), asc(booking.id))
    .limit(most);
}

/** One booking; who may see it, the caller has asked. */
export async function timesOfBooking(db: Database, id: string): Promise<BookedTime | undefined> {
  const [found] = await selectTimes(db).where(eq(booking.id, id));
  return found;
}

/** What else keeps a facility's units busy: closures, maintenance, and bookings of facilities that require it. */
export interface OtherTime {
  slotId: string;
  cause: "booking" | "closure" | "maintenance";
  reason: string;
  createdAt: Date;
  /** The booking of another facility; null for a closure. */
  booking: (Versioned & { id: string }) | null;
  blocked: { start: Date; end: Date };
  unit: number;
  unitLabel: string;
}

export async function otherTimes(db: Database, facilityId: string, now: Date): Promise<OtherTime[]> {
  const from = new Date(now.getTime() - pastMs).toISOString();
  const rows = await db
    .select({
      slotId: slot.id,
      cause: slot.cause,
      reason: slot.reason,
      createdAt: slot.createdAt,
      booking: {
        id: booking.id,
        state: booking.state,
        version: booking.version,
        deadline: booking.deadline,
        changedAt,
      },
      blocked: slot.blocked,
      unit: facilityUnit.number,
      unitLabel: facilityUnit.label,
    })
    .from(facilityUnit)
    .innerJoin(slot, eq(slot.unitId, facilityUnit.id))
    .leftJoin(booking, eq(booking.id, slot.bookingId))
    .where(
      and(
        eq(facilityUnit.facilityId, facilityId),
        // The predicate of `slot_no_overlap`, word for word: only then is its index used.
        sql`${slot.state} in ('held', 'pending', 'confirmed', 'in_use', 'closed')`,
        sql`${slot.blocked} && tstzrange(${from}::timestamptz, null)`,
        or(isNull(slot.bookingId), ne(booking.facilityId, facilityId)),
      ),
    )
    .orderBy(asc(sql`lower(${slot.blocked})`), asc(slot.id))
    .limit(most);
  return rows.filter(({ booking: by }) => !by || statusOf(effectiveState(by, now)) !== "CANCELLED");
}
