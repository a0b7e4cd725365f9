import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { oneOf } from "./checks.ts";
import { createdAt, id, instant, lifecycle } from "./columns.ts";
import { contract, contractFile, contractText } from "./contracts.ts";
import { appUser } from "./identity.ts";
import {
  type RoyaltyReportKind,
  type RoyaltyState,
  royaltyReportKinds,
  royaltyStates,
} from "./vocabulary.ts";

const fen = () => bigint({ mode: "number" });

/**
 * Days of a contract that a royalty is reckoned for together, by the text that was in force when the period was planned. What
 * was said of it stands in its reports, what is owed for it in its charges.
 */
export const royaltyPeriod = pgTable(
  "royalty_period",
  {
    id: id(),
    createdAt: createdAt(),
    contractId: uuid().notNull(),
    clientId: uuid().notNull(),
    developerId: uuid().notNull(),
    n: integer().notNull(),
    /** The signed text that says how it is reckoned. */
    textId: uuid()
      .notNull()
      .references(() => contractText.id),
    startsOn: date().notNull(),
    endsOn: date().notNull(),
    /** What is owed by the report that holds, fen; null before there is one. */
    amount: fen(),
    /** Of the first report. */
    reportedAt: instant(),
    /** The licensor's latest question, whether it asks for the books, and what the licensee answered. */
    question: text().notNull().default(""),
    inspects: boolean().notNull().default(false),
    answer: text().notNull().default(""),
    /** When the licensee was told that a report is due, and both that it is late. */
    toldAt: instant(),
    toldLateAt: instant(),
    ...lifecycle<RoyaltyState>("due"),
  },
  (t) => [
    oneOf("royalty_period_state", t.state, royaltyStates),
    unique("royalty_period_once").on(t.contractId, t.n),
    uniqueIndex("royalty_period_live").on(t.contractId, t.startsOn).where(sql`state <> 'ended'`),
    foreignKey({
      name: "royalty_period_of_contract",
      columns: [t.contractId, t.clientId, t.developerId],
      foreignColumns: [contract.id, contract.clientId, contract.developerId],
    }),
    check("royalty_period_days", sql`${t.startsOn} <= ${t.endsOn}`),
    check("royalty_period_amount", sql`${t.amount} >= 0`),
    check(
      "royalty_period_reported",
      sql`(${t.amount} is null) = (${t.reportedAt} is null) and (${t.state} in ('due', 'ended') or ${t.amount} is not null)`,
    ),
    index().on(t.state, t.deadline),
  ],
);

/** What the licensee has said of a period: the first report and all that put it right. Append-only (trigger), as are its files. */
export const royaltyReport = pgTable(
  "royalty_report",
  {
    id: id(),
    createdAt: createdAt(),
    periodId: uuid()
      .notNull()
      .references(() => royaltyPeriod.id),
    n: integer().notNull(),
    kind: text().$type<RoyaltyReportKind>().notNull(),
    /** Sales, profit or added output, fen. */
    base: fen(),
    /** Units in thousandths, and the price of one, fen. */
    quantity: fen(),
    unitPrice: fen(),
    /** What is owed by these figures, fen. */
    amount: fen().notNull(),
    note: text().notNull(),
    byId: uuid()
      .notNull()
      .references(() => appUser.id),
    at: instant().notNull(),
  },
  (t) => [
    oneOf("royalty_report_kind", t.kind, royaltyReportKinds),
    unique("royalty_report_once").on(t.periodId, t.n),
    check(
      "royalty_report_figures",
      sql`${t.base} >= 0 and ${t.quantity} >= 0 and ${t.unitPrice} >= 0 and ${t.amount} >= 0`,
    ),
  ],
);

/** Files that show what a report says. Append-only (trigger). */
export const royaltyReportFile = pgTable(
  "royalty_report_file",
  {
    reportId: uuid()
      .notNull()
      .references(() => royaltyReport.id),
    fileId: uuid()
      .notNull()
      .references(() => contractFile.id),
  },
  (t) => [primaryKey({ columns: [t.reportId, t.fileId] })],
);
