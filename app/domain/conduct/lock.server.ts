import { eq } from "drizzle-orm";
import { facility } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";

/**
 * Makes the transaction the only one that counts violations at a facility until it ends, so that two at once draw one
 * consequence. It is the lock that bookings take as well: most callers hold it already.
 */
export async function lockConduct(tx: Tx, facilityId: string): Promise<void> {
  await tx
    .select({ id: facility.listingId })
    .from(facility)
    .where(eq(facility.listingId, facilityId))
    .for("no key update");
}
