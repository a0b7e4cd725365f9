import { z } from "zod";
import type { Context } from "#app/domain/context.ts";
import {
  type ChargeDetail,
  type ChargeItem,
  chargeDetail,
} from "#app/domain/money/charges/queries.server.ts";
import { chargeProcess } from "#app/domain/money/charges/states.ts";
import type { RefundRow } from "#app/domain/money/refunds/refund-row.ts";
import { refundProcess } from "#app/domain/money/refunds/states.ts";
import { evidenceStages } from "#app/domain/money/stripe/disputes/policy.ts";
import { disputesOf, type ShownDispute } from "#app/domain/money/stripe/disputes/queries.server.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import { disputeStates, evidenceKinds, paymentMethods, refundKinds } from "#db/schema/vocabulary.ts";
import { lifecycleOf, lifecycleShape } from "../lifecycle-answer.server.ts";
import { moneyShape } from "../money.ts";

const side = z.strictObject({ id: z.uuid(), nameZh: z.string(), nameEn: z.string() });

const facts = {
  id: z.uuid(),
  /** What the payer writes on a bank transfer. */
  reference: z.string(),
  payer: side,
  payee: side,
  /** What it is for: a booking, an order, a milestone. */
  cause: z.strictObject({ type: z.string(), id: z.uuid() }),
  purpose: z.string(),
  amount: moneyShape,
  paid: moneyShape,
  refunded: moneyShape,
  /** Paid money waits until it is released or returned. */
  held: z.boolean(),
  releasedAt: z.iso.datetime().nullable(),
  /** Until when payment services hold it; null: it came otherwise, or is no longer held. */
  holdUntil: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
};

/** One charge in a list. */
export const chargeItem = z.strictObject({ ...facts, ...lifecycleShape });

/** Below zero: a discount, or what was charged before. */
const signedMoney = z.strictObject({ amount: z.int(), currency: z.literal("CNY") });

const line = z.strictObject({
  reason: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  text: z.string(),
  amount: signedMoney,
});

const paymentShape = z.strictObject({
  method: z.enum(paymentMethods),
  amount: moneyShape,
  /** What the charge needed of it; the rest goes back. */
  accepted: moneyShape,
  at: z.iso.datetime(),
});

export const refundShape = z.strictObject({
  id: z.uuid(),
  method: z.enum(paymentMethods),
  kind: z.enum(refundKinds),
  amount: moneyShape,
  reason: z.string(),
  settledAt: z.iso.datetime().nullable(),
  /** Why the payment service did not send it, by its code; empty otherwise. */
  failure: z.string(),
  ...lifecycleShape,
});

/** What the payer's bank disputes, and how the payee's evidence about it stands. */
const disputeShape = z.strictObject({
  id: z.uuid(),
  state: z.enum(disputeStates),
  reason: z.string(),
  stage: z.enum(evidenceStages),
  evidenceBy: z.iso.datetime().nullable(),
  /** What was put to the evidence; `failure` is the payment service's code where it did not take a file. */
  files: z.array(
    z.strictObject({
      ...{ id: z.uuid(), kind: z.enum(evidenceKinds), name: z.string(), bytes: z.int() },
      failure: z.string(),
    }),
  ),
});

/** One charge with its reasons, what was paid and what goes back. */
export const chargeAnswer = z.strictObject({
  ...facts,
  lines: z.array(line),
  payments: z.array(paymentShape),
  refunds: z.array(refundShape),
  /** For the payee; empty for everybody else. */
  disputes: z.array(disputeShape),
  ...lifecycleShape,
});

const money = (amount: number) => ({ amount, currency: "CNY" as const });

const factsOf = ({ charge, payer, payee }: ChargeItem) => ({
  id: charge.id,
  reference: charge.reference,
  ...{ payer, payee },
  cause: { type: charge.causeType, id: charge.causeId },
  purpose: charge.purpose,
  amount: money(charge.amount),
  paid: money(charge.paid),
  refunded: money(charge.refunded),
  held: charge.held,
  releasedAt: charge.releasedAt?.toISOString() ?? null,
  holdUntil: charge.holdUntil?.toISOString() ?? null,
  createdAt: charge.createdAt.toISOString(),
  dueAt: charge.dueAt?.toISOString() ?? null,
});

export const answerChargeItem = ({ actor }: Context, item: ChargeItem): z.input<typeof chargeItem> => ({
  ...factsOf(item),
  ...lifecycleOf(chargeProcess, actor, item.charge),
});

export const answerRefund = (ctx: Context, row: RefundRow): z.input<typeof refundShape> => ({
  ...{ id: row.id, method: row.method, kind: row.kind, reason: row.reason },
  failure: row.failure,
  amount: money(row.amount),
  settledAt: row.settledAt?.toISOString() ?? null,
  ...lifecycleOf(refundProcess, ctx.actor, row),
});

const answerCharge = (
  ctx: Context,
  found: ChargeDetail,
  disputes: readonly ShownDispute[],
): z.input<typeof chargeAnswer> => ({
  ...factsOf(found),
  lines: found.lines.map(({ reason, params, text, amount }) => ({
    ...{ reason, params, text },
    amount: money(amount),
  })),
  payments: found.payments.map(({ method, amount, accepted, at }) => ({
    ...{ method, amount: money(amount), accepted: money(accepted) },
    at: at.toISOString(),
  })),
  refunds: found.refunds.map((row) => answerRefund(ctx, row)),
  disputes: disputes.map(({ id, state, reason, stage, evidenceBy, files }) => ({
    ...{ id, state, reason, stage, evidenceBy: evidenceBy?.toISOString() ?? null },
    files: files.map((file) => ({
      ...{ id: file.id, kind: file.kind, name: file.name, bytes: file.bytes, failure: file.failure },
    })),
  })),
  ...lifecycleOf(chargeProcess, ctx.actor, found.charge),
});

/** The charge as the caller sees it now. */
export async function showCharge(ctx: Context, id: string): Promise<Result<z.input<typeof chargeAnswer>>> {
  const found = await chargeDetail(ctx, id);
  if (!found.ok) return found;
  const disputes = found.value.scope === "payee" ? await disputesOf(ctx, id) : [];
  return ok(answerCharge(ctx, found.value, disputes));
}
