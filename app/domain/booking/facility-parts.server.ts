import { type SQL, sql } from "drizzle-orm";
import { holiday } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";
import type { UnitRow } from "./bookable-facility.ts";
import type { Holiday, OpeningException } from "./opening-days.ts";

/** Further back than any booking that can still be changed reaches, days. */
const reachDays = 45;

/** The first day whose exceptions and holidays are read at `now`. */
export const firstDayOf = (now: Date): string =>
  new Date(now.getTime() - reachDays * 86_400_000).toISOString().slice(0, 10);

/** Written into the statement as the date it is, because a day's name does not depend on a zone by more than one. */
const since = (now: Date): SQL => sql`${firstDayOf(now)}::date`;

/**
 * Parts of a facility as columns of the statement that reads it: these are few rows or none, and a statement of its own
 * for each would cost every booking a round trip. Null: no rows.
 */
export const exceptionsOf = (now: Date) => sql<OpeningException[] | null>`(select json_agg(json_build_object(
  'day', e.day, 'fromMinute', e.from_minute, 'toMinute', e.to_minute, 'note', e.note) order by e.day, e.from_minute)
  from opening_exception e where e.facility_id = facility.listing_id and e.day >= ${since(now)})`;

/** The state's calendar, as far as bookings reach back. */
export const stateHolidays = (tx: Tx, now: Date): Promise<Holiday[]> =>
  tx
    .select()
    .from(holiday)
    .where(sql`${holiday.day} >= ${since(now)}`);

/** The state's calendar, where the policy observes it. */
export const holidaysFor = (now: Date) => sql<Holiday[] | null>`(select json_agg(json_build_object(
  'day', h.day, 'working', h.working, 'name', h.name)) from holiday h
  where (booking_policy.closed_on_holidays or booking_policy.open_on_makeup_days) and h.day >= ${since(now)})`;

/** All facilities that this one requires, directly or by way of another, with their units in service. */
export const requiredBy = sql<{ facilityId: string; units: UnitRow[] }[] | null>`(
  with recursive needed(id) as (
    select r.required_id from facility_requirement r where r.facility_id = facility.listing_id
    union select r.required_id from facility_requirement r join needed n on r.facility_id = n.id)
  select json_agg(json_build_object('facilityId', n.id, 'units', coalesce((
    select json_agg(json_build_object('id', u.id, 'number', u.number, 'label', u.label) order by u.number)
    from facility_unit u where u.facility_id = n.id and u.retired_at is null), '[]'::json)) order by n.id)
  from needed n)`;
