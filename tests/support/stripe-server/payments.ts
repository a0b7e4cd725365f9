import { ApiError, refused } from "./errors.ts";
import {
  type BalanceTransaction,
  type Charge,
  type Dispute,
  type Intent,
  newId,
  type PaymentMethod,
  type Refund,
  type Session,
  type World,
} from "./world.ts";

/** What all files of one dispute may have together. */
const mostEvidenceBytes = 4_500_000;

/** What the parts of the server share. */
export interface Desk {
  world: World;
  /** Seconds since 1970. */
  now(): number;
  /** Records that something happened to `object`, and posts it. */
  emit(type: string, object: object, account?: string): void;
}

/** Moves money of an account's balance. */
export function book(
  { world, now }: Desk,
  account: string,
  entry: Pick<BalanceTransaction, "amount" | "type" | "source" | "currency"> & { fee?: number },
): string {
  const { fee = 0, ...rest } = entry;
  return world.balanceOf(account).add({
    ...{ id: newId("txn"), object: "balance_transaction", created: now(), available_on: now() },
    ...{ ...rest, fee, net: entry.amount - fee, reporting_category: entry.type, status: "available" },
  }).id;
}

/** What Stripe keeps of a payment: 3.4 % and 2.35. */
const feeOf = (amount: number): number => Math.round(amount * 0.034) + 235;

/** A card that the bank refuses; every other number is taken. */
export const refusedCard = "4000000000000002";

export interface Paying {
  method: PaymentMethod;
  /** Only its last four digits are kept. */
  card?: string;
  name?: string;
  email?: string;
  /** The method answers later: the session is complete and unpaid until `settle`. */
  later?: boolean;
}

/** What a payer does on the hosted page. Throws `card_declined` for the refused card, as the page shows it. */
export function pay(desk: Desk, sessionId: string, paying: Paying): Session {
  const session = desk.world.sessions.find(sessionId);
  if (session.status !== "open")
    throw refused("session_not_open", "This Checkout Session is no longer open.");
  if (!session.payment_method_types.includes(paying.method))
    throw refused("payment_method_unavailable", `${paying.method} is not offered here.`);
  if (paying.card?.replaceAll(" ", "") === refusedCard)
    throw new ApiError(402, "Your card was declined.", { type: "card_error", code: "card_declined" });
  const intent = desk.world.intents.add({
    ...{ id: newId("pi"), object: "payment_intent", created: desk.now(), livemode: session.livemode },
    ...{ amount: session.amount_total, amount_received: 0, currency: session.currency },
    ...{ status: "processing", latest_charge: null, metadata: session.metadata, transfer_group: null },
  });
  session.status = "complete";
  session.payment_intent = intent.id;
  session.url = null;
  session.customer_details = { name: paying.name ?? null, email: paying.email ?? null };
  desk.emit("payment_intent.created", intent);
  if (!paying.later) collect(desk, session, intent, paying);
  desk.emit("checkout.session.completed", session);
  return session;
}

/** The answer of a method that takes its time. */
export function settle(desk: Desk, sessionId: string, succeeded: boolean): void {
  const session = desk.world.sessions.find(sessionId);
  const intent = desk.world.intents.find(session.payment_intent ?? "");
  if (succeeded) {
    collect(desk, session, intent, { method: session.payment_method_types[0] ?? "card" });
    desk.emit("checkout.session.async_payment_succeeded", session);
    return;
  }
  intent.status = "requires_payment_method";
  desk.emit("payment_intent.payment_failed", intent);
  desk.emit("checkout.session.async_payment_failed", session);
}

function collect(desk: Desk, session: Session, intent: Intent, paying: Paying): void {
  const { world, now } = desk;
  const { amount, currency } = intent;
  const id = newId("ch");
  const kept = { amount, currency, type: "charge", source: id, fee: feeOf(amount) };
  const charge = world.charges.add({
    ...{ id, object: "charge", created: now(), livemode: session.livemode, amount, amount_captured: amount },
    ...{ amount_refunded: 0, currency, paid: true, refunded: false, disputed: false, status: "succeeded" },
    ...{ payment_intent: intent.id, metadata: intent.metadata },
    balance_transaction: book(desk, world.platform, kept),
    billing_details: { name: paying.name ?? null, email: paying.email ?? null },
    payment_method_details: {
      type: paying.method,
      ...(paying.card ? { card: { brand: "visa", last4: paying.card.slice(-4) } } : {}),
    },
  });
  Object.assign(intent, { status: "succeeded", latest_charge: id, amount_received: amount });
  session.payment_status = "paid";
  desk.emit("charge.succeeded", charge);
  desk.emit("payment_intent.succeeded", intent);
}

/** The session's time is over, or its owner has ended it. */
export function expire(desk: Desk, sessionId: string): Session {
  const session = desk.world.sessions.find(sessionId);
  if (session.status !== "open")
    throw refused("session_not_open", 'Only Checkout Sessions with a status in ["open"] can be expired.');
  session.status = "expired";
  session.url = null;
  desk.emit("checkout.session.expired", session);
  return session;
}

