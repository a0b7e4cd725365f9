import { inArray, sql } from "drizzle-orm";
import { facility } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";

/**
 * Makes the transaction the only writer of these facilities' slots, and of those that they require, until it ends:
 * every command that reads a calendar in order to write it takes this first. All are locked by one statement in sorted
 * order, so that two commands over several facilities cannot wait for each other. `NO KEY`, because inserts elsewhere
 * whose foreign keys point here need not wait.
 */
export async function lockFacilities(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .select({ id: facility.listingId })
    .from(facility)
    .where(inArray(facility.listingId, withRequired(ids)))
    .orderBy(facility.listingId)
    .for("no key update");
}

/** These facilities and all that they require, directly or by way of another, as a subquery. */
const withRequired = (ids: readonly string[]) => {
  const given = sql.join(
    [...new Set(ids)].map((id) => sql`(${id}::uuid)`),
    sql`, `,
  );
  return sql`(with recursive needed(id) as (values ${given}
    union select r.required_id from facility_requirement r join needed n on r.facility_id = n.id)
    select id from needed)`;
};
