import { and, asc, eq } from "drizzle-orm";
import { bookingPolicy } from "#db/schema/booking-policy.ts";
import { price } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { quotasOf, rulesFrom } from "./facility-row.server.ts";
import type { PriceRow } from "./price.ts";
import { type BookingRules, defaultRules } from "./rules.ts";

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
