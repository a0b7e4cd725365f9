import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { oneOf } from "./checks.ts";
import { createdAt, id, instant, lifecycle } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import { charge, payment } from "./money.ts";
import {
  type BankLineState,
  bankLineStates,
  type DifferenceKind,
  type DifferenceSource,
  type DifferenceState,
  differenceKinds,
  differenceSources,
  differenceStates,
  type TransferClaimState,
  transferClaimStates,
} from "./vocabulary.ts";

const fen = () => bigint({ mode: "number" });

const ofOrganization = () =>
  uuid()
    .notNull()
    .references(() => organization.id);

const ofCharge = () =>
  uuid()
    .notNull()
    .references(() => charge.id);

/** Where an organisation takes transfers. Never changed: a new one ends the one before, so that old notices can be checked. */
export const bankAccount = pgTable(
  "bank_account",
  {
    id: id(),
    createdAt: createdAt(),
    organizationId: ofOrganization(),
    holder: text().notNull(),
    bank: text().notNull(),
    branch: text().notNull().default(""),
    number: text().notNull(),
    /** The branch's number in the payment system of the central bank, twelve digits; empty where it is not known. */
    bankCode: text().notNull().default(""),
    setBy: uuid().references(() => appUser.id),
    endedAt: instant(),
  },
  (t) => [
    uniqueIndex("bank_account_current").on(t.organizationId).where(sql`ended_at is null`),
    check("bank_account_number", sql`${t.number} ~ '^[0-9]{8,32}$'`),
    check("bank_account_code", sql`${t.bankCode} ~ '^([0-9]{12})?$'`),
  ],
);

/** A payer says that a transfer for a charge is on its way. Nothing is paid by it; its payee looks. */
export const transferClaim = pgTable(
  "transfer_claim",
  {
    id: id(),
    createdAt: createdAt(),
    chargeId: ofCharge(),
    payerId: ofOrganization(),
    payeeId: ofOrganization(),
    declaredBy: uuid().references(() => appUser.id),
    amount: fen().notNull(),
    /** The day of the transfer, as the payer says. */
    sentOn: date().notNull(),
    bankReference: text().notNull().default(""),
    note: text().notNull().default(""),
    /** Why it was not found. */
    reason: text().notNull().default(""),
    demo: boolean().notNull().default(false),
    ...lifecycle<TransferClaimState>("declared"),
  },
  (t) => [
    oneOf("transfer_claim_state", t.state, transferClaimStates),
    check("transfer_claim_amount", sql`${t.amount} > 0`),
    uniqueIndex("transfer_claim_open").on(t.chargeId).where(sql`state = 'declared'`),
    index().on(t.payeeId, t.state, t.createdAt),
  ],
);

/** One file of a bank, as it was imported. */
export const bankStatement = pgTable(
  "bank_statement",
  {
    id: id(),
    createdAt: createdAt(),
    organizationId: ofOrganization(),
    importedBy: uuid().references(() => appUser.id),
    name: text().notNull(),
    sha256: text().notNull(),
    /** The account's digits where the file names it. */
    account: text().notNull().default(""),
    /** First and last day with a movement. */
    from: date().notNull(),
    to: date().notNull(),
    /** Movements in the file, and how many of them had been imported before. */
    lines: integer().notNull(),
    known: integer().notNull().default(0),
    rejected: jsonb().$type<{ row: number; code: string; text: string }[]>().notNull().default([]),
    gaps: jsonb().$type<{ after: number; before: number; missing: number }[]>().notNull().default([]),
    demo: boolean().notNull().default(false),
  },
  (t) => [index().on(t.organizationId, t.createdAt), check("bank_statement_days", sql`${t.from} <= ${t.to}`)],
);

