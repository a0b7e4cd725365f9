import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { contract, contractDispute, contractMilestone } from "#db/schema/contracts.ts";
import { listing } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import type { Context } from "../../context.ts";
import { inTerritory } from "../../identity/territory.server.ts";
import { endOf } from "../milestones/policy.ts";
import type { Counted, Outcomes, Registered } from "./figures.ts";

export interface Asked {
  /** Null: all years. */
  year: number | null;
  /** Digits with which the region's code begins; empty: everywhere. */
  region: string;
  /** Only what lies in the actor's territory. */
  own: boolean;
}

/** What became of demands and contracts; by a regulator within its territory, else everywhere. */
export async function outcomesOf(ctx: Context, asked: Asked): Promise<Outcomes> {
  const within = { ctx, asked };
  const [demands, days, contracts, cities, registered, milestones, disputes] = await Promise.all([
    demandsBy(within),
    demandDays(within),
    contractsBy(within, sql`${contract.kind}`),
    contractsBy(within, sql`rpad(left(${organization.regionCode}, 4), 6, '0')`),
    registeredIn(within),
    milestonesBy(within),
    disputesBy(within),
  ]);
  return { demands, ...days, contracts, cities, registered, milestones, disputes };
}

interface Within {
  ctx: Context;
  asked: Asked;
}

/** A calendar year of the platform's zone, and the place. */
function where({ ctx, asked }: Within, at: SQL, regionCode: PgColumn): SQL {
  const { year, region, own } = asked;
  const from = year === null ? null : endOf(`${year - 1}-12-31`).toISOString();
  const until = year === null ? null : endOf(`${year}-12-31`).toISOString();
  const time =
    year === null ? sql`true` : sql`${at} >= ${from}::timestamptz and ${at} < ${until}::timestamptz`;
  const territory = own ? inTerritory(ctx.actor, regionCode) : sql`true`;
  return sql`${at} is not null and ${time} and starts_with(${regionCode}, ${region}) and ${territory}`;
}

const counted = async ({ ctx }: Within, query: SQL): Promise<Counted[]> => [
  ...(await ctx.db.execute<{ name: string; count: number; amount: number | null }>(query)),
];

const demandsIn = (within: Within): SQL =>
  sql`${listing.kind} = 'demand' and ${where(within, sql`${listing.publishedAt}`, listing.regionCode)}`;

const demandsBy = (within: Within) =>
  counted(
    within,
    sql`select case when c.state = 'concluded' then 'awarded' when c.state = 'closed' then c.outcome
        when ${listing.state} <> 'published' then 'off_market' else 'open' end as name,
      count(*)::int as count, null as amount
      from ${listing} left join demand_call c on c.id = ${listing.id}
      where ${demandsIn(within)} group by 1 order by 2 desc, 1`,
  );

/** Proposals count once they are opened: how many there are before is nobody's to know. */
async function demandDays(within: Within): Promise<Pick<Outcomes, "firstAnswerDays" | "awardDays">> {
  const days = (of: SQL) =>
    sql`percentile_cont(0.5) within group (order by extract(epoch from ${of} - ${listing.publishedAt}) / 86400)::float8`;
  const [row] = await within.ctx.db.execute<{ first: number | null; award: number | null }>(sql`
    select ${days(sql`p.at`)} as first, ${days(sql`a.at`)} as award from ${listing}
    left join lateral (select min(created_at) as at from proposal
      where demand_id = ${listing.id} and opened_at is not null) p on true
    left join lateral (select min(awarded_at) as at from demand_award
      where demand_id = ${listing.id} and revoked_at is null) a on true
    where ${demandsIn(within)}`);
  return { firstAnswerDays: row?.first ?? null, awardDays: row?.award ?? null };
}

const contractsFrom = (within: Within): SQL =>
  sql`from ${contract} join ${organization} on ${organization.id} = ${contract.developerId}
    where ${where(within, sql`${contract.inForceAt}`, organization.regionCode)}`;

const contractsBy = (within: Within, name: SQL) =>
  counted(
    within,
    sql`select ${name} as name, count(*)::int as count, sum(${contract.amount})::float8 as amount
      ${contractsFrom(within)} group by 1 order by 2 desc, 1`,
  );

async function registeredIn(within: Within): Promise<Registered> {
  const [row] = await within.ctx.db.execute<{
    contracts: number;
    total: number;
    technology: number;
    income: number;
  }>(sql`
    select count(*)::int as contracts, coalesce(sum(r.total_amount), 0)::float8 as total,
      coalesce(sum(r.technology_amount), 0)::float8 as technology,
      coalesce(sum(r.technical_income), 0)::float8 as income
    from contract_registration r join ${organization} on ${organization.id} = r.seller_id
    where r.state = 'registered' and ${where(within, sql`r.decided_at`, organization.regionCode)}`);
  return row ?? { contracts: 0, total: 0, technology: 0, income: 0 };
}

const milestonesBy = (within: Within) =>
  counted(
    within,
    sql`select case when ${contractMilestone.state} <> 'accepted' then 'not_accepted'
        when ${contractMilestone.bySilence} then 'by_silence'
        when ${contractMilestone.lateDays} > 0 then 'late' else 'on_time' end as name,
      count(*)::int as count, null as amount from ${contractMilestone}
      where ${where(within, sql`${contractMilestone.settledAt}`, contractMilestone.regionCode)}
      group by 1 order by 2 desc, 1`,
  );

const disputesBy = (within: Within) =>
  counted(
    within,
    sql`select ${contractDispute.state} as name, count(*)::int as count, null as amount from ${contractDispute}
      where ${where(within, sql`${contractDispute.createdAt}`, contractDispute.regionCode)}
      group by 1 order by 2 desc, 1`,
  );
