import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";

/**
 * Asks for the waiting lists to be served as soon as this transaction is committed, where anybody waits: the facility's,
 * those of what it requires and of what requires the same. Call it where time becomes free. Only promptness depends on
 * it: whoever takes time serves the list first.
 */
export async function wakeQueue(tx: Tx, facilityId: string): Promise<void> {
  await tx.execute(sql`
    with near as (
      select ${facilityId}::uuid as id
      union select required_id from facility_requirement where facility_id = ${facilityId}),
    touched as (
      select id from near
      union select facility_id from facility_requirement where required_id in (select id from near))
    select graphile_worker.add_job('serve-queue', json_build_object('facilityId', id),
      job_key => 'serve-queue:' || id, max_attempts => 12)
    from (select id from touched order by id) facility
    where exists (select 1 from waitlist_entry w where w.facility_id = facility.id and w.state = 'waiting')`);
}