/** One movement on a payee's account; the same movement is here once, however often it is imported. */
export const bankLine = pgTable(
  "bank_line",
  {
    id: id(),
    createdAt: createdAt(),
    statementId: uuid()
      .notNull()
      .references(() => bankStatement.id),
    organizationId: ofOrganization(),
    row: integer().notNull(),
    date: date().notNull(),
    time: text().notNull().default(""),
    /** Fen; negative where money went out. */
    amount: fen().notNull(),
    balance: fen(),
    payer: text().notNull().default(""),
    payerAccount: text().notNull().default(""),
    serial: text().notNull().default(""),
    remark: text().notNull().default(""),
    fingerprint: text().notNull(),
    decidedBy: uuid().references(() => appUser.id),
    /** Why it has nothing to do with the platform. */
    reason: text().notNull().default(""),
    demo: boolean().notNull().default(false),
    ...lifecycle<BankLineState>("unmatched"),
  },
  (t) => [
    oneOf("bank_line_state", t.state, bankLineStates),
    check("bank_line_matched_is_credit", sql`${t.state} <> 'matched' or ${t.amount} > 0`),
    unique("bank_line_once").on(t.organizationId, t.fingerprint),
    index().on(t.statementId, t.row),
    index().on(t.organizationId, t.state, t.date),
  ],
);

/** Money that a payee confirms to have received: by hand, or from a line of its bank's statement. */
export const transferReceipt = pgTable(
  "transfer_receipt",
  {
    id: id(),
    createdAt: createdAt(),
    payeeId: ofOrganization(),
    amount: fen().notNull(),
    /** The day on which the bank credited it. */
    valueOn: date().notNull(),
    /** The bank's own number of the movement. */
    bankReference: text().notNull(),
    payer: text().notNull().default(""),
    lineId: uuid()
      .unique("transfer_receipt_line")
      .references(() => bankLine.id),
    confirmedBy: uuid().references(() => appUser.id),
    demo: boolean().notNull().default(false),
  },
  (t) => [
    // People and banks write it in capitals or not.
    uniqueIndex("transfer_receipt_once").on(t.payeeId, sql`upper(${t.bankReference})`),
    check("transfer_receipt_amount", sql`${t.amount} > 0`),
    check("transfer_receipt_reference", sql`${t.bankReference} <> ''`),
    index().on(t.payeeId, t.valueOn),
  ],
);

/** Which charge a receipt paid, by which payment. */
export const receiptPart = pgTable(
  "receipt_part",
  {
    receiptId: uuid()
      .notNull()
      .references(() => transferReceipt.id),
    chargeId: ofCharge(),
    paymentId: uuid()
      .notNull()
      .unique("receipt_part_payment")
      .references(() => payment.id),
    amount: fen().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.receiptId, t.chargeId] }),
    index().on(t.chargeId),
    check("receipt_part_amount", sql`${t.amount} > 0`),
  ],
);

/** That somebody was reminded of a charge, so that nobody is twice. */
export const paymentReminder = pgTable(
  "payment_reminder",
  {
    chargeId: ofCharge(),
    kind: text().$type<"due_soon" | "overdue" | "still_overdue">().notNull(),
    round: integer().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.chargeId, t.kind, t.round] })],
);

/** Where what we have booked and what somebody else says differ. It stays, with what a person says to it. */
export const reconciliationDifference = pgTable(
  "reconciliation_difference",
  {
    id: id(),
    createdAt: createdAt(),
    /** Whose bank it is; null for what concerns the platform as a whole. */
    organizationId: uuid().references(() => organization.id),
    source: text().$type<DifferenceSource>().notNull(),
    kind: text().$type<DifferenceKind>().notNull(),
    /** Names the same difference in every run. */
    key: text().notNull(),
    day: date().notNull(),
    /** Fen that our books have, and that the other side has; null: nothing. */
    booked: fen(),
    found: fen(),
    /** What both sides call it, for the reader. */
    what: text().notNull().default(""),
    /** Our page about it. */
    href: text().notNull().default(""),
    lastSeenAt: instant().notNull(),
    explanation: text().notNull().default(""),
    explainedBy: uuid().references(() => appUser.id),
    explainedAt: instant(),
    demo: boolean().notNull().default(false),
    ...lifecycle<DifferenceState>("found"),
  },
  (t) => [
    oneOf("reconciliation_difference_state", t.state, differenceStates),
    oneOf("reconciliation_difference_source", t.source, differenceSources),
    oneOf("reconciliation_difference_kind", t.kind, differenceKinds),
    unique("reconciliation_difference_once").on(t.organizationId, t.source, t.key).nullsNotDistinct(),
    index().on(t.organizationId, t.state, t.day),
    index().on(t.state, t.day),
    check("reconciliation_explained", sql`${t.state} <> 'explained' or ${t.explanation} <> ''`),
  ],
);
