import type { Tx } from "#db/client.ts";
import { dueAfter } from "../booking/charging/settle-charges.server.ts";
import type { Context } from "../context.ts";
import { charge, type Line } from "../money/charges/charge.server.ts";
import type { OrderRow } from "./change-order.server.ts";

/**
 * Charges the work that an order was for, once its results are there: what was agreed, and the difference where its record
 * says another amount. Nothing for the provider's own people, nothing where it was free.
 */
export async function chargeOrder(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  row: OrderRow,
  { amount, samples }: { amount: number; samples: number },
): Promise<void> {
  if (row.organizationId === row.providerId || amount === 0) return;
  await charge(tx, ctx, {
    ...{ payerId: row.organizationId, payeeId: row.providerId, purpose: "samples" },
    cause: { type: "sample_order", id: row.id },
    lines: orderLines(row, amount, samples),
    dueAt: await dueAfter(tx, ctx),
  });
}

function orderLines({ price, priceItem: item }: OrderRow, amount: number, count: number): Line[] {
  if (price === null || price === 0) return [{ reason: "agreed", amount }];
  const agreed = { reason: "samples", params: { count, item }, amount: price };
  return amount === price ? [agreed] : [agreed, { reason: "corrected", amount: amount - price }];
}
