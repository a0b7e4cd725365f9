import { and, asc, eq, inArray, lte } from "drizzle-orm";
import { serviceOrder } from "#db/schema/service-orders.ts";
import type { Context } from "../context.ts";
import { transact } from "../transact.server.ts";
import { takeStep } from "./change-order.server.ts";
import { complete } from "./judge-delivery.server.ts";

const mostAtOnce = 200;

/**
 * What the clock does to ordered services, and all that it does: an order that nobody answered lapses, a delivery that
 * nobody objected to is accepted and charged. Returns how many it moved; run again it does nothing.
 */
export async function settleServiceOrders(ctx: Context): Promise<number> {
  const due = await ctx.db
    .select({ id: serviceOrder.id })
    .from(serviceOrder)
    .where(
      and(inArray(serviceOrder.state, ["placed", "delivered"]), lte(serviceOrder.deadline, ctx.clock.now())),
    )
    .orderBy(asc(serviceOrder.deadline))
    .limit(mostAtOnce);
  let moved = 0;
  for (const { id } of due) if (await settleOne(ctx, id)) moved++;
  return moved;
}

async function settleOne(ctx: Context, id: string): Promise<boolean> {
  const done = await transact(ctx.db, async (tx) => {
    const [row] = await tx.select().from(serviceOrder).where(eq(serviceOrder.id, id)).for("update");
    if (!row?.deadline || row.deadline > ctx.clock.now()) return false;
    if (row.state === "placed") await takeStep(tx, ctx, row, { transition: "lapse-order" });
    else if (row.state === "delivered") await complete(tx, ctx, row, { transition: "accept-by-silence" });
    else return false;
    return true;
  });
  if (!done.ok) throw new Error(`service order ${id} could not be settled: ${done.problem.code}`);
  return done.value;
}
