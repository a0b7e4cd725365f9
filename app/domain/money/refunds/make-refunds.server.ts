import { and, eq, notInArray, sql } from "drizzle-orm";
import { payment, refund } from "#db/schema/money.ts";
import type { PaymentMethod, RefundKind } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { type Problem, refuse } from "#app/runtime/problem.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { type Context, systemActor } from "#app/domain/context.ts";
import { move, recordAudit } from "#app/domain/move.server.ts";
import type { ChargeRow } from "../charges/find-charge.server.ts";
import { changeCharge, moveCharge } from "../charges/move-charge.server.ts";
import type { PaymentRow } from "../charges/payment-row.ts";
import { divide, refundStep } from "../charges/policy.ts";
import { refundedLegs, refundLegs } from "../ledger/legs.ts";
import { post } from "../ledger/post.server.ts";
import { senderOf } from "../settlement.server.ts";
import { refundProcess } from "./states.ts";
import type { RefundRow } from "./refund-row.ts";

type Actorly = Pick<Context, "actor" | "clock">;

interface Wanted {
  kind: RefundKind;
  amount: number;
  reason?: string;
  /** Only what was paid this way goes back. */
  method?: PaymentMethod;
  /** True: it waits for a second person of the payee. */
  proposed?: boolean;
}

/** What of each payment could still go back; proposals count as gone. */
async function leftOf(tx: Tx, chargeId: string): Promise<{ payment: PaymentRow; left: number }[]> {
  const came = await tx.select().from(payment).where(eq(payment.chargeId, chargeId)).orderBy(payment.id);
  const gone = await tx
    .select({ id: refund.paymentId, amount: sql<string>`sum(${refund.amount})` })
    .from(refund)
    .where(
      and(
        eq(refund.chargeId, chargeId),
        notInArray(refund.state, ["refused", "reversed"]),
        notInArray(refund.kind, ["late", "excess"]),
      ),
    )
    .groupBy(refund.paymentId);
  const back = new Map(gone.map(({ id, amount }) => [id, Number(amount)]));
  return came.map((row) => ({ payment: row, left: row.accepted - (back.get(row.id) ?? 0) }));
}

/** Fen of a charge that could still go back. */
export const refundable = async (tx: Tx, chargeId: string): Promise<number> =>
  (await leftOf(tx, chargeId)).reduce((sum, { left }) => sum + left, 0);

/** Fen of a charge that was paid in one way and could still go back. */
export const leftByMethod = async (tx: Tx, chargeId: string, method: PaymentMethod): Promise<number> =>
  (await leftOf(tx, chargeId)).reduce(
    (sum, part) => sum + (part.payment.method === method ? part.left : 0),
    0,
  );

const tooMuch = (left: number): Problem => ({ code: "refund_exceeds", status: 422, params: { left } });

/**
 * Makes the refunds for an amount of a charge whose row is locked, divided among its payments as they came. Refuses with
 * `refund_exceeds` when not so much is left. Returns the charge and the refunds as they then are.
 */
export async function makeRefunds(
  tx: Tx,
  ctx: Actorly,
  row: ChargeRow,
  { amount, method, ...wanted }: Wanted,
): Promise<{ charge: ChargeRow; refunds: RefundRow[] }> {
  const all = await leftOf(tx, row.id);
  const among = method ? all.filter((part) => part.payment.method === method) : all;
  const left = among.reduce((sum, part) => sum + part.left, 0);
  if (amount > left) return refuse(tooMuch(left));
  let current = row;
  const refunds: RefundRow[] = [];
  for (const [{ payment: came }, share] of divide(amount, among)) {
    const made = await insertRefund(tx, ctx, current, came, { ...wanted, amount: share });
    if (!wanted.proposed) current = await takeBack(tx, ctx, current, made);
    refunds.push(made);
  }
  return { charge: current, refunds };
}

/** Money that the charge did not need is owed to the payer from the start: its payment's posting has put it there. */
export async function owe(
  tx: Tx,
  ctx: Actorly,
  row: ChargeRow,
  came: PaymentRow,
  wanted: Wanted,
): Promise<RefundRow> {
  const made = await insertRefund(tx, ctx, row, came, wanted);
  await send(tx, ctx, made);
  return made;
}

