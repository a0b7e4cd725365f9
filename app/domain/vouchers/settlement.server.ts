import { and, eq, gte, inArray, isNull, lt, ne, sql } from "drizzle-orm";
import { voucherHold, type voucherProgram, voucherSettlement } from "#db/schema/vouchers.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { move, recordAudit } from "../move.server.ts";
import { post } from "../money/ledger/post.server.ts";
import { transact } from "../transact.server.ts";
import { today } from "../working-days.ts";
import { lockProgram, rulesInForce } from "./find-program.server.ts";
import { instantsOf, type Period, periodOf } from "./periods.ts";
import { voucherProblems } from "./problems.ts";
import { settlementProcess } from "./states.ts";

/** What a settlement takes together: a provider's captured uses of a period that have an invoice and are in no other. */
const waiting = (programId: string, providerId: string, period: Period) => {
  const { from, to } = instantsOf(period);
  return and(
    eq(voucherHold.programId, programId),
    eq(voucherHold.providerId, providerId),
    eq(voucherHold.state, "captured"),
    isNull(voucherHold.settlementId),
    ne(voucherHold.invoiceNo, ""),
    gte(voucherHold.settledAt, from),
    lt(voucherHold.settledAt, to),
  );
};

/**
 * An officer puts together what a provider is to be paid for a finished period of a programme. Refuses
 * `settlement_period_running` before its end and `nothing_to_settle` when no captured use with an invoice is left.
 */
export async function submitSettlement(
  ctx: Context,
  programId: string,
  { providerId, periodFrom }: { providerId: string; periodFrom: string },
): Promise<Result<{ id: string }>> {
  const by = ctx.actor.user?.id;
  if (!by || !may(ctx.actor, "voucher.run")) return fail(problems.forbidden("voucher.run"));
  return transact(ctx.db, async (tx) => {
    const program = await lockProgram(tx, ctx, programId);
    const rules = await rulesInForce(tx, programId);
    if (!rules) return refuse(problems.notAllowedNow("submit_settlement", program.state));
    const period = periodOf(periodFrom, rules.settlementMonths);
    if (period.to >= today(ctx.clock.now()))
      return refuse(voucherProblems.periodRunning({ until: period.to }));
    return write(tx, ctx, program, providerId, period, by);
  });
}

async function write(
  tx: Tx,
  ctx: Context,
  { id: programId, regionCode }: typeof voucherProgram.$inferSelect,
  providerId: string,
  period: Period,
  submittedBy: string,
): Promise<{ id: string }> {
  const holds = await tx
    .select()
    .from(voucherHold)
    .where(waiting(programId, providerId, period))
    .for("update");
  if (holds.length === 0) return refuse(voucherProblems.nothingToSettle());
  const amount = holds.reduce((sum, { captured }) => sum + captured, 0);
  const now = ctx.clock.now();
  const [made] = await tx
    .insert(voucherSettlement)
    .values({
      ...{ programId, regionCode, providerId, amount, uses: holds.length, submittedBy },
      ...{ periodFrom: period.from, periodTo: period.to, createdAt: now, stateSince: now },
    })
    .returning({ id: voucherSettlement.id });
  if (!made) throw new Error("the settlement was not written");
  const ids = holds.map(({ id }) => id);
  await tx.update(voucherHold).set({ settlementId: made.id }).where(inArray(voucherHold.id, ids));
  await recordAudit(tx, ctx, {
    entity: "voucher_settlement",
    entityId: made.id,
    transition: "submit_settlement",
    toState: "submitted",
    detail: { programId, providerId, ...period, amount, uses: holds.length },
  });
  return made;
}

/**
 * A second person says that the treasury has paid a settlement, with its number: the provider's claim becomes money. Refuses
 * `other_payer_needed` to who put it together.
 */
export const paySettlement = (
  ctx: Context,
  id: string,
  { reference }: { reference: string },
): Promise<Result<void>> =>
  onSettlement(ctx, id, async (tx, row) => {
    const paidBy = ctx.actor.user?.id;
    if (!paidBy || paidBy === row.submittedBy) return refuse(voucherProblems.secondPerson());
    await tx
      .update(voucherSettlement)
      .set({ paidBy, paidAt: ctx.clock.now(), reference })
      .where(eq(voucherSettlement.id, id));
    await move(tx, ctx, settlementProcess, voucherSettlement, row, {
      transition: "pay_settlement",
      reason: reference,
    });
    await post(tx, ctx, {
      cause: { type: "voucher_settlement", id },
      legs: [
        { organizationId: row.providerId, purpose: "voucher_claim", amount: -row.amount },
        { organizationId: row.providerId, purpose: "bank", amount: row.amount },
      ],
    });
  });

/** It is not paid as it stands; its uses wait for the next one. */
export const returnSettlement = (
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<void>> =>
  onSettlement(ctx, id, async (tx, row) => {
    await move(tx, ctx, settlementProcess, voucherSettlement, row, {
      transition: "return_settlement",
      reason,
    });
    await tx.update(voucherSettlement).set({ reason }).where(eq(voucherSettlement.id, id));
    await tx.update(voucherHold).set({ settlementId: sql`null` }).where(eq(voucherHold.settlementId, id));
  });

async function onSettlement(
  ctx: Context,
  id: string,
  work: (tx: Tx, row: typeof voucherSettlement.$inferSelect) => Promise<void>,
): Promise<Result<void>> {
  if (!may(ctx.actor, "budget.pay")) return fail(problems.forbidden("budget.pay"));
  return transact(ctx.db, async (tx) => {
    const [row] = await tx.select().from(voucherSettlement).where(eq(voucherSettlement.id, id)).for("update");
    if (!row || !may(ctx.actor, "budget.pay", row)) return refuse(problems.notFound("voucher_settlement"));
    return work(tx, row);
  });
}
