import { asc, eq, sql } from "drizzle-orm";
import { facility, listing } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { type FacilityRecord, joinRecord } from "./record.ts";

export interface CurrentFacility {
  row: typeof listing.$inferSelect;
  record: FacilityRecord;
}

/** How many numbers one query asks for. */
const atOnce = 1000;

/** What the organisation has under these asset numbers now; `lock` keeps it so until the transaction ends. */
export async function loadCurrent(
  tx: Tx,
  organizationId: string,
  innerIds: readonly string[],
  lock = false,
): Promise<Map<string, CurrentFacility>> {
  const found = new Map<string, CurrentFacility>();
  for (let at = 0; at < innerIds.length; at += atOnce) {
    const query = tx
      .select({ row: listing, facility })
      .from(facility)
      .innerJoin(listing, eq(listing.id, facility.listingId))
      // Joined, because PostgreSQL before 17 would read all that the organisation has to look for a list of numbers.
      .innerJoin(
        sql`unnest(${sql.param(innerIds.slice(at, at + atOnce))}::text[]) as wanted(id)`,
        sql`wanted.id = ${facility.innerId}`,
      )
      .where(eq(facility.organizationId, organizationId))
      .orderBy(asc(listing.id));
    const rows = await (lock ? query.for("no key update", { of: listing }) : query);
    for (const one of rows)
      found.set(one.facility.innerId, { row: one.row, record: joinRecord(one.row, one.facility) });
  }
  return found;
}
