import { eq } from "drizzle-orm";
import { voucher, voucherProgram, voucherRules } from "#db/schema/vouchers.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { may } from "../identity/permissions.ts";
import { move } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { validUntil } from "./application-policy.ts";
import { commitBudget } from "./budgets.server.ts";
import { lockVoucher } from "./lock.server.ts";
import { voucherProcess } from "./states.ts";

type Row = typeof voucher.$inferSelect;

/**
 * An officer grants an application whole: from now on the voucher can be used. Refuses `budget_short` when others have taken
 * the budget meanwhile, `standing` when a measure now takes subsidies away.
 */
export const grantVoucher = (
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<void>> =>
  decide(ctx, id, async (tx, row) => {
    const now = ctx.clock.now();
    await demandStanding(tx, row.organizationId, "receive", now);
    const [rules] = await tx.select().from(voucherRules).where(eq(voucherRules.id, row.rulesId));
    const [program] = await tx.select().from(voucherProgram).where(eq(voucherProgram.id, row.programId));
    if (!rules || !program) throw new Error(`voucher ${id} has no programme`);
    if (program.state !== "open") return refuse(problems.notAllowedNow("grant_voucher", program.state));
    await commitBudget(tx, ctx, row.budgetId, {
      cause: { type: "voucher", id },
      organizationId: row.organizationId,
      purpose: "voucher",
      fen: row.requested,
    });
    const until = validUntil(rules, now);
    const grant = { amount: row.requested, grantedAt: now, validUntil: until };
    // The database asks a granted voucher for its grant: written first.
    await tx.update(voucher).set(grant).where(eq(voucher.id, id));
    await move(tx, ctx, voucherProcess, voucher, row, {
      transition: "grant_voucher",
      reason,
      deadline: until,
      detail: { amount: row.requested },
    });
    await tx
      .update(voucher)
      .set({ decidedBy: ctx.actor.user?.id ?? null, reason })
      .where(eq(voucher.id, id));
  });

/** An officer declines an application with a reason that the company reads. */
export const declineVoucher = (
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<void>> =>
  decide(ctx, id, async (tx, row) => {
    await move(tx, ctx, voucherProcess, voucher, row, {
      transition: "decline_voucher",
      reason,
      deadline: null,
    });
    await tx
      .update(voucher)
      .set({ decidedBy: ctx.actor.user?.id ?? null, reason })
      .where(eq(voucher.id, id));
  });

async function decide(
  ctx: Context,
  id: string,
  work: (tx: Tx, row: Row) => Promise<void>,
): Promise<Result<void>> {
  if (!may(ctx.actor, "voucher.run")) return fail(problems.forbidden("voucher.run"));
  return transact(ctx.db, async (tx) => {
    const row = await lockVoucher(tx, id);
    if (!row || !may(ctx.actor, "voucher.run", row)) return refuse(problems.notFound("voucher"));
    if (row.state !== "applied") return refuse(problems.notAllowedNow("decide", row.state));
    return work(tx, row);
  });
}
