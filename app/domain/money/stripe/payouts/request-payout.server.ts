import { eq } from "drizzle-orm";
import { payout, stripeAccount } from "#db/schema/stripe.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { move, recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { may } from "../../../identity/permissions.ts";
import { stripe } from "../settings.server.ts";
import { readPayable } from "./payable.server.ts";
import { payoutProcess } from "./states.ts";

export type PayoutRow = typeof payout.$inferSelect;

/**
 * Pays out what a provider may have now, to its account at Stripe. Refuses with `payouts_not_ready` while Stripe still
 * wants to know something, `nothing_to_pay_out`, `payout_under_way` while an earlier one has not got through.
 */
export function requestPayout(ctx: Context, organizationId: string): Promise<Result<PayoutRow>> {
  return transact(ctx.db, async (tx) => {
    stripe();
    if (!may(ctx.actor, "payout.manage", { organizationId }))
      return refuse(problems.forbidden("payout.manage"));
    const made = await payOut(tx, ctx, organizationId);
    return made ?? refuse({ code: "nothing_to_pay_out", status: 409 });
  });
}

/** Undefined: there is nothing. The provider's account is locked, so that nothing is paid out twice. */
async function payOut(tx: Tx, ctx: Context, organizationId: string): Promise<PayoutRow | undefined> {
  const [account] = await tx
    .select({ ready: stripeAccount.ready })
    .from(stripeAccount)
    .where(eq(stripeAccount.organizationId, organizationId))
    .for("update");
  if (!account?.ready) return refuse({ code: "payouts_not_ready", status: 409 });
  const now = ctx.clock.now();
  const { payable, waiting } = await readPayable(tx, organizationId, now);
  if (waiting > 0) return refuse({ code: "payout_under_way", status: 409 });
  if (payable === 0) return undefined;
  const [made] = await tx
    .insert(payout)
    .values({
      ...{ organizationId, amount: payable, requestedBy: ctx.actor.user?.id },
      ...{ createdAt: now, stateSince: now },
    })
    .returning();
  if (!made) throw new Error("a payout was not written");
  await recordAudit(tx, ctx, {
    ...{ entity: "payout", entityId: made.id, transition: "request-payout", toState: made.state },
    detail: { amount: payable, organization: organizationId },
  });
  await enqueue(tx, "send-payout", { payoutId: made.id });
  return made;
}

/**
 * Job `pay-out-providers`: every provider whose account is ready gets what it may have; what was refused is tried again, as
 * the platform may have too little at Stripe one day and enough the next. Returns how many payouts were made.
 */
export async function payOutProviders(ctx: Context): Promise<number> {
  await retryRefused(ctx);
  const ready = await ctx.db
    .select({ id: stripeAccount.organizationId })
    .from(stripeAccount)
    .where(eq(stripeAccount.ready, true))
    .orderBy(stripeAccount.organizationId);
  let made = 0;
  for (const { id } of ready) {
    const paid = await transact(ctx.db, (tx) => payOut(tx, ctx, id));
    if (paid.ok && paid.value) made++;
  }
  return made;
}

async function retryRefused(ctx: Context): Promise<void> {
  const refused = await ctx.db.select({ id: payout.id }).from(payout).where(eq(payout.state, "failed"));
  for (const { id } of refused) {
    await transact(ctx.db, async (tx) => {
      const row = await lockPayout(tx, id);
      await move(tx, ctx, payoutProcess, payout, row, { transition: "retry-payout" });
      await enqueue(tx, "send-payout", { payoutId: id });
    });
  }
}

export async function lockPayout(tx: Tx, id: string): Promise<PayoutRow> {
  const [row] = await tx.select().from(payout).where(eq(payout.id, id)).for("update");
  return row ?? refuse(problems.notFound("payout"));
}
