import { and, inArray, isNotNull, or, sql } from "drizzle-orm";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { charge } from "#db/schema/money.ts";
import { boundBySql, payee, payer } from "./law.server.ts";
import { type OwedItem, type OwedTotals, readOwed } from "./list-owed.server.ts";

export interface LatePayment extends OwedItem {
  payer: { id: string; nameZh: string; nameEn: string };
}

/**
 * What public bodies and large companies owe small companies of the regulator's territory and have not paid in time, for
 * reading: the Regulation on Ensuring Payments to Small and Medium-sized Enterprises has the province's departments look
 * into it. The oldest first.
 */
export async function listLatePayments(
  ctx: Context,
  { page, size }: { page: number; size: number },
): Promise<Result<{ items: LatePayment[]; totals: OwedTotals }>> {
  if (!may(ctx.actor, "payment.oversee")) return fail(problems.forbidden("payment.oversee"));
  const { regionPrefixes } = ctx.actor;
  const inTerritory =
    regionPrefixes.length === 0
      ? undefined
      : or(...regionPrefixes.map((prefix) => sql`starts_with(${payee.regionCode}::text, ${prefix})`));
  // Whoever oversees everything (an auditor, the operator) has no territory; an officer always has one.
  const everywhere = may(ctx.actor, "payment.oversee", { regionCode: "" });
  if (!inTerritory && !everywhere)
    return ok({ items: [], totals: { count: 0, outstanding: 0, overdue: 0, overdueCount: 0 } });
  const where = and(everywhere ? undefined : inTerritory, isNotNull(boundBySql));
  const found = await readOwed(ctx, "payables", where, "overdue", { page, size });
  const names = await payersOf(
    ctx,
    found.items.map(({ id }) => id),
  );
  return ok({
    totals: found.totals,
    items: found.items.map((item) => ({ ...item, payer: names.get(item.id) ?? item.other })),
  });
}

async function payersOf({ db }: Context, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, LatePayment["payer"]>();
  const rows = await db
    .select({ chargeId: charge.id, id: payer.id, nameZh: payer.nameZh, nameEn: payer.nameEn })
    .from(charge)
    .innerJoin(payer, sql`${payer.id} = ${charge.payerId}`)
    .where(inArray(charge.id, [...ids]));
  return new Map(rows.map(({ chargeId, ...name }) => [chargeId, name]));
}
