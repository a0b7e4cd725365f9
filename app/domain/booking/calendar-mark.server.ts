import { sql } from "drizzle-orm";
import { validate } from "uuid";
import type { Tx } from "#db/client.ts";

/**
 * A text that is another one after every change of what can be booked at a facility from `now` on: its rules, its hours, what
 * holds its units and those of facilities that it requires. One short statement, so that a page of free times that was made
 * a moment ago may be given again. Undefined when there is no such facility.
 */
export async function calendarMark(tx: Tx, facilityId: string, now: Date): Promise<string | undefined> {
  if (!validate(facilityId)) return undefined;
  const instant = now.toISOString();
  const [row] = await tx.execute<{ mark: string }>(sql`
    with recursive needed(id) as (
      select listing_id from facility where listing_id = ${facilityId}::uuid
      union select r.required_id from facility_requirement r join needed n on r.facility_id = n.id)
    select concat_ws(' ', f.run_state,
      (select max(version) from booking_policy p where p.facility_id = f.listing_id),
      (select string_agg(concat_ws('-', weekday, from_minute, to_minute), ',' order by id) from opening o
        where o.facility_id = f.listing_id),
      (select concat(count(*), ',', max(id::text)) from opening_exception x where x.facility_id = f.listing_id),
      held.count, held.sum) as mark
    from facility f cross join (
      select count(*), sum(hashtextextended(concat(slot.id, slot.blocked), 0)) from needed
      join facility_unit u on u.facility_id = needed.id and u.retired_at is null
      cross join lateral (
        select s.id, s.blocked from slot s where s.unit_id = u.id and s.blocked && tstzrange(${instant}::timestamptz, null)
          and s.state in ('held', 'pending', 'confirmed', 'in_use', 'closed') offset 0) slot) held
    where f.listing_id = ${facilityId}::uuid`);
  return row?.mark;
}
