/** What a notice makes us look at. */
export type Follow = "checkout" | "refund" | "dispute" | "account" | "bank-payout" | "transfer";

/** The notices that matter, by Stripe's name; every other is kept and needs nothing. */
const kinds: Readonly<Record<string, Follow>> = {
  "checkout.session.completed": "checkout",
  "checkout.session.async_payment_succeeded": "checkout",
  "checkout.session.async_payment_failed": "checkout",
  "checkout.session.expired": "checkout",
  "refund.created": "refund",
  "refund.updated": "refund",
  "refund.failed": "refund",
  "charge.dispute.created": "dispute",
  "charge.dispute.updated": "dispute",
  "charge.dispute.closed": "dispute",
  "charge.dispute.funds_withdrawn": "dispute",
  "charge.dispute.funds_reinstated": "dispute",
  "account.updated": "account",
  "payout.created": "bank-payout",
  "payout.updated": "bank-payout",
  "payout.paid": "bank-payout",
  "payout.failed": "bank-payout",
  "payout.canceled": "bank-payout",
  "transfer.reversed": "transfer",
};

export const followOf = (type: string): Follow | undefined =>
  Object.hasOwn(kinds, type) ? kinds[type] : undefined;
