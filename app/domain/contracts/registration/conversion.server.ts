import { sql } from "drizzle-orm";
import type { ContractKind, RegistrationState } from "#db/schema/vocabulary.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { platformZone } from "../../working-days.ts";

/** How the price came about, as the law tells the ways apart (Act on transforming results, Art. 18). */
export const conversionWays = ["agreement", "bidding", "listed", "demand", "direct"] as const;

/** A contract by which an organisation has put a result to use, with what the yearly report asks of it. Money in fen. */
export interface Conversion extends Record<string, unknown> {
  id: string;
  title: string;
  kind: ContractKind;
  way: (typeof conversionWays)[number];
  clientZh: string;
  clientEn: string;
  clientUscc: string;
  /** ISO day, in the platform's zone. */
  inForceOn: string;
  amount: number;
  registration: RegistrationState | null;
  number: string;
  technologyAmount: number | null;
  technicalIncome: number | null;
  netIncome: number | null;
  reward: number | null;
}

const mostRows = 5_000;

/**
 * What the actor's organisation has transferred, licensed, developed, advised on or served by contracts that came into force
 * in a year: the figures of the report that public institutions owe by 30 March (Zhejiang ordinance on transforming results,
 * Art. 28). A registration that was revoked or cancelled gives no amounts.
 */
export async function conversionsOf(ctx: Context, year: number): Promise<Result<Conversion[]>> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "contract.edit", { organizationId: mine }))
    return fail(problems.forbidden("contract.edit"));
  const rows = await ctx.db.execute<Conversion>(sql`
    select k.id, k.title, k.kind, o.name_zh as "clientZh", o.name_en as "clientEn", o.uscc as "clientUscc",
      case when k.negotiation_id is not null then 'agreement' when k.auction_id is not null then 'bidding'
        when k.licence_offer_id is not null then 'listed' when k.award_id is not null then 'demand'
        else 'direct' end as way,
      to_char(k.in_force_at at time zone ${platformZone}, 'YYYY-MM-DD') as "inForceOn", k.amount::float8 as amount,
      g.state as registration, coalesce(g.number, '') as number,
      case when g.state = 'registered' then g.technology_amount::float8 end as "technologyAmount",
      case when g.state = 'registered' then g.technical_income::float8 end as "technicalIncome",
      w.net::float8 as "netIncome", w.pool::float8 as reward
    from contract k join organization o on o.id = k.client_id
      left join contract_registration g on g.contract_id = k.id
      left join lateral (select sum(greatest(r.income - r.cost - r.tax, 0)) as net, sum(r.pool) as pool
        from inventor_reward r where r.contract_id = k.id and r.organization_id = ${mine}) w on true
    where k.developer_id = ${mine} and k.in_force_at is not null
      and extract(year from k.in_force_at at time zone ${platformZone}) = ${year}
    order by k.in_force_at, k.id limit ${mostRows}`);
  return ok([...rows]);
}
