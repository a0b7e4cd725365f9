import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { accountBalance } from "#db/schema/money.ts";
import { budget } from "#db/schema/vouchers.ts";
import { organization } from "#db/schema/identity.ts";
import type { Context } from "../context.ts";
import { inTerritory } from "../identity/territory.server.ts";

/** One account beside what the rows of this slice say should stand on it, fen. */
export interface Compared extends Record<string, unknown> {
  organizationId: string;
  nameZh: string;
  nameEn: string;
  purpose: "budget" | "voucher" | "voucher_claim" | "subsidy";
  rows: number;
  ledger: number;
  difference: number;
}

/**
 * Vouchers and subsidies against the ledger: what is free of a regulator's budgets, what companies hold and have not used,
 * what providers have taken and not been paid, what subsidies wait to be paid. `differing`: only where the two differ, which
 * they never should.
 */
export async function reconcileVouchers(
  ctx: Context,
  { differing = false }: { differing?: boolean } = {},
): Promise<Compared[]> {
  const rows = await ctx.db.execute<Compared>(sql`
    with expected as (${expected()}), mine as (
      select ${budget.organizationId} as organization_id from ${budget}
        where ${inTerritory(ctx.actor, budget.regionCode)}
      union select v.organization_id from voucher v join ${budget} on ${budget.id} = v.budget_id
        where ${inTerritory(ctx.actor, budget.regionCode)}
      union select h.provider_id from voucher_hold h join voucher v on v.id = h.voucher_id
        join ${budget} on ${budget.id} = v.budget_id where ${inTerritory(ctx.actor, budget.regionCode)}
      union select p.organization_id from subsidy_payment p join ${budget} on ${budget.id} = p.budget_id
        where ${inTerritory(ctx.actor, budget.regionCode)}),
    compared as (
      select coalesce(e.organization_id, a.organization_id) as organization_id, coalesce(e.purpose, a.purpose) as purpose,
        coalesce(e.fen, 0) as rows, coalesce(a.balance, 0) as ledger
      from expected e full join (select * from ${accountBalance}
          where purpose in ('budget', 'voucher', 'voucher_claim', 'subsidy') and currency = 'CNY') a
        on a.organization_id = e.organization_id and a.purpose = e.purpose)
    select c.organization_id as "organizationId", o.name_zh as "nameZh", o.name_en as "nameEn", c.purpose,
      c.rows::float8 as rows, c.ledger::float8 as ledger, (c.ledger - c.rows)::float8 as difference
    from compared c join ${organization} o on o.id = c.organization_id
    where c.organization_id in (select organization_id from mine)
      and (c.rows <> 0 or c.ledger <> 0) ${differing ? sql`and c.rows <> c.ledger` : sql``}
    order by c.rows = c.ledger, c.purpose, o.uscc limit 1000`);
  return [...rows];
}

const expected = () => sql`
  select organization_id, 'budget' as purpose, sum(amount - committed) as fen from budget group by 1
  union all
  select organization_id, 'voucher', sum(amount - captured) from voucher group by 1
  union all
  select h.provider_id, 'voucher_claim', sum(h.captured) from voucher_hold h
    left join voucher_settlement s on s.id = h.settlement_id
    where h.state = 'captured' and s.state is distinct from 'paid' group by 1
  union all
  select organization_id, 'subsidy', sum(amount) from subsidy_payment where state = 'prepared' group by 1`;

/** How many accounts differ, over everything: for checks that ask nobody. */
export async function differences(tx: Tx): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`
    with expected as (${expected()})
    select count(*)::int as n from expected e
      full join (select * from ${accountBalance} where purpose in ('budget', 'voucher', 'voucher_claim', 'subsidy')) a
        on a.organization_id = e.organization_id and a.purpose = e.purpose
    where coalesce(e.fen, 0) <> coalesce(a.balance, 0)`);
  return row?.n ?? 0;
}
