import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { oneOf } from "./checks.ts";
import { createdAt, id, lifecycle } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import { charge } from "./money.ts";
import { type InvoiceKind, type InvoiceState, invoiceKinds, invoiceStates } from "./vocabulary.ts";

const fen = () => bigint({ mode: "number" });

/** An invoice (发票) that a payer asks for and its payee issues in the tax authority's system and records here. */
export const invoice = pgTable(
  "invoice",
  {
    id: id(),
    createdAt: createdAt(),
    payerId: uuid()
      .notNull()
      .references(() => organization.id),
    payeeId: uuid()
      .notNull()
      .references(() => organization.id),
    requestedBy: uuid().references(() => appUser.id),
    kind: text().$type<InvoiceKind>().notNull(),
    /** To whom it is made out: name and tax number, which is the unified social credit code. */
    title: text().notNull(),
    taxNumber: text().notNull(),
    address: text().notNull().default(""),
    phone: text().notNull().default(""),
    bank: text().notNull().default(""),
    bankNumber: text().notNull().default(""),
    /** A role mailbox to send it to. */
    email: text().notNull().default(""),
    note: text().notNull().default(""),
    amount: fen().notNull(),
    /** Of the older paper forms only; the electronic ones have twenty digits and no code. */
    code: text().notNull().default(""),
    number: text().notNull().default(""),
    issuedOn: date(),
    issuedBy: uuid().references(() => appUser.id),
    /** The number of the negative invoice that took it back. */
    redNumber: text().notNull().default(""),
    reason: text().notNull().default(""),
    demo: boolean().notNull().default(false),
    ...lifecycle<InvoiceState>("requested"),
  },
  (t) => [
    oneOf("invoice_state", t.state, invoiceStates),
    oneOf("invoice_kind", t.kind, invoiceKinds),
    check("invoice_amount", sql`${t.amount} > 0`),
    check("invoice_tax_number", sql`${t.taxNumber} ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'`),
    check(
      "invoice_issued_has_number",
      sql`${t.state} not in ('issued', 'voided') or (${t.number} <> '' and ${t.issuedOn} is not null)`,
    ),
    uniqueIndex("invoice_number_once").on(t.payeeId, t.code, t.number).where(sql`number <> ''`),
    index().on(t.payerId, t.createdAt, t.id),
    index().on(t.payeeId, t.state, t.createdAt),
  ],
);

/** How much of which charge an invoice is for; what invoices of a charge sum to is never above what was paid of it. */
export const invoiceLine = pgTable(
  "invoice_line",
  {
    invoiceId: uuid()
      .notNull()
      .references(() => invoice.id, { onDelete: "cascade" }),
    chargeId: uuid()
      .notNull()
      .references(() => charge.id),
    amount: fen().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.invoiceId, t.chargeId] }),
    index().on(t.chargeId),
    check("invoice_line_amount", sql`${t.amount} > 0`),
  ],
);
