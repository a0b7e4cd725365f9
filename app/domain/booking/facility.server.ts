import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { bookingPolicy } from "#db/schema/booking-policy.ts";
import { facility, facilityUnit, listing, opening, price } from "#db/schema/catalog.ts";
import type { ServiceWay } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { mayAppear } from "#db/in-force.ts";
import type { Opening } from "./hours.ts";
import { type BookingRules, defaultRules } from "./policy.ts";
import type { PriceRow } from "./price.ts";

/** What deciding about a booking needs to know of its facility. */
export interface BookableFacility {
  id: string;
  providerId: string;
  listingState: string;
  /** False while a measure hides the provider from the market. */
  appears: boolean;
  runState: string;
  zone: string;
  ways: readonly ServiceWay[];
  rules: BookingRules;
  /** False while the provider has written no rules and `rules` are the defaults. */
  rulesStored: boolean;
  openings: Opening[];
  units: { id: string; number: number; label: string }[];
}

/** The facility with the rules in force, its hours and its units in service; undefined when there is none. */
export async function loadFacility(tx: Tx, id: string, now: Date): Promise<BookableFacility | undefined> {
  const [[found], [rules], openings, units] = await Promise.all([
    tx
      .select({
        id: facility.listingId,
        providerId: listing.organizationId,
        listingState: listing.state,
        appears: mayAppear(listing.organizationId, now),
        runState: facility.runState,
        zone: facility.timezone,
        ways: facility.serviceWays,
      })
      .from(facility)
      .innerJoin(listing, eq(listing.id, facility.listingId))
      .where(eq(facility.listingId, id)),
    tx
      .select()
      .from(bookingPolicy)
      .where(eq(bookingPolicy.facilityId, id))
      .orderBy(desc(bookingPolicy.version))
      .limit(1),
    tx
      .select({ weekday: opening.weekday, fromMinute: opening.fromMinute, toMinute: opening.toMinute })
      .from(opening)
      .where(eq(opening.facilityId, id)),
    tx
      .select({ id: facilityUnit.id, number: facilityUnit.number, label: facilityUnit.label })
      .from(facilityUnit)
      .where(and(eq(facilityUnit.facilityId, id), isNull(facilityUnit.retiredAt)))
      .orderBy(facilityUnit.number),
  ]);
  return (
    found && { ...found, rules: rules ?? defaultRules, rulesStored: rules !== undefined, openings, units }
  );
}

/** The rules a booking was made under; they never change. */
export async function rulesOf(tx: Tx, facilityId: string, version: number): Promise<BookingRules> {
  const [row] = await tx
    .select()
    .from(bookingPolicy)
    .where(and(eq(bookingPolicy.facilityId, facilityId), eq(bookingPolicy.version, version)));
  return row ?? defaultRules;
}

/** Writes the default rules down as the first version, so that bookings made under them can name them. */
export async function storeDefaultRules(tx: Tx, facilityId: string): Promise<void> {
  await tx.insert(bookingPolicy).values({ facilityId, version: defaultRules.version });
}

/** The facility's price list in the order its rows were written. */
export async function priceRows(tx: Tx, listingId: string): Promise<PriceRow[]> {
  return tx
    .select({
      item: price.item,
      unit: price.unit,
      userClass: price.userClass,
      amount: price.amount,
      validFrom: price.validFrom,
      validTo: price.validTo,
    })
    .from(price)
    .where(eq(price.listingId, listingId))
    .orderBy(asc(price.id));
}
