import { eq } from "drizzle-orm";
import { payout, stripeAccount } from "#db/schema/stripe.ts";
import type { Tx } from "#db/client.ts";
import { sendTransfer } from "#app/integrations/stripe/payouts.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { move } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { post } from "../../ledger/post.server.ts";
import { StripeTrouble } from "../failures.ts";
import { stripe } from "../settings.server.ts";
import { lockPayout, type PayoutRow } from "./request-payout.server.ts";
import { payoutProcess } from "./states.ts";

type Ctx = Pick<Context, "db" | "actor" | "clock">;

/**
 * Job `send-payout`: moves the money from the platform's account at Stripe to the provider's, once, however often it runs,
 * and writes it into the ledger. What Stripe refuses (too little there, account restricted) fails it, visibly.
 */
export async function sendPayout(ctx: Ctx, id: string): Promise<void> {
  const [found] = await ctx.db
    .select({ row: payout, account: stripeAccount.accountId })
    .from(payout)
    .innerJoin(stripeAccount, eq(stripeAccount.organizationId, payout.organizationId))
    .where(eq(payout.id, id));
  if (found?.row.state !== "waiting" || !found.account) return;
  const { row, account } = found;
  const wish = { payoutId: id, account, amount: row.amount, currency: row.currency };
  const sent = await sendTransfer(stripe(), wish, `payout-${id}-${row.version}`);
  if (!sent.ok && sent.failure.kind === "unreachable") throw new StripeTrouble(sent.failure);
  await ctx.db.transaction(async (tx) => {
    const still = await lockPayout(tx, id);
    if (still.state !== "waiting") return;
    if (sent.ok) await noteSent(tx, ctx, still, sent.value);
    else await noteFailed(tx, ctx, still, sent.failure.code);
  });
}

async function noteSent(tx: Tx, ctx: Ctx, row: PayoutRow, externalId: string): Promise<void> {
  await move(tx, ctx, payoutProcess, payout, row, { transition: "send-payout", detail: { externalId } });
  await tx
    .update(payout)
    .set({ externalId, sentAt: ctx.clock.now(), failure: "" })
    .where(eq(payout.id, row.id));
  const { organizationId, amount } = row;
  await post(tx, ctx, {
    cause: { type: "payout", id: row.id },
    legs: [
      { organizationId, purpose: "balance", amount: -amount },
      { organizationId, purpose: "card", amount },
    ],
  });
}

async function noteFailed(tx: Tx, ctx: Ctx, row: PayoutRow, failure: string): Promise<void> {
  await move(tx, ctx, payoutProcess, payout, row, { transition: "fail-payout", detail: { failure } });
  await tx.update(payout).set({ failure }).where(eq(payout.id, row.id));
}

/** Tries a payout that was refused once more, or gives it up: what it would have paid is payable again. */
export function settleFailedPayout(
  ctx: Context,
  id: string,
  transition: "retry-payout" | "cancel-payout",
): Promise<Result<void>> {
  return transact(ctx.db, async (tx) => {
    const row = await lockPayout(tx, id);
    if (row.organizationId !== ctx.actor.organization?.id) return refuse(problems.notFound("payout"));
    await move(tx, ctx, payoutProcess, payout, row, { transition });
    if (transition === "retry-payout") await enqueue(tx, "send-payout", { payoutId: id });
  });
}
