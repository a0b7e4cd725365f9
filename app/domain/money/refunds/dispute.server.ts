import { and, eq, inArray } from "drizzle-orm";
import { payment, refund } from "#db/schema/money.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { move, recordAudit } from "#app/domain/move.server.ts";
import { type ChargeRow, lockCharge } from "../charges/find-charge.server.ts";
import type { PaymentRow } from "../charges/payment-row.ts";
import { refundLegs, refundedLegs } from "../ledger/legs.ts";
import { post } from "../ledger/post.server.ts";
import { asPlatform, countBack, lockRefund } from "./make-refunds.server.ts";
import { replaceRefunds, restoreRefunds } from "./replace-refunds.server.ts";
import type { RefundRow } from "./refund-row.ts";
import { settlementOf } from "../settlement.server.ts";
import { refundProcess } from "./states.ts";

type Actorly = Pick<Context, "actor" | "clock">;

interface Dispute {
  /** The payment that is disputed, as its service calls it. */
  paymentExternalId: string;
  /** The dispute, as its service calls it. */
  externalId: string;
  amount: number;
}

/** What a dispute did to the books. */
export interface Disputed {
  chargeId: string;
  /** The refund that it is; null: nothing was left of the payment. */
  booked: RefundRow | null;
  /** Fen that the bank took and that had gone back before: a person has to look at them. */
  beyond: number;
}

/**
 * The payer's bank has taken money back: it is gone from the payee at once, as a refund that nobody was asked about, and
 * whoever charged hears of it. The bank does not ask what was decided here: refunds of the same payment that have not gone out make room for it, newest and
 * least decided first. What is above all that is left of the payment is returned as `beyond`. A repeat is the same dispute.
 */
export async function openDispute(
  tx: Tx,
  ctx: Actorly,
  { paymentExternalId, externalId, amount }: Dispute,
): Promise<Disputed> {
  const [came] = await tx
    .select()
    .from(payment)
    .where(and(eq(payment.method, "stripe"), eq(payment.externalId, paymentExternalId)));
  if (!came) return refuse(problems.notFound("payment"));
  const row = await lockCharge(tx, came.chargeId);
  const [known] = await tx
    .select()
    .from(refund)
    .where(and(eq(refund.method, "stripe"), eq(refund.externalId, externalId)));
  if (known) return { chargeId: row.id, booked: known, beyond: amount - known.amount };
  const { charge, replaced, left } = await replaceRefunds(tx, ctx, row, came, amount);
  const taken = Math.min(amount, left);
  const booked = taken === 0 ? null : await book(tx, ctx, charge, came, { externalId, amount: taken });
  if (booked && replaced.length > 0)
    await tx.update(refund).set({ replacedBy: booked.id }).where(inArray(refund.id, replaced));
  return { chargeId: row.id, booked, beyond: amount - taken };
}

async function book(
  tx: Tx,
  ctx: Actorly,
  row: ChargeRow,
  came: PaymentRow,
  { externalId, amount }: Pick<Dispute, "externalId" | "amount">,
): Promise<RefundRow> {
  const now = ctx.clock.now();
  const [made] = await tx
    .insert(refund)
    .values({
      ...{
        chargeId: row.id,
        paymentId: came.id,
        payerId: row.payerId,
        payeeId: row.payeeId,
        externalId,
        amount,
      },
      ...{
        method: "stripe",
        kind: "dispute",
        state: "settled",
        settledAt: now,
        createdAt: now,
        stateSince: now,
      },
    })
    .returning();
  if (!made) throw new Error("a dispute was not written");
  await recordAudit(tx, ctx, {
    ...{ entity: "refund", entityId: made.id, transition: "open-dispute", toState: "settled" },
    detail: { charge: row.id, payment: came.id, amount, externalId },
  });
  const cause = { type: "dispute", id: made.id };
  await post(tx, ctx, {
    cause,
    chargeId: row.id,
    legs: [...refundLegs(row, made), ...refundedLegs(row.payerId, made)],
  });
  const short = await countBack(tx, ctx, row, amount);
  await settlementOf(row.causeType).disputed?.(tx, ctx, short);
  return made;
}

/**
 * The dispute was decided. Won: the money is the payee's again, by a posting that reverses, and what it had replaced is owed
 * again; lost: it stays gone. A repeat changes nothing.
 */
export async function closeDispute(
  tx: Tx,
  ctx: Actorly,
  externalId: string,
  outcome: "won" | "lost",
): Promise<RefundRow> {
  const [known] = await tx
    .select()
    .from(refund)
    .where(and(eq(refund.externalId, externalId), eq(refund.kind, "dispute")));
  if (!known) return refuse(problems.notFound("dispute"));
  const row = await lockCharge(tx, known.chargeId);
  const dispute = await lockRefund(tx, known.id);
  if (outcome === "lost" || dispute.state === "reversed") return dispute;
  await move(tx, asPlatform(ctx), refundProcess, refund, dispute, { transition: "win-dispute" });
  const legs = [...refundLegs(row, dispute), ...refundedLegs(row.payerId, dispute)];
  const back = legs.map((leg) => ({ ...leg, amount: -leg.amount }));
  await post(tx, ctx, { cause: { type: "dispute", id: dispute.id }, chargeId: row.id, legs: back });
  const won = await countBack(tx, ctx, row, -dispute.amount);
  const paid = await restoreRefunds(tx, ctx, won, dispute.id);
  // It may cost less by now than what is paid again.
  await settlementOf(row.causeType).reckon?.(tx, ctx, paid);
  return lockRefund(tx, dispute.id);
}
