import { eq, inArray } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { facility, listing } from "#db/schema/catalog.ts";
import { contract, contractMilestone } from "#db/schema/contracts.ts";
import { sampleOrder } from "#db/schema/samples.ts";
import { royaltyPeriod } from "#db/schema/royalties.ts";
import { serviceOrder } from "#db/schema/service-orders.ts";
import type { Tx } from "#db/client.ts";

/** What money is for, as people call it: an instrument and when it was used, or a contract. */
export interface ChargeSubject {
  titleZh: string;
  titleEn: string;
  /** When an instrument was booked from, in its own zone; null for anything else. */
  used: { at: Date; zone: string } | null;
}

interface Caused {
  causeType: string;
  causeId: string;
}

/** The subjects of charges by the id of their cause; a cause that has no name of its own is missing. */
export async function subjectsOf(tx: Tx, charges: readonly Caused[]): Promise<Map<string, ChargeSubject>> {
  const ids = (type: string): string[] => [
    ...new Set(charges.filter(({ causeType }) => causeType === type).map(({ causeId }) => causeId)),
  ];
  const [bookings, orders, services, milestones, royalties] = await Promise.all([
    bookedIn(tx, ids("booking")),
    orderedIn(tx, sampleOrder, sampleOrder.facilityId, ids("sample_order")),
    orderedIn(tx, serviceOrder, serviceOrder.serviceId, ids("service_order")),
    agreedIn(tx, ids("milestone")),
    licensedIn(tx, ids("royalty")),
  ]);
  return new Map(
    [...bookings, ...orders, ...services, ...milestones, ...royalties].map(({ id, ...subject }) => [
      id,
      subject,
    ]),
  );
}

async function bookedIn(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({
      ...{ id: booking.id, titleZh: listing.titleZh, titleEn: listing.titleEn },
      ...{ at: booking.startsAt, zone: facility.timezone },
    })
    .from(booking)
    .innerJoin(listing, eq(listing.id, booking.facilityId))
    .innerJoin(facility, eq(facility.listingId, booking.facilityId))
    .where(inArray(booking.id, [...ids]));
  return rows.map(({ at, zone, ...row }) => ({ ...row, used: { at, zone } }));
}

/** Orders of a table by what they were for. */
async function orderedIn(
  tx: Tx,
  table: typeof sampleOrder | typeof serviceOrder,
  of: typeof sampleOrder.facilityId | typeof serviceOrder.serviceId,
  ids: readonly string[],
) {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ id: table.id, titleZh: listing.titleZh, titleEn: listing.titleEn })
    .from(table)
    .innerJoin(listing, eq(listing.id, of))
    .where(inArray(table.id, [...ids]));
  return rows.map((row) => ({ ...row, used: null }));
}

async function agreedIn(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ id: contractMilestone.id, title: contract.title })
    .from(contractMilestone)
    .innerJoin(contract, eq(contract.id, contractMilestone.contractId))
    .where(inArray(contractMilestone.id, [...ids]));
  return rows.map(({ id, title }) => ({ id, titleZh: title, titleEn: "", used: null }));
}

async function licensedIn(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ id: royaltyPeriod.id, title: contract.title })
    .from(royaltyPeriod)
    .innerJoin(contract, eq(contract.id, royaltyPeriod.contractId))
    .where(inArray(royaltyPeriod.id, [...ids]));
  return rows.map(({ id, title }) => ({ id, titleZh: title, titleEn: "", used: null }));
}