/** The last digits of a card whose refunds wait for its bank's answer, like those of Stripe's own test card. */
const slowRefunds = "7726";

export interface RefundWish {
  charge?: string | undefined;
  payment_intent?: string | undefined;
  amount?: number | undefined;
  metadata: Record<string, string>;
}

/** Gives back what is left of a charge, or a part of it. */
export function refund(desk: Desk, wish: RefundWish): Refund {
  const { world, now } = desk;
  const charge = chargeOf(world, wish);
  const left = charge.amount - charge.amount_refunded;
  const amount = wish.amount ?? left;
  if (left === 0) throw refused("charge_already_refunded", `Charge ${charge.id} has already been refunded.`);
  if (charge.disputed)
    throw refused("charge_disputed", `Charge ${charge.id} has been charged back; cannot issue a refund.`);
  if (amount > left)
    throw refused(
      "amount_too_large",
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      "amount",
    );
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  const status = charge.payment_method_details.card?.last4 === slowRefunds ? "pending" : "succeeded";
  const made = world.refunds.add({
    ...{ id: newId("re"), object: "refund", created: now(), amount, currency: charge.currency },
    ...{ charge: charge.id, payment_intent: charge.payment_intent, status, metadata: wish.metadata },
    balance_transaction: null,
  });
  const back = { amount: -amount, currency: charge.currency, type: "refund", source: made.id };
  made.balance_transaction = book(desk, world.platform, back);
  desk.emit("refund.created", made);
  desk.emit("charge.refunded", charge);
  return made;
}

/** What the bank says to a refund that was pending. A failed one comes back to the balance. */
export function settleRefund(desk: Desk, id: string, succeeded: boolean): void {
  const made = desk.world.refunds.find(id);
  made.status = succeeded ? "succeeded" : "failed";
  if (!succeeded) {
    made.failure_reason = "expired_or_canceled_card";
    const charge = desk.world.charges.find(made.charge);
    charge.amount_refunded -= made.amount;
    charge.refunded = false;
    const again = { amount: made.amount, currency: made.currency, type: "refund_failure", source: made.id };
    book(desk, desk.world.platform, again);
    desk.emit("refund.failed", made);
  }
  desk.emit("refund.updated", made);
}

function chargeOf(world: World, { charge, payment_intent: intent }: RefundWish): Charge {
  const id = charge ?? (intent === undefined ? undefined : world.intents.find(intent).latest_charge);
  if (id == null) throw refused("parameter_missing", "One of charge or payment_intent is needed.");
  return world.charges.find(id);
}

const day = 86_400;
const disputeFee = 10_000;

/** The payer's bank takes the payment back for now. */
export function dispute(desk: Desk, chargeId: string, reason = "product_not_received"): Dispute {
  const { world, now } = desk;
  const charge = world.charges.find(chargeId);
  const amount = charge.amount - charge.amount_refunded;
  const { currency } = charge;
  charge.disputed = true;
  const made = world.disputes.add({
    ...{ id: newId("du"), object: "dispute", created: now(), livemode: charge.livemode, amount, currency },
    ...{ charge: chargeId, payment_intent: charge.payment_intent, reason, status: "needs_response" },
    ...{ evidence_details: { due_by: now() + 7 * day }, balance_transactions: [], metadata: {} },
  });
  const taken = { amount: -amount, fee: disputeFee, currency, type: "adjustment", source: made.id };
  made.balance_transactions.push(book(desk, world.platform, taken));
  desk.emit("charge.dispute.created", made);
  desk.emit("charge.dispute.funds_withdrawn", made);
  return made;
}

/** Takes evidence once, in time, as long as nobody has decided. */
export function takeEvidence(
  desk: Desk,
  id: string,
  text: string,
  papers: Readonly<Record<string, string | undefined>>,
): Dispute {
  const made = desk.world.disputes.find(id);
  if (made.status !== "needs_response" || made.evidence_details.due_by <= desk.now())
    throw refused("dispute_evidence_closed", "This dispute no longer takes evidence.");
  const named = Object.values(papers).filter((one) => one !== undefined);
  const bytes = named.reduce((sum, file) => sum + desk.world.files.find(file).size, 0);
  if (bytes > mostEvidenceBytes)
    throw refused("dispute_evidence_too_large", "The files may have at most 4.5 MB in all.");
  Object.assign(made, { status: "under_review", evidence: text, papers });
  desk.emit("charge.dispute.updated", made);
  return made;
}

/** How the bank decides: won, the money comes back; lost, it stays with the payer. */
export function closeDispute(desk: Desk, id: string, status: "won" | "lost"): void {
  const { world } = desk;
  const made = world.disputes.find(id);
  made.status = status;
  if (status === "won") {
    const { amount, currency } = made;
    const back = { amount, fee: -disputeFee, currency, type: "adjustment", source: made.id };
    made.balance_transactions.push(book(desk, world.platform, back));
    world.charges.find(made.charge).disputed = false;
    desk.emit("charge.dispute.funds_reinstated", made);
  }
  desk.emit("charge.dispute.closed", made);
}
