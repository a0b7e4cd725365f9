import { inArray } from "drizzle-orm";
import { facility } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";

/**
 * Makes the transaction the only writer of these facilities' slots until it ends: every command that reads a calendar
 * in order to write it takes this first. Ids are locked in sorted order, so that two commands over several facilities
 * cannot wait for each other. `NO KEY`, because inserts elsewhere whose foreign keys point here need not wait.
 */
export async function lockFacilities(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx
    .select({ id: facility.listingId })
    .from(facility)
    .where(inArray(facility.listingId, [...new Set(ids)]))
    .orderBy(facility.listingId)
    .for("no key update");
}
