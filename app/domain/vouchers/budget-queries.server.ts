import { and, asc, desc, eq, sql } from "drizzle-orm";
import { organization } from "#db/schema/identity.ts";
import { region } from "#db/schema/shared.ts";
import { budget, voucherProgram } from "#db/schema/vouchers.ts";
import { placeName } from "#db/place-name.ts";
import type { Context } from "../context.ts";
import { inTerritory } from "../identity/territory.server.ts";
import { platformZone } from "../working-days.ts";

const reserved = sql<number>`(select coalesce(sum(v.reserved), 0) from voucher v
  where v.budget_id = ${budget.id})`.mapWith(Number);

/** The budgets of the actor's territory, the latest year first, with what is set aside of each at this moment. */
export const listBudgets = (ctx: Context) =>
  ctx.db
    .select({
      budget,
      reserved,
      programId: voucherProgram.id,
      region: placeName,
      regulatorZh: organization.nameZh,
      regulatorEn: organization.nameEn,
    })
    .from(budget)
    .innerJoin(organization, eq(organization.id, budget.organizationId))
    .leftJoin(region, eq(region.code, budget.regionCode))
    .leftJoin(voucherProgram, eq(voucherProgram.budgetId, budget.id))
    .where(inTerritory(ctx.actor, budget.regionCode))
    .orderBy(desc(budget.year), asc(budget.purpose), desc(budget.id));

export type BudgetItem = Awaited<ReturnType<typeof listBudgets>>[number];

/** What became of public money in a month of the platform's zone, fen. */
export interface BudgetMonth extends Record<string, unknown> {
  /** `2026-11` */
  month: string;
  granted: number;
  captured: number;
  paid: number;
}

/**
 * Vouchers granted, vouchers used and payments made, by month, over the actor's territory; of one budget where asked. Months in
 * which nothing happened are left out.
 */
export async function budgetMonths(ctx: Context, budgetId?: string): Promise<BudgetMonth[]> {
  const within = and(
    inTerritory(ctx.actor, budget.regionCode),
    budgetId === undefined ? undefined : eq(budget.id, budgetId),
  );
  const month = (column: string) => sql.raw(`to_char(${column} at time zone '${platformZone}', 'YYYY-MM')`);
  const rows = await ctx.db.execute<BudgetMonth>(sql`
    with mine as (select ${budget.id} as id from ${budget} where ${within})
    select month, sum(granted)::float8 as granted, sum(captured)::float8 as captured, sum(paid)::float8 as paid from (
      select ${month("v.granted_at")} as month, v.requested as granted, 0 as captured, 0 as paid
        from voucher v join mine on mine.id = v.budget_id where v.granted_at is not null
      union all
      select ${month("h.settled_at")}, 0, h.captured, 0
        from voucher_hold h join voucher v on v.id = h.voucher_id join mine on mine.id = v.budget_id
        where h.state = 'captured'
      union all
      select ${month("s.paid_at")}, 0, 0, s.amount
        from voucher_settlement s join voucher_program p on p.id = s.program_id join mine on mine.id = p.budget_id
        where s.state = 'paid'
      union all
      select ${month("p.paid_at")}, p.amount, p.amount, p.amount
        from subsidy_payment p join mine on mine.id = p.budget_id where p.state = 'paid') as moved
    group by month order by month`);
  return [...rows];
}
