import { eq } from "drizzle-orm";
import { payment, refund } from "#db/schema/money.ts";
import { sendRefund } from "#app/integrations/stripe/refunds.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "#app/domain/context.ts";
import { failRefund, lockRefund, settleRefund } from "../../refunds/make-refunds.server.ts";
import type { RefundSender } from "../../settlement.server.ts";
import { StripeTrouble } from "../failures.ts";
import { stripe } from "../settings.server.ts";

/** What was paid by card goes back to that card: a job asks Stripe for it once the refund stands. */
export const sendBackByStripe: RefundSender = (tx, _ctx, { id }) =>
  enqueue(tx, "send-stripe-refund", { refundId: id });

/**
 * Job `send-stripe-refund`: asks Stripe to pay an approved refund back, once, however often it runs. What Stripe refuses for
 * good (the card is gone, the payment is disputed) fails the refund, which stays owed and visible to the payee.
 */
export async function sendStripeRefund(
  ctx: Pick<Context, "db" | "actor" | "clock">,
  id: string,
): Promise<void> {
  const [row] = await ctx.db
    .select({
      method: refund.method,
      state: refund.state,
      amount: refund.amount,
      version: refund.version,
      intent: payment.externalId,
    })
    .from(refund)
    .innerJoin(payment, eq(payment.id, refund.paymentId))
    .where(eq(refund.id, id));
  if (row?.state !== "approved" || row.method !== "stripe") return;
  const { intent: paymentIntent, amount, version: attempt } = row;
  const sent = await sendRefund(stripe(), { refundId: id, attempt, paymentIntent, amount });
  if (!sent.ok && sent.failure.kind === "unreachable") throw new StripeTrouble(sent.failure);
  await ctx.db.transaction(async (tx) => {
    // Somebody may have had it paid by bank meanwhile: then Stripe's notice waits for a person.
    if ((await lockRefund(tx, id)).method !== "stripe") return;
    if (!sent.ok) await failRefund(tx, ctx, id, sent.failure.code);
    else if (sent.value.status === "succeeded")
      await settleRefund(tx, ctx, id, { externalId: sent.value.id });
    else if (sent.value.status === "failed") await failRefund(tx, ctx, id, sent.value.failure);
  });
}
