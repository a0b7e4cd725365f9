import { and, asc, eq, inArray, lte } from "drizzle-orm";
import { serviceOrder } from "#db/schema/service-orders.ts";
import type { Context } from "../context.ts";
import { settleDue } from "../due.server.ts";
import { transact } from "../transact.server.ts";
import { takeStep } from "./change-order.server.ts";
import { complete } from "./judge-delivery.server.ts";

const batch = 200;

/**
 * Job `settle-service-orders`: what the clock does to ordered services: an order that nobody answered lapses, a delivery that
 * nobody objected to is accepted and charged. Returns how many it moved; run again it does nothing.
 */
export const settleServiceOrders = (ctx: Context): Promise<Record<string, number>> =>
  settleDue(ctx, "settle-service-orders", [
    {
      entity: "service_order",
      find: (isReady) =>
        ctx.db
          .select({ id: serviceOrder.id })
          .from(serviceOrder)
          .where(
            and(
              inArray(serviceOrder.state, ["placed", "delivered"]),
              lte(serviceOrder.deadline, ctx.clock.now()),
              isReady(serviceOrder.id),
            ),
          )
          .orderBy(asc(serviceOrder.deadline))
          .limit(batch),
      work: (id) => settleOrder(ctx, id),
    },
  ]);

const settleOrder = (ctx: Context, id: string) =>
  transact(ctx.db, async (tx) => {
    const [row] = await tx.select().from(serviceOrder).where(eq(serviceOrder.id, id)).for("update");
    if (!row?.deadline || row.deadline > ctx.clock.now()) return;
    if (row.state === "placed") await takeStep(tx, ctx, row, { transition: "lapse-order" });
    else if (row.state === "delivered") await complete(tx, ctx, row, { transition: "accept-by-silence" });
  });
