import { and, eq, gte, inArray, lt, sql } from "drizzle-orm";
import { facility, listing } from "#db/schema/catalog.ts";
import { creditEvent } from "#db/schema/credit.ts";
import type { Tx } from "#db/client.ts";
import { addDays, startOfDay } from "../booking/hours.ts";
import { availableHours } from "../usage-report/available.server.ts";
import { bookedFigures, usesIn } from "../usage-report/figures.server.ts";
import type { Period } from "../usage-report/period.ts";
import { platformZone } from "../working-days.ts";
import { type Figure, type FigureName, rounded } from "./figures.ts";

type Found = Record<FigureName, Figure>;

/**
 * Every figure of one organisation in a period, from the rows of the platform as they are at `now`. What has no rows and
 * cannot be zero, like an average, is null.
 */
export async function figuresOf(
  tx: Tx,
  organizationId: string,
  period: Period,
  { now, reported }: { now: Date; reported: boolean },
): Promise<Found> {
  const sites = await sitesOf(tx, organizationId);
  const open = await availableHours(tx, sites, period, now);
  const booked = await bookedFigures(tx, organizationId, period, now);
  const used = await usesOf(tx, organizationId, period);
  const listed = await listingsOf(tx, organizationId, period);
  const complaints = await complaintsOf(tx, organizationId, period);
  const from = (value: number | null, rows: number): Figure => ({
    value: value === null ? null : rounded(value),
    rows,
  });
  const noShows = [...booked.values()].reduce((sum, one) => sum + one.noShows, 0);
  const openHours = [...open.values()].reduce((sum, hours) => sum + hours, 0);
  return {
    open_hours: from(openHours, sites.length),
    usage_hours: from(used.hours, used.uses),
    external_hours: from(used.externalHours, used.externalUses),
    uses: from(used.uses, used.uses),
    external_uses: from(used.externalUses, used.externalUses),
    users: from(used.users, used.uses),
    external_users: from(used.externalUsers, used.externalUses),
    external_organizations: from(used.externalOrganizations, used.externalUses),
    companies: from(used.companies, used.externalUses),
    technology_companies: from(used.technologyCompanies, used.externalUses),
    samples: from(used.samples, used.uses),
    income: from(used.income / 100, used.uses),
    external_income: from(used.externalIncome / 100, used.externalUses),
    evaluations: from(used.evaluations, used.evaluations),
    satisfied: from(used.satisfied, used.evaluations),
    evaluation_average: from(used.average, used.evaluations),
    no_shows: from(noShows, noShows),
    ...listed,
    complaints_upheld: from(complaints, complaints),
    reported: from(Number(reported), 1),
  };
}

const sitesOf = (tx: Tx, organizationId: string) =>
  tx
    .select({ id: listing.id, zone: facility.timezone, publishedAt: listing.publishedAt })
    .from(listing)
    .innerJoin(facility, eq(facility.listingId, listing.id))
    .where(
      and(eq(listing.organizationId, organizationId), inArray(listing.state, ["published", "suspended"])),
    );

type Uses = {
  uses: number;
  externalUses: number;
  hours: number;
  externalHours: number;
  users: number;
  externalUsers: number;
  externalOrganizations: number;
  companies: number;
  technologyCompanies: number;
  samples: number;
  income: number;
  externalIncome: number;
  evaluations: number;
  satisfied: number;
  average: number | null;
};

const noUses: Uses = {
  uses: 0,
  externalUses: 0,
  hours: 0,
  externalHours: 0,
  users: 0,
  externalUsers: 0,
  externalOrganizations: 0,
  companies: 0,
  technologyCompanies: 0,
  samples: 0,
  income: 0,
  externalIncome: 0,
  evaluations: 0,
  satisfied: 0,
  average: null,
};

/** A technology company is one whose entry in a register held at some time of the period. */
async function usesOf(tx: Tx, organizationId: string, period: Period): Promise<Uses> {
  const company = sql`external and o.kind = 'enterprise'`;
  const technology = sql`exists (select 1 from technology_company c where c.organization_id = o.id
    and c.valid_from <= ${period.to}::date and c.valid_until >= ${period.from}::date)`;
  const [row] = await tx.execute<Uses>(sql`
    select count(*)::int as uses,
      (count(*) filter (where external))::int as "externalUses",
      coalesce(sum(hours), 0)::float8 as hours,
      coalesce(sum(hours) filter (where external), 0)::float8 as "externalHours",
      count(distinct user_id)::int as users,
      (count(distinct user_id) filter (where external))::int as "externalUsers",
      (count(distinct organization_id) filter (where external))::int as "externalOrganizations",
      (count(distinct organization_id) filter (where ${company}))::int as companies,
      (count(distinct organization_id) filter (where ${company} and ${technology}))::int as "technologyCompanies",
      coalesce(sum(samples), 0)::int as samples,
      coalesce(sum(amount), 0)::float8 as income,
      coalesce(sum(amount) filter (where external), 0)::float8 as "externalIncome",
      count(evaluation)::int as evaluations,
      (count(*) filter (where evaluation in ('very_satisfied', 'satisfied')))::int as satisfied,
      avg(case evaluation when 'very_satisfied' then 5 when 'satisfied' then 4 when 'neutral' then 3
        when 'dissatisfied' then 2 when 'very_dissatisfied' then 1 end)::float8 as average
    from ${usesIn(organizationId, period)} u join organization o on o.id = u.organization_id`);
  return row ?? noUses;
}

type Listed = Pick<
  Found,
  "facilities" | "open_facilities" | "metered_facilities" | "services" | "technologies"
>;

async function listingsOf(tx: Tx, organizationId: string, { from, to }: Period): Promise<Listed> {
  const counted = (condition: ReturnType<typeof sql>) =>
    sql<number>`(count(*) filter (where ${condition}))::int`;
  const open = sql`${listing.state} = 'published' and ${listing.publishedAt} < ${to}::date + interval '1 day'`;
  const metered = sql`exists (select 1 from facility_unit fu join meter_reading m on m.unit_id = fu.id
    where fu.facility_id = ${listing.id} and m.at >= ${from}::date and m.at < ${to}::date + interval '1 day')`;
  const [row] = await tx
    .select({
      facilities: counted(sql`${listing.kind} = 'facility'`),
      openFacilities: counted(sql`${listing.kind} = 'facility' and ${open}`),
      metered: counted(sql`${listing.kind} = 'facility' and ${metered}`),
      services: counted(sql`${listing.kind} = 'service' and ${open}`),
      technologies: counted(sql`${listing.kind} = 'technology' and ${open}`),
    })
    .from(listing)
    .where(eq(listing.organizationId, organizationId));
  const of = (count = 0): Figure => ({ value: count, rows: count });
  return {
    facilities: of(row?.facilities),
    open_facilities: of(row?.openFacilities),
    metered_facilities: of(row?.metered),
    services: of(row?.services),
    technologies: of(row?.technologies),
  };
}

/** Entries that decisions have made in the organisation's integrity record in the period. */
async function complaintsOf(tx: Tx, organizationId: string, { from, to }: Period): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(creditEvent)
    .where(
      and(
        eq(creditEvent.organizationId, organizationId),
        eq(creditEvent.record, "integrity"),
        gte(creditEvent.from, new Date(startOfDay(from, platformZone))),
        lt(creditEvent.from, new Date(startOfDay(addDays(to, 1), platformZone))),
      ),
    );
  return row?.n ?? 0;
}
