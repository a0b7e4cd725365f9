import { and, asc, eq, notInArray } from "drizzle-orm";
import { refund } from "#db/schema/money.ts";
import type { RefundState } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { move } from "#app/domain/move.server.ts";
import type { ChargeRow } from "../charges/find-charge.server.ts";
import type { PaymentRow } from "../charges/payment-row.ts";
import { refundLegs } from "../ledger/legs.ts";
import { post } from "../ledger/post.server.ts";
import { asPlatform, countBack, lockRefund, takeBack } from "./make-refunds.server.ts";
import type { RefundRow } from "./refund-row.ts";
import { refundProcess } from "./states.ts";

type Actorly = Pick<Context, "actor" | "clock">;

/** What makes room first: nobody has decided on it yet, it did not reach the payer, it is on its way. */
const order: readonly RefundState[] = ["proposed", "failed", "approved"];

/**
 * Makes room for `wanted` fen that a bank takes from a payment: refunds of it that have not gone out are not made, as many as
 * it needs. Returns the charge as it then is, fen left of the payment, and the replaced refunds that the payer was owed.
 */
export async function replaceRefunds(
  tx: Tx,
  ctx: Actorly,
  row: ChargeRow,
  { id: paymentId, accepted }: PaymentRow,
  wanted: number,
): Promise<{ charge: ChargeRow; left: number; replaced: string[] }> {
  const back = await tx
    .select()
    .from(refund)
    .where(
      and(
        eq(refund.paymentId, paymentId),
        notInArray(refund.state, ["refused", "reversed"]),
        // What the charge never took is not part of what is accepted.
        notInArray(refund.kind, ["late", "excess"]),
      ),
    )
    .orderBy(asc(refund.id))
    .for("update");
  let left = accepted - back.reduce((sum, { amount }) => sum + amount, 0);
  let charge = row;
  const replaced: string[] = [];
  for (const found of order.flatMap((state) => back.filter((one) => one.state === state).toReversed())) {
    if (left >= wanted) break;
    left += found.amount;
    await move(tx, asPlatform(ctx), refundProcess, refund, found, { transition: "replace-refund" });
    if (found.state === "proposed") continue;
    charge = await undo(tx, ctx, charge, found);
    replaced.push(found.id);
  }
  return { charge, left, replaced };
}

/** It had left the payee, and is the payee's again. */
async function undo(tx: Tx, ctx: Actorly, row: ChargeRow, found: RefundRow): Promise<ChargeRow> {
  const legs = refundLegs(row, found).map((leg) => ({ ...leg, amount: -leg.amount }));
  await post(tx, ctx, { cause: { type: "refund", id: found.id }, chargeId: row.id, legs });
  return countBack(tx, ctx, row, -found.amount);
}

/** A dispute was won: the refunds that it had replaced are owed again and sent. Returns the charge as it then is. */
export async function restoreRefunds(
  tx: Tx,
  ctx: Actorly,
  row: ChargeRow,
  disputeId: string,
): Promise<ChargeRow> {
  const replaced = await tx
    .update(refund)
    .set({ replacedBy: null, failure: "" })
    .where(eq(refund.replacedBy, disputeId))
    .returning();
  let charge = row;
  for (const found of replaced.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    await move(tx, asPlatform(ctx), refundProcess, refund, found, { transition: "restore-refund" });
    charge = await takeBack(tx, ctx, charge, await lockRefund(tx, found.id));
  }
  return charge;
}
