import { eq, sql } from "drizzle-orm";
import { budget, voucher, voucherHold } from "#db/schema/vouchers.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import { settleRefund } from "../money/refunds/make-refunds.server.ts";
import type { RefundRow } from "../money/refunds/refund-row.ts";
import { lockBudget, lockVoucher } from "./lock.server.ts";
import { holdOfPayment } from "./reopen-hold.server.ts";
import { returnIfOver } from "./settle-hold.server.ts";

/**
 * Part of what a voucher has paid goes back to it: the voucher can be used again, or its budget has the money where it has
 * ended. A hold that has been opened again keeps it set aside. What is in a settlement already stays approved, for a person
 * who talks to the provider.
 */
export async function returnVoucherPayment(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  { id, paymentId, amount }: RefundRow,
): Promise<void> {
  const known = await holdOfPayment(tx, paymentId);
  if (!known || known.settlementId !== null) return;
  const row = await lockVoucher(tx, known.voucherId);
  if (!row) throw new Error(`no voucher ${known.voucherId}`);
  await tx
    .update(voucherHold)
    .set({ captured: sql`${voucherHold.captured} - ${amount}` })
    .where(eq(voucherHold.id, known.id));
  const kept = known.state === "reserved" ? amount : 0;
  await tx
    .update(voucher)
    .set({
      captured: sql`${voucher.captured} - ${amount}`,
      reserved: sql`${voucher.reserved} + ${kept}`,
    })
    .where(eq(voucher.id, row.id));
  await lockBudget(tx, row.budgetId);
  await tx
    .update(budget)
    .set({ spent: sql`${budget.spent} - ${amount}` })
    .where(eq(budget.id, row.budgetId));
  await settleRefund(tx, ctx, id, { externalId: id });
  await returnIfOver(tx, ctx, row, amount - kept);
}
