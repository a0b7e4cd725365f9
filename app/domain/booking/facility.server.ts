import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { bookingPolicy } from "#db/schema/booking-policy.ts";
import { facility, facilityUnit, listing, opening, price } from "#db/schema/catalog.ts";
import type { ServiceWay } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { mayAppear } from "#db/in-force.ts";
import { type DatedRows, exceptionsOf, holidaysFor, requiredBy } from "./facility-parts.server.ts";
import type { Opening, OpeningHours } from "./hours.ts";
import { hoursOf } from "./opening-days.ts";
import type { PriceRow } from "./price.ts";
import type { Quota } from "./quota.ts";
import { type BookingRules, defaultRules } from "./rules.ts";

/** What deciding about a booking needs to know of its facility. */
export interface BookableFacility {
  id: string;
  providerId: string;
  listingState: string;
  /** False while a measure hides the provider from the market. */
  appears: boolean;
  runState: string;
  zone: string;
  ways: readonly ServiceWay[];
  rules: BookingRules;
  /** False while the provider has written no rules and `rules` are the defaults. */
  rulesStored: boolean;
  /** The weekly hours; when it is open on a date, `hours` says. */
  openings: Opening[];
  hours: OpeningHours;
  units: UnitRow[];
  /** The facilities of which every booking needs a unit too, themselves with all that they require. */
  required: { facilityId: string; units: UnitRow[] }[];
}

export interface UnitRow {
  id: string;
  number: number;
  label: string;
}

/** The facility with the rules in force, its hours and its units in service; undefined when there is none. */
export async function loadFacility(tx: Tx, id: string, now: Date): Promise<BookableFacility | undefined> {
  const [[found], [policy], openings, units] = await Promise.all([
    tx
      .select({
        id: facility.listingId,
        providerId: listing.organizationId,
        listingState: listing.state,
        appears: mayAppear(listing.organizationId, now),
        runState: facility.runState,
        zone: facility.timezone,
        ways: facility.serviceWays,
        exceptions: exceptionsOf(now),
        required: requiredBy,
      })
      .from(facility)
      .innerJoin(listing, eq(listing.id, facility.listingId))
      .where(eq(facility.listingId, id)),
    tx
      .select({ row: bookingPolicy, quotas: quotasOf, holidays: holidaysFor(now) })
      .from(bookingPolicy)
      .where(eq(bookingPolicy.facilityId, id))
      .orderBy(desc(bookingPolicy.version))
      .limit(1),
    tx
      .select({ weekday: opening.weekday, fromMinute: opening.fromMinute, toMinute: opening.toMinute })
      .from(opening)
      .where(eq(opening.facilityId, id)),
    tx
      .select({ id: facilityUnit.id, number: facilityUnit.number, label: facilityUnit.label })
      .from(facilityUnit)
      .where(and(eq(facilityUnit.facilityId, id), isNull(facilityUnit.retiredAt)))
      .orderBy(facilityUnit.number),
  ]);
  if (!found) return undefined;
  const { exceptions, ...rest } = found;
  const rules = policy ? rulesFrom(policy.row, policy.quotas) : defaultRules;
  const dated: DatedRows = { exceptions: exceptions ?? [], holidays: policy?.holidays ?? [] };
  return {
    ...rest,
    required: found.required ?? [],
    rules,
    rulesStored: policy !== undefined,
    openings,
    hours: hoursOf(openings, dated.exceptions, dated.holidays, rules),
    units,
  };
}

/** The quotas of the policy that a statement selects, as one of its columns. */
export const quotasOf = sql<
  Quota[] | null
>`(select json_agg(json_build_object('scope', q.scope, 'period', q.period,
  'maxMinutes', q.max_minutes) order by q.scope, q.period)
  from booking_quota q where q.policy_id = booking_policy.id)`;

type PolicyRow = typeof bookingPolicy.$inferSelect;

/**
 * A policy's row as rules. A limit for an organisation's week that was written into its own column, as versions before
 * quotas had it, is a quota like the others.
 */
export function rulesFrom(row: PolicyRow, quotas: readonly Quota[] | null): BookingRules {
  const { maxMinutesPerOrganizationWeek: week, ...rules } = row;
  const all = quotas ?? [];
  const known = all.some(({ scope, period }) => scope === "organization" && period === "week");
  if (week === null || known) return { ...rules, quotas: all };
  return { ...rules, quotas: [...all, { scope: "organization", period: "week", maxMinutes: week }] };
}

/** The rules a booking was made under; they never change. */
export async function rulesOf(tx: Tx, facilityId: string, version: number): Promise<BookingRules> {
  const [found] = await tx
    .select({ row: bookingPolicy, quotas: quotasOf })
    .from(bookingPolicy)
    .where(and(eq(bookingPolicy.facilityId, facilityId), eq(bookingPolicy.version, version)));
  return found ? rulesFrom(found.row, found.quotas) : defaultRules;
}

/** Writes the default rules down as the first version, so that bookings made under them can name them. */
export async function storeDefaultRules(tx: Tx, facilityId: string): Promise<void> {
  await tx.insert(bookingPolicy).values({ facilityId, version: defaultRules.version });
}

/** The facility's price list in the order its rows were written. */
export async function priceRows(tx: Tx, listingId: string): Promise<PriceRow[]> {
  return tx
    .select({
      item: price.item,
      unit: price.unit,
      userClass: price.userClass,
      amount: price.amount,
      validFrom: price.validFrom,
      validTo: price.validTo,
    })
    .from(price)
    .where(eq(price.listingId, listingId))
    .orderBy(asc(price.id));
}
