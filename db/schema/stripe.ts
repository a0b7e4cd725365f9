import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { attachment } from "./catalog.ts";
import { oneOf } from "./checks.ts";
import { createdAt, deadline, id, instant, lifecycle } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import { charge, refund } from "./money.ts";
import {
  type CheckoutState,
  checkoutStates,
  type DisputeState,
  disputeStates,
  type EvidenceKind,
  evidenceKinds,
  type InboxState,
  inboxStates,
  type PayoutState,
  payoutStates,
  type BankPayoutState,
  bankPayoutStates,
} from "./vocabulary.ts";

const fen = () => bigint({ mode: "number" });

/**
 * The inbox of Stripe's notices: each once, by its id there. Kept of a notice is what it is about, never its payload: what
 * holds is asked of Stripe when it is worked through, and nobody's name or card is kept here.
 */
export const stripeEvent = pgTable(
  "stripe_event",
  {
    id: id(),
    /** Stripe's id. */
    eventId: text().notNull().unique("stripe_event_once"),
    type: text().notNull(),
    /** The connected account that it is of; null: the platform's own. */
    account: text(),
    live: boolean().notNull(),
    objectType: text().notNull(),
    objectId: text().notNull(),
    happenedAt: instant().notNull(),
    receivedAt: instant().notNull(),
    /** Found when asking Stripe what had happened: its notice never came. */
    fetched: boolean().notNull().default(false),
    state: text().$type<InboxState>().notNull().default("received"),
    /** Why it was ignored, or what went wrong last: a code with words in `cards:inbox.reason`. */
    reason: text().notNull().default(""),
    /** What Stripe or the ledger said to that, for the operators. */
    detail: text().notNull().default(""),
    attempts: integer().notNull().default(0),
    triedAt: instant(),
  },
  (t) => [
    index().on(t.receivedAt, t.id),
    index("stripe_event_waiting").on(t.receivedAt).where(sql`state in ('received', 'failed')`),
    oneOf("stripe_event_state", t.state, inboxStates),
    check("stripe_event_id", sql`${t.eventId} ~ '^evt_'`),
  ],
);

/** A page at Stripe on which a charge can be paid. Follows Stripe's session; nobody acts on it here. */
export const stripeCheckout = pgTable(
  "stripe_checkout",
  {
    id: id(),
    createdAt: createdAt(),
    chargeId: uuid()
      .notNull()
      .references(() => charge.id),
    /** Fen that were still open when it was made; what comes is compared with it. */
    amount: fen().notNull(),
    currency: text().notNull(),
    state: text().$type<CheckoutState>().notNull().default("opening"),
    expiresAt: instant().notNull(),
    sessionId: text().unique("stripe_checkout_session"),
    url: text(),
    locale: text().notNull(),
    paymentIntent: text().unique("stripe_checkout_intent"),
    /** Stripe's charge behind the intent, which its balance names. */
    stripeCharge: text().unique("stripe_checkout_charge"),
    /** Why Stripe did not open it, last. */
    failure: text().notNull().default(""),
    openedBy: uuid().references(() => appUser.id),
  },
  (t) => [
    uniqueIndex("stripe_checkout_live").on(t.chargeId).where(sql`state in ('opening', 'open')`),
    index().on(t.chargeId, t.createdAt),
    index("stripe_checkout_ending").on(t.expiresAt).where(sql`state in ('opening', 'open')`),
    oneOf("stripe_checkout_state", t.state, checkoutStates),
    check("stripe_checkout_amount", sql`${t.amount} > 0`),
  ],
);

/**
 * What the payer's bank disputes, beside the refund that it has made of it; none where nothing was left of the payment: the
 * payee gives evidence all the same.
 */
