import { eq, sql } from "drizzle-orm";
import { payment } from "#db/schema/money.ts";
import { voucher, voucherHold } from "#db/schema/vouchers.ts";
import type { Tx } from "#db/client.ts";
import { type Context, systemActor } from "../context.ts";
import { move } from "../move.server.ts";
import { type ChargeRow, lockChargesOf } from "../money/charges/find-charge.server.ts";
import { leftByMethod, makeRefunds } from "../money/refunds/make-refunds.server.ts";
import { endCharge } from "../money/refunds/refund-charge.server.ts";
import { leftOf } from "./cover.ts";
import { lockVoucher } from "./lock.server.ts";
import { holdOf, type WantedUse } from "./reserve-voucher.server.ts";
import { holdProcess } from "./states.ts";

type Actorly = Pick<Context, "actor" | "clock">;

/**
 * The record of a use is put right, and it costs something else: what a voucher has paid of it is set aside again, with as much
 * more as was set aside at first and is still there, so that `captureVoucher` can take its part of the new price. Nothing
 * changes once the use is in a settlement, or where part of what was paid is already to go back by a person's word.
 */
export async function reopenVoucher(tx: Tx, ctx: Actorly, cause: WantedUse["cause"]): Promise<void> {
  const hold = await holdOf(tx, cause);
  if (hold?.state !== "captured" || hold.settlementId !== null || hold.captured === 0) return;
  const by = { actor: systemActor(ctx.actor.requestId), clock: ctx.clock };
  const charges = await lockChargesOf(tx, cause);
  const paid = await Promise.all(
    charges.map(async (one) => ({ one, left: await leftByMethod(tx, one.id, "voucher") })),
  );
  if (paid.reduce((sum, { left }) => sum + left, 0) !== hold.captured) return;
  await lockVoucher(tx, hold.voucherId);
  await move(tx, by, holdProcess, voucherHold, hold, { transition: "reopen_hold" });
  for (const { one, left } of paid) if (left > 0) await takeOff(tx, by, one, left);
  await setAside(tx, hold);
}

/** A charge that is not paid in full is dropped, to be said anew; of another one only the voucher's part goes back. */
const takeOff = (tx: Tx, by: Actorly, one: ChargeRow, amount: number): Promise<unknown> =>
  one.state === "open" || one.state === "partly_paid"
    ? endCharge(tx, by, one.id, { transition: "drop", reason: "" })
    : makeRefunds(tx, by, one, { kind: "refund", amount, method: "voucher" });

/** What came back is the hold's; where the voucher lives, so is what else it had set aside for this use, as far as it is left. */
async function setAside(tx: Tx, hold: typeof voucherHold.$inferSelect): Promise<void> {
  const row = await lockVoucher(tx, hold.voucherId);
  if (!row) throw new Error(`no voucher ${hold.voucherId}`);
  const free = row.state === "granted" ? leftOf(row) : 0;
  const more = Math.min(hold.amount - hold.captured, free);
  await tx
    .update(voucherHold)
    .set({ amount: hold.captured + more })
    .where(eq(voucherHold.id, hold.id));
  await tx
    .update(voucher)
    .set({ reserved: sql`${voucher.reserved} + ${more}` })
    .where(eq(voucher.id, row.id));
}

/** What the payments of a hold are called: by it, and from the second on by how often it has been moved. */
export const paymentIdOf = ({ id, settledAt, version }: typeof voucherHold.$inferSelect): string =>
  settledAt === null ? id : `${id}:${version}`;

/** The hold that a payment was made by. */
export async function holdOfPayment(tx: Tx, paymentId: string) {
  const [came] = await tx.select().from(payment).where(eq(payment.id, paymentId));
  const [holdId = ""] = came?.externalId.split(":") ?? [];
  if (!came) return undefined;
  const [hold] = await tx.select().from(voucherHold).where(eq(voucherHold.id, holdId));
  return hold;
}
