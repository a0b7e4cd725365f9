import { and, asc, eq } from "drizzle-orm";
import { bookingPolicy } from "#db/schema/booking-policy.ts";
import { price } from "#db/schema/catalog.ts";
import type { ServiceWay } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { quotasOf, rulesFrom } from "./facility-row.server.ts";
import type { Opening, OpeningHours } from "./hours.ts";
import type { PriceRow } from "./price.ts";
import { type BookingRules, defaultRules } from "./rules.ts";

/** What deciding about a booking needs to know of its facility, as far as it stays until somebody changes the facility. */
export interface SteadyFacility {
  id: string;
  providerId: string;
  listingState: string;
  runState: string;
  zone: string;
  ways: readonly ServiceWay[];
  rules: BookingRules;
  /** False while the provider has written no rules and `rules` are the defaults. */
  rulesStored: boolean;
  /** The weekly hours; when it is open on a date, `hours` says. */
  openings: Opening[];
  hours: OpeningHours;
  units: UnitRow[];
  /** The facilities of which every booking needs a unit too, themselves with all that they require. */
  required: { facilityId: string; units: UnitRow[] }[];
}

/** The same at one moment. */
export interface BookableFacility extends SteadyFacility {
  /** False while a measure hides the provider from the market. */
  appears: boolean;
}

export interface UnitRow {
  id: string;
  number: number;
  label: string;
}

/** The rules a booking was made under; they never change. */
export async function rulesOf(tx: Tx, facilityId: string, version: number): Promise<BookingRules> {
  const [found] = await tx
    .select({ row: bookingPolicy, quotas: quotasOf })
    .from(bookingPolicy)
    .where(and(eq(bookingPolicy.facilityId, facilityId), eq(bookingPolicy.version, version)));
  return found ? rulesFrom(found.row, found.quotas) : defaultRules;
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
