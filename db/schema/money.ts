import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { oneOf } from "./checks.ts";
import { createdAt, deadline, id, instant, lifecycle } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import {
  type AccountPurpose,
  accountPurposes,
  type ChargeState,
  chargeStates,
  type PaymentMethod,
  paymentMethods,
  type RefundKind,
  type RefundState,
  refundKinds,
  refundStates,
} from "./vocabulary.ts";

const fen = () => bigint({ mode: "number" });

/** An account of the ledger: whose, what for, in which currency; the platform's own have no organisation. */
export const account = pgTable(
  "account",
  {
    id: id(),
    createdAt: createdAt(),
    organizationId: uuid().references(() => organization.id),
    purpose: text().$type<AccountPurpose>().notNull(),
    currency: text().notNull().default("CNY"),
  },
  (t) => [
    unique("account_once").on(t.organizationId, t.purpose, t.currency).nullsNotDistinct(),
    oneOf("account_purpose", t.purpose, accountPurposes),
    check("account_currency", sql`${t.currency} ~ '^[A-Z]{3}$'`),
  ],
);

/**
 * One event of the ledger: its entries sum to zero (deferred constraint). Append-only: a mistake is put right by a
 * posting that reverses it. `cause` names the row that it happened for. Inserted only with its entries, through
 * `wholePosting`.
 */
export const posting = pgTable(
  "posting",
  {
    id: id(),
    at: instant().notNull(),
    causeType: text().notNull(),
    causeId: uuid().notNull(),
    chargeId: uuid().references((): AnyPgColumn => charge.id),
    currency: text().notNull().default("CNY"),
    /** The user who caused it; null = the platform itself. */
    by: uuid().references(() => appUser.id),
    reverses: uuid().references((): AnyPgColumn => posting.id),
  },
  (t) => [
    index().on(t.chargeId).where(sql`charge_id is not null`),
    uniqueIndex("posting_reversed_once").on(t.reverses).where(sql`reverses is not null`),
    check("posting_cause", sql`${t.causeType} ~ '^[a-z_]{1,40}$'`),
  ],
);

/**
 * What a posting does to one account. Only the database writes it, with the posting: `n` is the account's next number and
 * `balance` what stands on it afterwards, so that a balance and a page of a statement are one look at an index. No foreign
 * keys: its account and its posting are there when it is written, and neither is ever changed or deleted.
 */
export const entry = pgTable(
  "entry",
  {
    accountId: uuid().notNull(),
    n: fen().notNull(),
    postingId: uuid().notNull(),
    at: instant().notNull(),
    /** Fen, signed. */
    amount: fen().notNull(),
    balance: fen().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.n] }),
    index().on(t.postingId),
    check("entry_amount", sql`${t.amount} <> 0`),
  ],
);

/**
 * What a posting is inserted through: its head, and of each entry the owner (null = the platform), purpose and amount. Has
 * no rows. Nothing is inserted, and none returned, where one of the accounts does not exist.
 */
export const wholePosting = pgView("whole_posting", {
  id: uuid().notNull(),
  at: instant().notNull(),
  causeType: text().notNull(),
  causeId: uuid().notNull(),
  chargeId: uuid(),
  currency: text().notNull(),
  by: uuid(),
  reverses: uuid(),
  owners: uuid().array().notNull(),
  purposes: text().$type<AccountPurpose>().array().notNull(),
  amounts: fen().array().notNull(),
}).existing();

/** What stands on each account: the balance after its last entry. */
export const accountBalance = pgView("account_balance", {
  accountId: uuid().notNull(),
  organizationId: uuid(),
  purpose: text().$type<AccountPurpose>().notNull(),
  currency: text().notNull(),
  balance: fen().notNull(),
  entries: fen().notNull(),
}).existing();

/** What one organisation owes another, and why: one live charge per cause and purpose. */
export const charge = pgTable(
  "charge",
  {
    id: id(),
    createdAt: createdAt(),
    /** Short and unlike any other: what a payer writes on a bank transfer. */
    reference: text().notNull().unique("charge_reference"),
    payerId: uuid()
      .notNull()
      .references(() => organization.id),
    payeeId: uuid()
      .notNull()
      .references(() => organization.id),
    causeType: text().notNull(),
    causeId: uuid().notNull(),
    purpose: text().notNull(),
    currency: text().notNull().default("CNY"),
    /** Fen: the sum of its lines. */
    amount: fen().notNull(),
    /** Fen of payments that count towards it. */
    paid: fen().notNull().default(0),
    /** Fen of `paid` that go back or have gone back. */
    refunded: fen().notNull().default(0),
    /** Fen of it that somebody of the payee no longer asks for: no rule charges them again. */
    waived: fen().notNull().default(0),
    /** Paid money waits in the payee's `held` account until it is released or returned. */
    held: boolean().notNull().default(false),
    /** Held money leaves by then, at the latest. */
    holdUntil: deadline(),
    releasedAt: instant(),
    dueAt: deadline(),
    /** Without payment by then, it is off. */
    expiresAt: instant(),
    /** When its latest payment was booked. */
    paidAt: instant(),
    demo: boolean().notNull().default(false),
    ...lifecycle<ChargeState>("open"),
  },
  (t) => [
    uniqueIndex("charge_live")
      .on(t.causeType, t.causeId, t.purpose)
      .where(sql`state not in ('cancelled', 'expired')`),
    index().on(t.causeId),
    index().on(t.payerId, t.createdAt, t.id),
    index().on(t.payeeId, t.createdAt, t.id),
    index("charge_expiring")
      .on(t.expiresAt)
      .where(sql`expires_at is not null and state in ('open', 'partly_paid')`),
    index("charge_holding").on(t.holdUntil).where(sql`held and released_at is null and paid > refunded`),
    oneOf("charge_state", t.state, chargeStates),
    check("charge_sides", sql`${t.payerId} <> ${t.payeeId}`),
    check(
      "charge_cause",
      sql`${t.causeType} ~ '^[a-z_]{1,40}$' and ${t.purpose} ~ '^[a-z_]{1,40}[0-9]{0,3}$'`,
    ),
    check(
      "charge_amounts",
      sql`0 <= ${t.refunded} and ${t.refunded} <= ${t.paid} and ${t.paid} <= ${t.amount}`,
    ),
    check("charge_waived", sql`${t.waived} = 0 or ${t.waived} = ${t.amount}`),
  ],
);

