import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { assessmentProposal } from "./assessment.ts";
import { allOf, oneOf } from "./checks.ts";
import { createdAt, deadline, id, instant, lifecycle } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import {
  type BudgetPurpose,
  budgetPurposes,
  type HoldState,
  holdStates,
  type ProgramState,
  programStates,
  type ServiceWay,
  type SettlementState,
  serviceWays,
  settlementStates,
  type SmeSize,
  type SubsidyState,
  smeSizes,
  subsidyStates,
  type VoucherFinding,
  type VoucherKind,
  type VoucherState,
  voucherFindings,
  voucherKinds,
  voucherStates,
} from "./vocabulary.ts";

const fen = () => bigint({ mode: "number" });

/**
 * Public money that a regulator may give away in a year, fen. `committed` is promised (granted and not come back, or paid);
 * `spent` is the part of it that has been used. Neither can pass the other, nor the budget: however many ask at once.
 */
export const budget = pgTable(
  "budget",
  {
    id: id(),
    createdAt: createdAt(),
    purpose: text().$type<BudgetPurpose>().notNull(),
    /** GB/T 2260 code of the region whose money it is. */
    regionCode: text().notNull(),
    /** The regulator whose budget it is. */
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    year: smallint().notNull(),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    amount: fen().notNull(),
    committed: fen().notNull().default(0),
    spent: fen().notNull().default(0),
    createdBy: uuid().references(() => appUser.id),
    demo: boolean().notNull().default(false),
  },
  (t) => [
    oneOf("budget_purpose", t.purpose, budgetPurposes),
    check("budget_region", sql`${t.regionCode} ~ '^[0-9]{6}$'`),
    check("budget_not_overdrawn", sql`${t.committed} <= ${t.amount}`),
    check("budget_in_order", sql`0 <= ${t.spent} and ${t.spent} <= ${t.committed}`),
    index().on(t.regionCode, t.year),
  ],
);