export const stripeDispute = pgTable(
  "stripe_dispute",
  {
    id: id(),
    createdAt: createdAt(),
    disputeId: text().notNull().unique("stripe_dispute_once"),
    refundId: uuid()
      .unique("stripe_dispute_refund")
      .references(() => refund.id),
    chargeId: uuid()
      .notNull()
      .references(() => charge.id),
    state: text().$type<DisputeState>().notNull(),
    reason: text().notNull(),
    /** Until when Stripe takes evidence. */
    evidenceBy: deadline(),
    /** What the payee has to say to it, who said it and when; when Stripe had it, or why it did not take it. */
    evidence: text().notNull().default(""),
    evidenceFrom: uuid().references(() => appUser.id),
    evidenceAt: instant(),
    evidenceSentAt: instant(),
    evidenceFailure: text().notNull().default(""),
    closedAt: instant(),
  },
  (t) => [index().on(t.chargeId), oneOf("stripe_dispute_state", t.state, disputeStates)],
);

/** A file that belongs to the evidence in a dispute, beside the attachment that says what it is. */
export const disputeFile = pgTable(
  "dispute_file",
  {
    attachmentId: uuid()
      .primaryKey()
      .references(() => attachment.id, { onDelete: "cascade" }),
    disputeId: uuid()
      .notNull()
      .references(() => stripeDispute.id),
    kind: text().$type<EvidenceKind>().notNull(),
    /** Stripe's id, once it has the file; or why it did not take it. */
    externalId: text().unique("dispute_file_at_stripe"),
    failure: text().notNull().default(""),
  },
  (t) => [
    unique("dispute_file_one_of_a_kind").on(t.disputeId, t.kind),
    oneOf("dispute_file_kind", t.kind, evidenceKinds),
  ],
);

/** A provider's account at Stripe, to which its share of payments goes. */
export const stripeAccount = pgTable("stripe_account", {
  id: id(),
  createdAt: createdAt(),
  organizationId: uuid()
    .notNull()
    .unique("stripe_account_owner")
    .references(() => organization.id),
  /** Stripe's id; none until Stripe has answered. */
  accountId: text().unique("stripe_account_once"),
  /** Stripe pays out to it. */
  ready: boolean().notNull().default(false),
  submitted: boolean().notNull().default(false),
  /** What Stripe still wants to know, by its names. */
  missing: text().array().notNull().default(sql`'{}'::text[]`),
  checkedAt: instant(),
});

/** Money that a provider has earned by card, on its way from the platform to its account at Stripe. */
export const payout = pgTable(
  "payout",
  {
    id: id(),
    createdAt: createdAt(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    amount: fen().notNull(),
    currency: text().notNull().default("CNY"),
    /** Stripe's transfer, once it is made. */
    externalId: text().unique("payout_once"),
    failure: text().notNull().default(""),
    sentAt: instant(),
    requestedBy: uuid().references(() => appUser.id),
    ...lifecycle<PayoutState>("waiting"),
  },
  (t) => [
    index().on(t.organizationId, t.createdAt, t.id),
    uniqueIndex("payout_one_at_a_time").on(t.organizationId).where(sql`state in ('waiting', 'failed')`),
    oneOf("payout_state", t.state, payoutStates),
    check("payout_amount", sql`${t.amount} > 0`),
  ],
);

/** What Stripe has sent from a provider's account there to its bank. */
export const bankPayout = pgTable(
  "bank_payout",
  {
    id: id(),
    createdAt: createdAt(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    externalId: text().notNull().unique("bank_payout_once"),
    amount: fen().notNull(),
    currency: text().notNull(),
    state: text().$type<BankPayoutState>().notNull(),
    arrivesAt: instant().notNull(),
    failure: text().notNull().default(""),
  },
  (t) => [index().on(t.organizationId, t.createdAt), oneOf("bank_payout_state", t.state, bankPayoutStates)],
);

/** What moved on the platform's balance at Stripe, as Stripe tells it: the other side of every reconciliation. */
export const stripeBalance = pgTable(
  "stripe_balance",
  {
    id: id(),
    createdAt: createdAt(),
    /** Stripe's id. */
    lineId: text().notNull().unique("stripe_balance_once"),
    at: instant().notNull(),
    type: text().notNull(),
    /** Fen, signed; `net` = `amount` − `fee`. */
    amount: fen().notNull(),
    fee: fen().notNull(),
    net: fen().notNull(),
    currency: text().notNull(),
    /** What it is about, by Stripe's id. */
    source: text(),
  },
  (t) => [index().on(t.at, t.id), check("stripe_balance_net", sql`${t.net} = ${t.amount} - ${t.fee}`)],
);
