import { and, eq } from "drizzle-orm";
import { payment } from "#db/schema/money.ts";
import type { PaymentMethod } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { type Problem, refuse } from "#app/runtime/problem.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "#app/domain/context.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { today } from "#app/domain/working-days.ts";
import { chargeLegs, paymentLegs } from "../ledger/legs.ts";
import { post } from "../ledger/post.server.ts";
import { owe } from "../refunds/make-refunds.server.ts";
import { settlementOf } from "../settlement.server.ts";
import { type ChargeRow, liveCharge, lockCharge } from "./find-charge.server.ts";
import { holdLimit } from "../holds/policy.ts";
import { moveCharge } from "./move-charge.server.ts";
import { outstanding, takeIn } from "./policy.ts";
import type { PaymentRow } from "./payment-row.ts";

type Actorly = Pick<Context, "actor" | "clock">;

export interface PaymentInput {
  method: PaymentMethod;
  /** What the bank, payment service or voucher hold calls it; the same id is the same payment. */
  externalId: string;
  /** Fen that came. */
  amount: number;
}

export interface Paid {
  charge: ChargeRow;
  payment: PaymentRow;
  /** It had been booked before: nothing was done. */
  repeated: boolean;
}

/**
 * Books money that has come in: the only way a charge becomes paid. The caller has made sure that it came (a verified
 * notice, a transfer that the payee confirms, a captured voucher hold) and that its actor may say so. Money that has come
 * is never refused: what the charge does not need goes back (`excess`), and so does what comes after it has ended
 * (`late`), unless what it was for can still be had. Refuses with `payment_differs` when the same payment was booked
 * with another amount or for another charge.
 */
export async function payCharge(tx: Tx, ctx: Actorly, chargeId: string, input: PaymentInput): Promise<Paid> {
  const found = await lockCharge(tx, chargeId);
  const known = await bookedBefore(tx, input);
  if (known) return repeat(found, known, input);
  const row = await awake(tx, ctx, found, input.amount);
  const { accepted, excess } = takeIn(row, input.amount);
  const [came] = await tx
    .insert(payment)
    .values({ ...input, chargeId, accepted, at: ctx.clock.now(), by: ctx.actor.user?.id })
    .onConflictDoNothing()
    .returning();
  // Another charge's transaction has booked it just now.
  if (!came) return refuse(differs(input));
  const cause = { type: "payment", id: came.id };
  await post(tx, ctx, { cause, chargeId, legs: paymentLegs(row, came) });
  const paid = await countIn(tx, ctx, row, came);
  if (excess > 0) {
    const kind = accepted === 0 && outstanding(found) === 0 && isOver(found) ? "late" : "excess";
    await owe(tx, ctx, paid, came, { kind, amount: excess });
  }
  if (paid.state === "paid" && row.state !== "paid") await settlementOf(paid.causeType).paid(tx, ctx, paid);
  return { charge: paid, payment: came, repeated: false };
}

async function bookedBefore(tx: Tx, { method, externalId }: PaymentInput): Promise<PaymentRow | undefined> {
  const [row] = await tx
    .select()
    .from(payment)
    .where(and(eq(payment.method, method), eq(payment.externalId, externalId)));
  return row;
}

function repeat(row: ChargeRow, known: PaymentRow, input: PaymentInput): Paid {
  if (known.chargeId !== row.id || known.amount !== input.amount) return refuse(differs(input));
  return { charge: row, payment: known, repeated: true };
}

const differs = ({ method, externalId }: PaymentInput): Problem => ({
  code: "payment_differs",
  status: 409,
  params: { method, externalId },
});

const isOver = ({ state }: ChargeRow): boolean => state === "cancelled" || state === "expired";

/** A charge that had ended lives again when all of it came, what it was for can still be had and nothing has taken its place. */
async function awake(tx: Tx, ctx: Actorly, row: ChargeRow, amount: number): Promise<ChargeRow> {
  if (!isOver(row) || amount < row.amount) return row;
  const cause = { type: row.causeType, id: row.causeId };
  if (row.paid > 0 || (await liveCharge(tx, cause, row.purpose, row.id))) return row;
  if (!(await settlementOf(row.causeType).late?.(tx, ctx, row))) return row;
  await post(tx, ctx, {
    cause: { type: "charge", id: row.id },
    chargeId: row.id,
    legs: chargeLegs(row, row.amount),
  });
  const again = { expiresAt: null, waived: 0 };
  return moveCharge(tx, ctx, row, { transition: "revive", deadline: row.dueAt }, again);
}

async function countIn(tx: Tx, ctx: Actorly, row: ChargeRow, came: PaymentRow): Promise<ChargeRow> {
  if (came.accepted === 0) return row;
  const paid = row.paid + came.accepted;
  const change = {
    paid,
    paidAt: came.at,
    ...(row.held && came.method === "stripe" ? { holdUntil: await heldUntil(tx, came.at, row) } : {}),
  };
  const detail = {
    method: came.method,
    externalId: came.externalId,
    amount: came.accepted,
    by: ctx.actor.user?.id,
  };
  if (paid < row.amount)
    return moveCharge(tx, ctx, row, { transition: "pay-part", deadline: row.dueAt, detail }, change);
  const done = await moveCharge(tx, ctx, row, { transition: "pay", detail }, change);
  await enqueue(tx, "notify", {
    ...{
      template: "charge-paid",
      entity: "charge",
      entityId: row.id,
      parties: ["payer", "payee"],
      reason: "",
    },
    by: ctx.actor.user?.id,
  });
  return done;
}

/** Held money by card leaves within so many days of its first payment: payment services keep it no longer. */
async function heldUntil(tx: Tx, at: Date, { holdUntil }: ChargeRow): Promise<Date> {
  return holdUntil ?? holdLimit(at, await readParameter(tx, "held_money_days", "", today(at)));
}
