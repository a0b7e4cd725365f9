import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { bookingPolicy } from "#db/schema/booking-policy.ts";
import type { ServiceWay } from "#db/schema/vocabulary.ts";
import type { SteadyFacility, UnitRow } from "./bookable-facility.ts";
import { exceptionsOf, holidaysFor, requiredBy } from "./facility-parts.server.ts";
import type { Opening } from "./hours.ts";
import { type Holiday, hoursOf, type OpeningException } from "./opening-days.ts";
import type { Quota } from "./quota.ts";
import { type BookingRules, defaultRules } from "./rules.ts";

const { id, createdAt, createdBy, facilityId, ...ruleColumns } = getTableColumns(bookingPolicy);

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The rules' columns as one JSON object with the names that they have here. */
const rulesAsJson = sql.raw(
  `json_build_object(${Object.keys(ruleColumns)
    .map((name) => `'${name}', booking_policy.${snake(name)}`)
    .join(", ")})`,
);

/** The quotas of the policy that a statement selects, as one of its columns. */
export const quotasOf = sql<
  Quota[] | null
>`(select json_agg(json_build_object('scope', q.scope, 'period', q.period,
  'maxMinutes', q.max_minutes) order by q.scope, q.period)
  from booking_quota q where q.policy_id = booking_policy.id)`;

export type RulesRow = Omit<
  typeof bookingPolicy.$inferSelect,
  "id" | "createdAt" | "createdBy" | "facilityId"
>;

/**
 * A policy's row as rules. A limit for an organisation's week that was written into its own column, as versions before
 * quotas had it, is a quota like the others.
 */
export function rulesFrom(row: RulesRow, quotas: readonly Quota[] | null): BookingRules {
  const { maxMinutesPerOrganizationWeek: week, ...rules } = row;
  const all = quotas ?? [];
  const known = all.some(({ scope, period }) => scope === "organization" && period === "week");
  if (week === null || known) return { ...rules, quotas: all };
  return { ...rules, quotas: [...all, { scope: "organization", period: "week", maxMinutes: week }] };
}

/** What `facilityColumns` selects. */
export interface FacilityRow extends Record<string, unknown> {
  id: string;
  providerId: string;
  listingState: string;
  runState: string;
  zone: string;
  ways: ServiceWay[];
  exceptions: OpeningException[] | null;
  required: SteadyFacility["required"] | null;
  rules: RulesRow | null;
  quotas: Quota[] | null;
  holidays: Holiday[] | null;
  openings: Opening[] | null;
  units: UnitRow[] | null;
}

/** A facility with all that booking needs to know of it, as far as its revision stands for it, from `theFacility`. */
export const facilityColumns = (now: Date): SQL => sql`
  facility.listing_id as id, listing.organization_id as "providerId", listing.state as "listingState",
  facility.run_state as "runState",
  facility.timezone as zone, to_json(facility.service_ways) as ways, ${exceptionsOf(now)} as exceptions,
  ${requiredBy} as required,
  case when booking_policy.id is not null then ${rulesAsJson} end as rules, ${quotasOf} as quotas,
  ${holidaysFor(now)} as holidays,
  (select json_agg(json_build_object('weekday', o.weekday, 'fromMinute', o.from_minute, 'toMinute', o.to_minute)
    order by o.weekday, o.from_minute) from opening o where o.facility_id = facility.listing_id) as openings,
  (select json_agg(json_build_object('id', u.id, 'number', u.number, 'label', u.label) order by u.number)
    from facility_unit u where u.facility_id = facility.listing_id and u.retired_at is null) as units`;

/** The price list in the order its rows were written, as a column beside `theFacility`. */
export const pricesColumn = sql`(select json_agg(json_build_object('item', p.item, 'unit', p.unit, 'userClass', p.user_class,
  'amount', p.amount, 'validFrom', p.valid_from, 'validTo', p.valid_to) order by p.id)
  from price p where p.listing_id = facility.listing_id)`;

/** The rows of one facility, for the columns above: itself, its listing and the policy in force. */
export const theFacility = (facilityId: string): SQL => sql`
  facility join listing on listing.id = facility.listing_id
  left join lateral (select * from booking_policy p where p.facility_id = facility.listing_id
    order by p.version desc limit 1) booking_policy on true
  where facility.listing_id = ${facilityId}`;

export function facilityFrom(row: FacilityRow): SteadyFacility {
  const { id, providerId, listingState, runState, zone, ways } = row;
  const rules = row.rules ? rulesFrom(row.rules, row.quotas) : defaultRules;
  const openings = row.openings ?? [];
  return {
    ...{ id, providerId, listingState, runState, zone, ways, rules, openings },
    required: row.required ?? [],
    rulesStored: row.rules !== null,
    hours: hoursOf(openings, row.exceptions ?? [], row.holidays ?? [], rules),
    units: row.units ?? [],
  };
}
