import { and, asc, desc, eq, isNull, ne, sql } from "drizzle-orm";
import { organization } from "#db/schema/identity.ts";
import { voucherHold, voucherProgram, voucherSettlement } from "#db/schema/vouchers.ts";
import type { Context } from "../context.ts";
import { inTerritory } from "../identity/territory.server.ts";
import { today } from "../working-days.ts";
import { currentRules } from "./program-queries.server.ts";
import { type Period, periodOf } from "./periods.ts";

const names = {
  programZh: voucherProgram.nameZh,
  programEn: voucherProgram.nameEn,
  providerZh: organization.nameZh,
  providerEn: organization.nameEn,
  uscc: organization.uscc,
};

const select = ({ db }: Pick<Context, "db">) =>
  db
    .select({ settlement: voucherSettlement, ...names })
    .from(voucherSettlement)
    .innerJoin(voucherProgram, eq(voucherProgram.id, voucherSettlement.programId))
    .innerJoin(organization, eq(organization.id, voucherSettlement.providerId))
    .$dynamic();

export type SettlementItem = Awaited<ReturnType<typeof select>>[number];

/** The settlements of the actor's territory: those that wait first, then the latest. */
export const listSettlements = (ctx: Context): Promise<SettlementItem[]> =>
  select(ctx)
    .where(inTerritory(ctx.actor, voucherSettlement.regionCode))
    .orderBy(sql`${voucherSettlement.state} <> 'submitted'`, desc(voucherSettlement.id))
    .limit(1000);

/** The settlements that pay the actor's organisation. */
export const ownSettlements = (ctx: Context): Promise<SettlementItem[]> =>
  select(ctx)
    .where(eq(voucherSettlement.providerId, ctx.actor.organization?.id ?? sql`null`))
    .orderBy(desc(voucherSettlement.id));

/** What one provider has still to be paid for one period of a programme. */
export interface Due extends Period {
  programId: string;
  programZh: string;
  programEn: string;
  providerId: string;
  providerZh: string;
  providerEn: string;
  amount: number;
  uses: number;
  /** Uses that have no invoice yet and therefore wait. */
  withoutInvoice: number;
  /** The period is over: it can be settled. */
  ended: boolean;
}

/** What used vouchers of the actor's territory are in no settlement yet, by programme, provider and period. */
export async function dueSettlements(ctx: Context): Promise<Due[]> {
  const rows = await ctx.db
    .select({
      programId: voucherHold.programId,
      providerId: voucherHold.providerId,
      ...names,
      captured: voucherHold.captured,
      settledAt: voucherHold.settledAt,
      invoiceNo: voucherHold.invoiceNo,
    })
    .from(voucherHold)
    .innerJoin(voucherProgram, eq(voucherProgram.id, voucherHold.programId))
    .innerJoin(organization, eq(organization.id, voucherHold.providerId))
    .where(
      and(
        eq(voucherHold.state, "captured"),
        isNull(voucherHold.settlementId),
        inTerritory(ctx.actor, voucherProgram.regionCode),
      ),
    )
    .orderBy(asc(voucherHold.settledAt));
  const rules = await currentRules(ctx, [...new Set(rows.map(({ programId }) => programId))]);
  const now = today(ctx.clock.now());
  const due = new Map<string, Due>();
  for (const row of rows) {
    const period = periodOf(
      today(row.settledAt ?? ctx.clock.now()),
      rules.get(row.programId)?.settlementMonths ?? 6,
    );
    const key = `${row.programId} ${row.providerId} ${period.from}`;
    const { captured, settledAt, invoiceNo, uscc, ...of } = row;
    const known = due.get(key) ?? {
      ...{ ...of, ...period, amount: 0, uses: 0, withoutInvoice: 0, ended: period.to < now },
    };
    due.set(
      key,
      invoiceNo === ""
        ? { ...known, withoutInvoice: known.withoutInvoice + 1 }
        : { ...known, amount: known.amount + captured, uses: known.uses + 1 },
    );
  }
  return [...due.values()];
}

/** The uses that a settlement pays, for its export. */
export const usesOf = ({ db }: Pick<Context, "db">, settlementId: string) =>
  db
    .select({ hold: voucherHold, companyZh: organization.nameZh, companyUscc: organization.uscc })
    .from(voucherHold)
    .innerJoin(organization, eq(organization.id, voucherHold.organizationId))
    .where(and(eq(voucherHold.settlementId, settlementId), ne(voucherHold.invoiceNo, "")))
    .orderBy(asc(voucherHold.settledAt));
