import type Stripe from "stripe";
import { ask, idOf, isOver, type StripeSettings } from "./client.server.ts";

export interface SentRefund {
  id: string;
  status: "pending" | "succeeded" | "failed";
  amount: number;
  currency: string;
  failure: string;
  paymentIntent: string | null;
  /** Our refund. */
  refundId: string | null;
  /** Which attempt at it: a refund that failed may be sent again. */
  attempt: number | null;
}

const refundFrom = (refund: Stripe.Refund): SentRefund => ({
  id: refund.id,
  status: refund.status === "succeeded" ? "succeeded" : isOver(refund.status) ? "failed" : "pending",
  amount: refund.amount,
  currency: refund.currency.toUpperCase(),
  failure: refund.failure_reason ?? "",
  paymentIntent: idOf(refund.payment_intent),
  refundId: refund.metadata?.refund ?? null,
  attempt: refund.metadata?.attempt ? Number(refund.metadata.attempt) : null,
});

interface RefundWish {
  refundId: string;
  attempt: number;
  paymentIntent: string;
  amount: number;
}

/**
 * Sends a refund, or finds it where an earlier call has sent it: Stripe forgets keys after a day. To Stripe, an attempt after
 * one that failed is another refund.
 */
export const sendRefund = (
  settings: StripeSettings,
  { refundId, attempt, paymentIntent, amount }: RefundWish,
) =>
  ask(settings, async ({ refunds }) => {
    const made = await refunds.list({ payment_intent: paymentIntent, limit: 100 });
    const sent = made.data.find(({ metadata, status }) => metadata?.refund === refundId && !isOver(status));
    if (sent) return refundFrom(sent);
    const metadata = { refund: refundId, attempt: String(attempt) };
    const idempotencyKey = `refund-${refundId}-${attempt}`;
    return refundFrom(
      await refunds.create({ payment_intent: paymentIntent, amount, metadata }, { idempotencyKey }),
    );
  });

export const readRefund = (settings: StripeSettings, id: string) =>
  ask(settings, async ({ refunds }) => refundFrom(await refunds.retrieve(id)));