/** One reason of a charge. A discount is below zero. */
export const chargeLine = pgTable(
  "charge_line",
  {
    chargeId: uuid()
      .notNull()
      .references(() => charge.id, { onDelete: "cascade" }),
    n: integer().notNull(),
    /** Its words are `charges:reason.<reason>`, filled with `params`. */
    reason: text().notNull(),
    text: text().notNull().default(""),
    params: jsonb().$type<Record<string, string | number>>().notNull().default({}),
    amount: fen().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.chargeId, t.n] }),
    check("charge_line_reason", sql`${t.reason} ~ '^[a-z_]{1,40}$'`),
  ],
);

/** Money that came in for a charge. Never counted twice: one row per method and outside id. */
export const payment = pgTable(
  "payment",
  {
    id: id(),
    createdAt: createdAt(),
    chargeId: uuid()
      .notNull()
      .references(() => charge.id),
    method: text().$type<PaymentMethod>().notNull(),
    externalId: text().notNull(),
    currency: text().notNull().default("CNY"),
    /** Fen that came. */
    amount: fen().notNull(),
    /** Fen of it that the charge still needed; the rest goes back. */
    accepted: fen().notNull(),
    at: instant().notNull(),
    by: uuid().references(() => appUser.id),
  },
  (t) => [
    unique("payment_once").on(t.method, t.externalId),
    index().on(t.chargeId),
    oneOf("payment_method", t.method, paymentMethods),
    check("payment_amounts", sql`${t.amount} > 0 and 0 <= ${t.accepted} and ${t.accepted} <= ${t.amount}`),
  ],
);

/** Part of a payment that goes back to the payer; above a limit a second person of the payee approves it. */
export const refund = pgTable(
  "refund",
  {
    id: id(),
    createdAt: createdAt(),
    chargeId: uuid()
      .notNull()
      .references(() => charge.id),
    paymentId: uuid()
      .notNull()
      .references(() => payment.id),
    /** Copied from the charge, for its parties. */
    payerId: uuid()
      .notNull()
      .references(() => organization.id),
    payeeId: uuid()
      .notNull()
      .references(() => organization.id),
    method: text().$type<PaymentMethod>().notNull(),
    kind: text().$type<RefundKind>().notNull(),
    amount: fen().notNull(),
    reason: text().notNull().default(""),
    proposedBy: uuid().references(() => appUser.id),
    decidedBy: uuid().references(() => appUser.id),
    /** What the bank or payment service calls it, once it has gone out. */
    externalId: text(),
    failure: text().notNull().default(""),
    /** Who wants it paid by bank transfer since it cannot go back the way it came; waits for a second person while it has failed. */
    transferBy: uuid().references(() => appUser.id),
    /** The dispute that took its place before it had gone out; if that is won, it is owed again. */
    replacedBy: uuid().references((): AnyPgColumn => refund.id),
    settledAt: instant(),
    demo: boolean().notNull().default(false),
    ...lifecycle<RefundState>("proposed"),
  },
  (t) => [
    index().on(t.chargeId),
    index().on(t.paymentId),
    index().on(t.payeeId, t.createdAt, t.id),
    index("refund_replaced").on(t.replacedBy).where(sql`replaced_by is not null`),
    uniqueIndex("refund_once").on(t.method, t.payeeId, t.externalId).where(sql`external_id is not null`),
    index("refund_waiting").on(t.method, t.createdAt).where(sql`state in ('proposed', 'approved', 'failed')`),
    oneOf("refund_state", t.state, refundStates),
    oneOf("refund_kind", t.kind, refundKinds),
    oneOf("refund_method", t.method, paymentMethods),
    check("refund_amount", sql`${t.amount} > 0`),
    check("refund_two_people", sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.proposedBy}`),
  ],
);