async function insertRefund(
  tx: Tx,
  ctx: Actorly,
  row: ChargeRow,
  came: PaymentRow,
  { kind, amount, reason = "", proposed = false }: Wanted,
): Promise<RefundRow> {
  const now = ctx.clock.now();
  const [made] = await tx
    .insert(refund)
    .values({
      ...{ chargeId: row.id, paymentId: came.id, payerId: row.payerId, payeeId: row.payeeId },
      ...{ method: came.method, kind, amount, reason, proposedBy: ctx.actor.user?.id },
      ...{ state: proposed ? "proposed" : "approved", createdAt: now, stateSince: now },
    })
    .returning();
  if (!made) throw new Error("a refund was not written");
  await recordAudit(tx, ctx, {
    ...{ entity: "refund", entityId: made.id, transition: "propose-refund", toState: made.state, reason },
    detail: { charge: row.id, payment: came.id, amount, kind },
  });
  return made;
}

/** An approved refund leaves the payee and is on its way. Returns the charge as it then is. */
export async function takeBack(tx: Tx, ctx: Actorly, row: ChargeRow, made: RefundRow): Promise<ChargeRow> {
  const cause = { type: "refund", id: made.id };
  await post(tx, ctx, { cause, chargeId: row.id, legs: refundLegs(row, made) });
  const counted = await countBack(tx, ctx, row, made.amount);
  await send(tx, ctx, made);
  return counted;
}

/** Counts what goes back (or, below zero, what came back) and moves the charge accordingly. */
export async function countBack(tx: Tx, ctx: Actorly, row: ChargeRow, amount: number): Promise<ChargeRow> {
  const refunded = row.refunded + amount;
  const transition = refundStep({ ...row, refunded });
  if (transition === null) return changeCharge(tx, row.id, { refunded });
  return moveCharge(tx, ctx, row, { transition, detail: { amount } }, { refunded });
}

/** A voucher's money never left the platform and is back at once; the rest is sent by whoever can. */
async function send(tx: Tx, ctx: Actorly, made: RefundRow): Promise<void> {
  await enqueue(tx, "notify", {
    ...{
      template: "refund-made",
      entity: "refund",
      entityId: made.id,
      parties: ["payer"],
      reason: made.reason,
    },
    by: ctx.actor.user?.id,
  });
  const sender = senderOf(made.method);
  if (sender) await sender(tx, ctx, made);
  else if (made.method === "voucher") await settleRefund(tx, ctx, made.id, { externalId: made.id });
}

/** A refund with its row locked. */
export async function lockRefund(tx: Tx, id: string): Promise<RefundRow> {
  const [row] = await tx.select().from(refund).where(eq(refund.id, id)).for("update");
  if (!row) throw new Error(`refund ${id} is gone`);
  return row;
}

interface Sent {
  externalId: string;
  /** `record-refund-sent`: a person says so, in whose name it is written down; else the platform knows it. */
  transition?: "settle-refund" | "record-refund-sent";
}

/**
 * An approved refund has gone out: what the bank or payment service calls it is kept. A repeat changes nothing. The
 * caller knows that it went out.
 */
export async function settleRefund(
  tx: Tx,
  ctx: Actorly,
  id: string,
  { externalId, transition = "settle-refund" }: Sent,
): Promise<RefundRow> {
  const row = await lockRefund(tx, id);
  if (row.state === "settled" && row.externalId === externalId) return row;
  const by = transition === "settle-refund" ? asPlatform(ctx) : ctx;
  await move(tx, by, refundProcess, refund, row, {
    transition,
    detail: { externalId, by: ctx.actor.user?.id },
  });
  const legs = refundedLegs(row.payerId, row);
  await post(tx, ctx, { cause: { type: "refund", id }, chargeId: row.chargeId, legs });
  return changed(tx, id, { externalId, settledAt: ctx.clock.now(), failure: "" });
}

/** Sending failed: it stays owed, and somebody of the payee sees why and tries again or pays it otherwise. */
export async function failRefund(tx: Tx, ctx: Actorly, id: string, failure: string): Promise<RefundRow> {
  const row = await lockRefund(tx, id);
  if (row.state === "failed") return row;
  await move(tx, asPlatform(ctx), refundProcess, refund, row, {
    transition: "fail-refund",
    detail: { failure },
  });
  return changed(tx, id, { failure });
}

async function changed(tx: Tx, id: string, change: Partial<typeof refund.$inferInsert>): Promise<RefundRow> {
  const [row] = await tx.update(refund).set(change).where(eq(refund.id, id)).returning();
  if (!row) throw new Error(`refund ${id} vanished while it was moved`);
  return row;
}

export const asPlatform = ({ actor, clock }: Actorly): Actorly => ({
  actor: systemActor(actor.requestId),
  clock,
});
