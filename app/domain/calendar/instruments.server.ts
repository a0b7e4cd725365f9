import { and, asc, eq, ne, sql } from "drizzle-orm";
import { facility, listing } from "#db/schema/catalog.ts";
import type { Opening } from "#app/domain/booking/hours.ts";
import { type Holiday, hoursOf, type OpeningException } from "#app/domain/booking/opening-days.ts";
import type { OpeningHours } from "#app/domain/booking/hours.ts";
import type { Context } from "#app/domain/context.ts";

export interface Instrument {
  id: string;
  titleZh: string;
  titleEn: string;
  zone: string;
  hours: OpeningHours;
  /** Minutes by which times are moved; a day where the provider has written no rules is cut in half hours. */
  step: number;
  units: { id: string; number: number; label: string }[];
}

interface Rules {
  step: number;
  closedOnHolidays: boolean;
  openOnMakeupDays: boolean;
}

/** So many facilities stand on one page of the board. */
export const boardPageSize = 40;

// Few rows each: as columns they cost one statement for the whole page instead of one for every facility.
const rules = sql<Rules | null>`(select json_build_object('step', p.step_minutes,
  'closedOnHolidays', p.closed_on_holidays, 'openOnMakeupDays', p.open_on_makeup_days)
  from booking_policy p where p.facility_id = facility.listing_id order by p.version desc limit 1)`;
const units = sql<Instrument["units"] | null>`(select json_agg(json_build_object(
  'id', u.id, 'number', u.number, 'label', u.label) order by u.number)
  from facility_unit u where u.facility_id = facility.listing_id and u.retired_at is null)`;
const openings = sql<Opening[] | null>`(select json_agg(json_build_object(
  'weekday', o.weekday, 'fromMinute', o.from_minute, 'toMinute', o.to_minute))
  from opening o where o.facility_id = facility.listing_id)`;
const exceptions = (from: string, to: string) => sql<
  OpeningException[] | null
>`(select json_agg(json_build_object(
  'day', e.day, 'fromMinute', e.from_minute, 'toMinute', e.to_minute, 'note', e.note) order by e.day, e.from_minute)
  from opening_exception e where e.facility_id = facility.listing_id and e.day between ${from}::date and ${to}::date)`;
const holidays = (from: string, to: string) => sql<Holiday[] | null>`(select json_agg(json_build_object(
  'day', h.day, 'working', h.working, 'name', h.name))
  from holiday h where h.day between ${from}::date and ${to}::date)`;

const ownFacilities = (organizationId: string) =>
  and(eq(listing.organizationId, organizationId), eq(listing.kind, "facility"), ne(listing.state, "draft"));

/** The names of all facilities of an organisation, to choose from; at most 500. */
export function facilityNames(
  { db }: Pick<Context, "db">,
  organizationId: string,
): Promise<{ id: string; titleZh: string; titleEn: string; zone: string }[]> {
  return db
    .select({ id: listing.id, titleZh: listing.titleZh, titleEn: listing.titleEn, zone: facility.timezone })
    .from(listing)
    .innerJoin(facility, eq(facility.listingId, listing.id))
    .where(ownFacilities(organizationId))
    .orderBy(asc(listing.titleZh), asc(listing.id))
    .limit(500);
}

/** One page of an organisation's facilities with their units, and their hours on the days from `from` to `to`. */
export async function instrumentsOf(
  { db }: Pick<Context, "db">,
  organizationId: string,
  page: { facilityId: string | undefined; page: number },
  days: { from: string; to: string },
): Promise<Instrument[]> {
  const rows = await db
    .select({
      id: listing.id,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      zone: facility.timezone,
      rules,
      units,
      openings,
      exceptions: exceptions(days.from, days.to),
      holidays: holidays(days.from, days.to),
    })
    .from(listing)
    .innerJoin(facility, eq(facility.listingId, listing.id))
    .where(and(ownFacilities(organizationId), page.facilityId ? eq(listing.id, page.facilityId) : undefined))
    .orderBy(asc(listing.titleZh), asc(listing.id))
    .limit(boardPageSize)
    .offset(page.facilityId ? 0 : (page.page - 1) * boardPageSize);
  return rows.map((row) => {
    const observed = row.rules ?? { step: 30, closedOnHolidays: false, openOnMakeupDays: false };
    return {
      id: row.id,
      titleZh: row.titleZh,
      titleEn: row.titleEn,
      zone: row.zone,
      step: observed.step,
      hours: hoursOf(row.openings ?? [], row.exceptions ?? [], row.holidays ?? [], observed),
      units: row.units ?? [],
    };
  });
}
