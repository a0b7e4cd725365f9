import type { Tx } from "#db/client.ts";
import { problems, refuse } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { chargeLegs } from "../ledger/legs.ts";
import { post } from "../ledger/post.server.ts";
import { type ChargeRow, lockCharge } from "../charges/find-charge.server.ts";
import { moveCharge } from "../charges/move-charge.server.ts";
import { makeRefunds } from "./make-refunds.server.ts";
import type { RefundRow } from "./refund-row.ts";

type Actorly = Pick<Context, "actor" | "clock">;

/**
 * Pays back part of a charge because a rule says so (a cancellation in time, money that is returned): nobody has to
 * approve it. What people decide goes through `proposeRefund`. Refuses with `refund_exceeds` above what was paid, and with
 * `not_allowed_now` while the charge is not paid in full.
 */
export async function refundCharge(
  tx: Tx,
  ctx: Actorly,
  chargeId: string,
  { amount, reason, kind = "refund" }: { amount: number; reason: string; kind?: "refund" | "return" },
): Promise<{ charge: ChargeRow; refunds: RefundRow[] }> {
  const row = await lockCharge(tx, chargeId);
  if (row.state !== "paid" && row.state !== "partly_refunded")
    return refuse(problems.notAllowedNow("refund", row.state));
  return makeRefunds(tx, ctx, row, { kind, amount, reason });
}

/** How a charge ends that is not paid in full: a person of the payee cancels it, a rule drops it, its time is over. */
export type Ending = "cancel-charge" | "drop" | "expire";

/**
 * Ends a charge that is not paid in full: what is still open is no longer owed, what was paid goes back. Refuses with
 * `not_allowed_now` when it is paid or has ended.
 */
export async function endCharge(
  tx: Tx,
  ctx: Actorly,
  chargeId: string,
  { transition, reason }: { transition: Ending; reason: string },
): Promise<ChargeRow> {
  const row = await lockCharge(tx, chargeId);
  const ended = await moveCharge(tx, ctx, row, { transition, reason });
  const legs = chargeLegs(row, row.paid - row.amount);
  await post(tx, ctx, { cause: { type: "charge", id: row.id }, chargeId: row.id, legs });
  const left = ended.paid - ended.refunded;
  if (left === 0) return ended;
  return (await makeRefunds(tx, ctx, ended, { kind: "refund", amount: left, reason })).charge;
}

/** Takes back all that a charge has taken, whatever its state: as if it had not been made. Nothing to do once it has ended. */
export async function undoCharge(tx: Tx, ctx: Actorly, row: ChargeRow, reason: string): Promise<ChargeRow> {
  if (row.state === "open" || row.state === "partly_paid")
    return endCharge(tx, ctx, row.id, { transition: "drop", reason });
  const left = row.paid - row.refunded;
  if (left === 0) return row;
  return (await makeRefunds(tx, ctx, row, { kind: row.held ? "return" : "refund", amount: left, reason }))
    .charge;
}
