import { and, eq, inArray } from "drizzle-orm";
import { facility, listing } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { type FacilityRecord, joinRecord } from "./record.ts";

export interface CurrentFacility {
  row: typeof listing.$inferSelect;
  record: FacilityRecord;
}

/** How many numbers one query asks for. */
const atOnce = 1000;

/** What the organisation has under these asset numbers now. */
export async function loadCurrent(
  tx: Tx,
  organizationId: string,
  innerIds: readonly string[],
): Promise<Map<string, CurrentFacility>> {
  const found = new Map<string, CurrentFacility>();
  for (let at = 0; at < innerIds.length; at += atOnce) {
    const rows = await tx
      .select({ row: listing, facility })
      .from(facility)
      .innerJoin(listing, eq(listing.id, facility.listingId))
      .where(and(eq(facility.organizationId, organizationId), inArray(facility.innerId, innerIds.slice(at, at + atOnce))));
    for (const one of rows) found.set(one.facility.innerId, { row: one.row, record: joinRecord(one.row, one.facility) });
  }
  return found;
}