/** A voucher programme of a region, paid from one budget. Its conditions are versions of `voucher_rules`. */
export const voucherProgram = pgTable(
  "voucher_program",
  {
    id: id(),
    createdAt: createdAt(),
    regionCode: text().notNull(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    budgetId: uuid()
      .notNull()
      .unique()
      .references(() => budget.id),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    createdBy: uuid().references(() => appUser.id),
    demo: boolean().notNull().default(false),
    ...lifecycle<ProgramState>("draft"),
  },
  (t) => [
    oneOf("voucher_program_state", t.state, programStates),
    check("voucher_program_region", sql`${t.regionCode} ~ '^[0-9]{6}$'`),
    index().on(t.regionCode),
  ],
);

/**
 * One version of a programme's conditions; a published one never changes again (trigger in the migration), and a voucher is
 * used by the version under which it was granted. There is no column for where a provider must sit: Zhejiang's ordinance on
 * transforming results, Art. 22 forbids such conditions.
 */
export const voucherRules = pgTable(
  "voucher_rules",
  {
    id: id(),
    createdAt: createdAt(),
    programId: uuid()
      .notNull()
      .references(() => voucherProgram.id),
    version: integer().notNull(),
    publishedAt: instant(),
    publishedBy: uuid().references(() => appUser.id),
    /** Days on which companies may apply, and the last day of a use; all included. */
    applyFrom: date().notNull(),
    applyUntil: date().notNull(),
    useUntil: date().notNull(),
    /** A voucher is good for so many days, and never past `useUntil`. */
    validDays: smallint().notNull(),
    /** Which companies; empty: of any size. */
    sizes: text().array().$type<SmeSize[]>().notNull().default([]),
    technologyOnly: boolean().notNull().default(false),
    /** For what; empty lists do not narrow. Class codes are beginnings of NRII's six digits. */
    kinds: text().array().$type<VoucherKind[]>().notNull(),
    ways: text().array().$type<ServiceWay[]>().notNull().default([]),
    classes: text().array().notNull().default([]),
    /** Credit codes of the institutions that take part; empty: every provider on the platform. */
    providers: text().array().notNull().default([]),
    /** Of prices up to `fullPayUpTo` the voucher pays all, above it this share. */
    sharePercent: smallint().notNull(),
    fullPayUpTo: fen().notNull().default(0),
    applicationCap: fen().notNull(),
    yearlyCap: fen().notNull(),
    /** Applications up to this sum are granted at once; others wait for an officer. */
    automaticUpTo: fen().notNull().default(0),
    excludeRelated: boolean().notNull().default(true),
    excludeFunded: boolean().notNull().default(true),
    /** Used vouchers are settled every so many months: at least once in half a year (Art. 22). */
    settlementMonths: smallint().notNull().default(6),
    notesZh: text().notNull().default(""),
    notesEn: text().notNull().default(""),
    createdBy: uuid().references(() => appUser.id),
  },
  (t) => [
    unique("voucher_rules_version").on(t.programId, t.version),
    uniqueIndex("voucher_rules_one_draft").on(t.programId).where(sql`published_at is null`),
    check("voucher_rules_days", sql`${t.applyFrom} <= ${t.applyUntil} and ${t.applyUntil} <= ${t.useUntil}`),
    check("voucher_rules_valid", sql`${t.validDays} between 1 and 1100`),
    check("voucher_rules_share", sql`${t.sharePercent} between 1 and 100 and ${t.fullPayUpTo} >= 0`),
    check(
      "voucher_rules_caps",
      sql`0 < ${t.applicationCap} and ${t.applicationCap} <= ${t.yearlyCap} and ${t.automaticUpTo} >= 0`,
    ),
    check("voucher_rules_settled_half_yearly", sql`${t.settlementMonths} between 1 and 6`),
    check("voucher_rules_kinds_some", sql`cardinality(${t.kinds}) > 0`),
    allOf("voucher_rules_kinds", t.kinds, voucherKinds),
    allOf("voucher_rules_sizes", t.sizes, smeSizes),
    allOf("voucher_rules_ways", t.ways, serviceWays),
  ],
);

/** A company's application and the voucher that came of it. Fen; what is left is amount − reserved − captured. */
export const voucher = pgTable(
  "voucher",
  {
    id: id(),
    createdAt: createdAt(),
    programId: uuid()
      .notNull()
      .references(() => voucherProgram.id),
    rulesId: uuid()
      .notNull()
      .references(() => voucherRules.id),
    budgetId: uuid()
      .notNull()
      .references(() => budget.id),
    /** Copied from the programme, for the officers of the region. */
    regionCode: text().notNull(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    appliedBy: uuid()
      .notNull()
      .references(() => appUser.id),
    purpose: text().notNull(),
    requested: fen().notNull(),
    /** The calendar year, in the platform's zone, whose cap it counts against. */
    year: smallint().notNull(),
    amount: fen().notNull().default(0),
    reserved: fen().notNull().default(0),
    captured: fen().notNull().default(0),
    grantedAt: instant(),
    /** The end of its last day. */
    validUntil: deadline(),
    /** Granted by the programme's rules without an officer. */
    automatic: boolean().notNull().default(false),
    decidedBy: uuid().references(() => appUser.id),
    reason: text().notNull().default(""),
    demo: boolean().notNull().default(false),
    ...lifecycle<VoucherState>("applied"),
  },
  (t) => [
    oneOf("voucher_state", t.state, voucherStates),
    check("voucher_requested", sql`${t.requested} > 0`),
    check("voucher_not_overdrawn", sql`${t.reserved} + ${t.captured} <= ${t.amount}`),
    check("voucher_in_order", sql`${t.reserved} >= 0 and ${t.captured} >= 0 and ${t.amount} >= 0`),
    check(
      "voucher_granted_whole",
      sql`(${t.state} not in ('granted', 'expired', 'given_back') or ${t.grantedAt} is not null)
        and (${t.grantedAt} is null) = (${t.validUntil} is null) and (${t.amount} = 0 or ${t.grantedAt} is not null)`,
    ),
    index().on(t.organizationId, t.createdAt),
    index().on(t.programId, t.state),
    index("voucher_due").on(t.deadline).where(sql`deadline is not null`),
  ],
);

/** Half a year's used vouchers of one provider in one programme, to be paid out to it. */
export const voucherSettlement = pgTable(
  "voucher_settlement",
  {
    id: id(),
    createdAt: createdAt(),
    programId: uuid()
      .notNull()
      .references(() => voucherProgram.id),
    regionCode: text().notNull(),
    providerId: uuid()
      .notNull()
      .references(() => organization.id),
    /** Whole days, both included, in the platform's zone. */
    periodFrom: date().notNull(),
    periodTo: date().notNull(),
    amount: fen().notNull(),
    uses: integer().notNull(),
    submittedBy: uuid()
      .notNull()
      .references(() => appUser.id),
    paidBy: uuid().references(() => appUser.id),
    paidAt: instant(),
    /** The number of the payment, as the treasury gave it. */
    reference: text().notNull().default(""),
    reason: text().notNull().default(""),
    demo: boolean().notNull().default(false),
    ...lifecycle<SettlementState>("submitted"),
  },
  (t) => [
    oneOf("voucher_settlement_state", t.state, settlementStates),
    check("voucher_settlement_amount", sql`${t.amount} > 0 and ${t.uses} > 0`),
    check("voucher_settlement_period", sql`${t.periodTo} > ${t.periodFrom}`),
    check("voucher_settlement_two_people", sql`${t.paidBy} <> ${t.submittedBy}`),
    check(
      "voucher_settlement_paid",
      sql`${t.state} <> 'paid' or (${t.paidAt} is not null and ${t.paidBy} is not null)`,
    ),
    index().on(t.providerId),
    index().on(t.programId),
  ],
);

/** What a voucher has set aside for one use, at the most; `captured` is what the use then took. */
export const voucherHold = pgTable(
  "voucher_hold",
  {
    id: id(),
    createdAt: createdAt(),
    voucherId: uuid()
      .notNull()
      .references(() => voucher.id),
    programId: uuid()
      .notNull()
      .references(() => voucherProgram.id),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    providerId: uuid()
      .notNull()
      .references(() => organization.id),
    /** What it pays for, by kind and id: a booking. */
    causeType: text().notNull(),
    causeId: uuid().notNull(),
    /** Fen: the price that it was computed from, what is set aside, what was taken. */
    price: fen().notNull(),
    amount: fen().notNull(),
    captured: fen().notNull().default(0),
    settledAt: instant(),
    /** The provider's invoice to the company for this use. */
    invoiceNo: text().notNull().default(""),
    findings: text().array().$type<VoucherFinding[]>().notNull().default([]),
    settlementId: uuid().references(() => voucherSettlement.id),
    demo: boolean().notNull().default(false),
    ...lifecycle<HoldState>("reserved"),
  },
  (t) => [
    oneOf("voucher_hold_state", t.state, holdStates),
    allOf("voucher_hold_findings", t.findings, voucherFindings),
    check("voucher_hold_amount", sql`0 < ${t.amount} and ${t.amount} <= ${t.price}`),
    check("voucher_hold_captured", sql`0 <= ${t.captured} and ${t.captured} <= ${t.amount}`),
    check(
      "voucher_hold_settled",
      sql`(${t.state} = 'reserved' or ${t.settledAt} is not null) and (${t.state} <> 'released' or ${t.captured} = 0)`,
    ),
    uniqueIndex("voucher_hold_once").on(t.causeType, t.causeId).where(sql`state <> 'released'`),
    index().on(t.voucherId),
    index().on(t.providerId, t.settledAt),
    index().on(t.programId, t.state),
    index().on(t.settlementId),
  ],
);

/** Money that an assessment's adopted proposal gives, paid from a budget by two people. */
export const subsidyPayment = pgTable(
  "subsidy_payment",
  {
    id: id(),
    createdAt: createdAt(),
    proposalId: uuid()
      .notNull()
      .references(() => assessmentProposal.id),
    budgetId: uuid()
      .notNull()
      .references(() => budget.id),
    regionCode: text().notNull(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    amount: fen().notNull(),
    preparedBy: uuid()
      .notNull()
      .references(() => appUser.id),
    paidBy: uuid().references(() => appUser.id),
    paidAt: instant(),
    reference: text().notNull().default(""),
    reason: text().notNull().default(""),
    demo: boolean().notNull().default(false),
    ...lifecycle<SubsidyState>("prepared"),
  },
  (t) => [
    oneOf("subsidy_payment_state", t.state, subsidyStates),
    check("subsidy_payment_amount", sql`${t.amount} > 0`),
    check("subsidy_payment_two_people", sql`${t.paidBy} <> ${t.preparedBy}`),
    check(
      "subsidy_payment_paid",
      sql`${t.state} <> 'paid' or (${t.paidAt} is not null and ${t.paidBy} is not null)`,
    ),
    uniqueIndex("subsidy_payment_once").on(t.proposalId).where(sql`state <> 'stopped'`),
    index().on(t.budgetId),
    index().on(t.organizationId),
  ],
);
