import { z } from "zod";
import type { Actor } from "#app/domain/context.ts";
import { chargeProcess } from "#app/domain/money/charges/states.ts";
import type { InvoiceDetail, InvoiceItem } from "#app/domain/money/invoices/queries.server.ts";
import { invoiceProcess } from "#app/domain/money/invoices/states.ts";
import type { OwedItem } from "#app/domain/money/overview/list-owed.server.ts";
import type { LineRow } from "#app/domain/money/statements/confirm.server.ts";
import type { LineItem } from "#app/domain/money/statements/queries.server.ts";
import type { ClaimRow } from "#app/domain/money/transfer/declare.server.ts";
import type { Received } from "#app/domain/money/transfer/receive.server.ts";
import { bankLineProcess, transferClaimProcess } from "#app/domain/money/transfer/states.ts";
import { fen } from "#app/domain/values.ts";
import { lifecycleOf, lifecycleShape } from "../lifecycle-answer.server.ts";
import { moneyShape } from "../money.ts";

/** Fen as money; there is always some. */
const money = (amount: number) => ({ amount, currency: "CNY" as const });

const party = z.strictObject({ id: z.uuid(), nameZh: z.string(), nameEn: z.string() });

/** What one organisation owes another. */
export const owedShape = z.strictObject({
  id: z.uuid(),
  reference: z.string(),
  cause: z.strictObject({ type: z.string(), id: z.uuid() }),
  /** The other side. */
  other: party,
  amount: moneyShape,
  paid: moneyShape,
  outstanding: moneyShape,
  /** The last day to pay, by agreement or by law. */
  dueOn: z.iso.date(),
  /** By which rule of the law on payments to small companies; null where it does not hold. */
  law: z.enum(["public_body", "large_company"]).nullable(),
  daysLate: z.int(),
  /** The law's interest until today. */
  interest: moneyShape,
  ...lifecycleShape,
});

export const answerOwed = (actor: Actor, item: OwedItem): z.input<typeof owedShape> => ({
  ...{ id: item.id, reference: item.reference, other: item.other },
  ...lifecycleOf(chargeProcess, actor, item),
  cause: { type: item.causeType, id: item.causeId },
  ...{ amount: money(item.amount), paid: money(item.paid), outstanding: money(item.outstanding) },
  ...{ dueOn: item.dueOn, law: item.law, daysLate: item.daysLate, interest: money(item.interest) },
});

/** A payer's word of a transfer. */
export const claimShape = z.strictObject({
  id: z.uuid(),
  chargeId: z.uuid(),
  amount: moneyShape,
  sentOn: z.iso.date(),
  bankReference: z.string(),
  note: z.string(),
  reason: z.string(),
  ...lifecycleShape,
});

export const answerClaim = (actor: Actor, row: ClaimRow): z.input<typeof claimShape> => ({
  ...{ id: row.id, chargeId: row.chargeId, amount: money(row.amount), sentOn: row.sentOn },
  ...{ bankReference: row.bankReference, note: row.note, reason: row.reason },
  ...lifecycleOf(transferClaimProcess, actor, row),
});

/** Money that a payee has confirmed, and what it makes of the charges. */
export const receivedShape = z.strictObject({
  id: z.uuid(),
  amount: moneyShape,
  valueOn: z.iso.date(),
  bankReference: z.string(),
  outcome: z.enum(["exact", "partial", "over"]),
  /** What the charges still lack; and what goes back to the payer. */
  left: moneyShape,
  excess: moneyShape,
});

export const answerReceived = ({ receipt, outcome }: Received): z.input<typeof receivedShape> => ({
  ...{ id: receipt.id, amount: money(receipt.amount), valueOn: receipt.valueOn },
  ...{ bankReference: receipt.bankReference, outcome: outcome.kind },
  ...{ left: money(outcome.left), excess: money(outcome.excess) },
});

/** A movement on the payee's account; `amount` is in fen and below zero where money went out. */
export const lineShape = z.strictObject({
  id: z.uuid(),
  date: z.iso.date(),
  amount: fen,
  payer: z.string(),
  serial: z.string(),
  remark: z.string(),
  ...lifecycleShape,
});

export const lineItemShape = z.strictObject({
  ...lineShape.shape,
  /** What it is probably for, while it waits; nothing is booked by it. */
  match: z
    .strictObject({
      kind: z.enum(["exact", "partial", "over", "likely", "ambiguous", "settled", "none"]),
      charges: z.array(z.uuid()),
      candidates: z.array(z.uuid()),
    })
    .nullable(),
});

export const answerLine = (actor: Actor, row: LineRow): z.input<typeof lineShape> => ({
  ...{ id: row.id, date: row.date, amount: row.amount, payer: row.payer, serial: row.serial },
  remark: row.remark,
  ...lifecycleOf(bankLineProcess, actor, row),
});

export const answerLineItem = (
  actor: Actor,
  { line, proposal }: LineItem,
): z.input<typeof lineItemShape> => ({
  ...answerLine(actor, line),
  match: proposal && {
    kind: proposal.kind,
    charges: proposal.parts.map(({ chargeId }) => chargeId),
    candidates: proposal.candidates,
  },
});

export const invoiceItemShape = z.strictObject({
  id: z.uuid(),
  kind: z.enum(["ordinary", "special"]),
  payer: party,
  payee: party,
  title: z.string(),
  taxNumber: z.string(),
  amount: moneyShape,
  code: z.string(),
  number: z.string(),
  issuedOn: z.iso.date().nullable(),
  redNumber: z.string(),
  reason: z.string(),
  ...lifecycleShape,
});

/** One invoice with what it is for. */
export const invoiceShape = z.strictObject({
  ...invoiceItemShape.shape,
  lines: z.array(z.strictObject({ chargeId: z.uuid(), reference: z.string(), amount: moneyShape })),
});

export const answerInvoiceItem = (
  actor: Actor,
  { row, payer, payee }: InvoiceItem,
): z.input<typeof invoiceItemShape> => ({
  ...{ id: row.id, kind: row.kind, title: row.title, taxNumber: row.taxNumber, amount: money(row.amount) },
  payer: { id: row.payerId, ...payer },
  payee: { id: row.payeeId, ...payee },
  ...{ code: row.code, number: row.number, issuedOn: row.issuedOn, redNumber: row.redNumber },
  reason: row.reason,
  ...lifecycleOf(invoiceProcess, actor, row),
});

export const answerInvoice = (actor: Actor, detail: InvoiceDetail): z.input<typeof invoiceShape> => ({
  ...answerInvoiceItem(actor, detail),
  lines: detail.lines.map(({ amount, ...line }) => ({ ...line, amount: money(amount) })),
});
