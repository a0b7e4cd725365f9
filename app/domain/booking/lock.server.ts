import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { compiled, idList } from "#db/compiled.ts";

/**
 * Makes the transaction the only writer of these facilities' slots, and of those that they require, until it ends:
 * every command that reads a calendar in order to write it takes this first. All are locked by one statement in sorted
 * order, so that two commands over several facilities cannot wait for each other. `NO KEY`, because inserts elsewhere
 * whose foreign keys point here need not wait.
 */
export async function lockFacilities(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.execute(lock({ ids: idList(ids) }));
}

/** These facilities and all that they require, directly or by way of another. */
const lock = compiled<{ ids: string }>(
  (value) => sql`
    select f.listing_id from facility f where f.listing_id in (
      with recursive needed(id) as (select unnest((select ${value("ids")}::uuid[]))
        union select r.required_id from facility_requirement r join needed n on r.facility_id = n.id)
      select id from needed)
    order by f.listing_id for no key update`,
);
