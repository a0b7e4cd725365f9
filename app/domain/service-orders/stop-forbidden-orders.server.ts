import { and, eq, sql } from "drizzle-orm";
import { serviceOrder } from "#db/schema/service-orders.ts";
import { type Laid, stoppingMeasure } from "../booking/stop-forbidden.server.ts";
import type { Context } from "../context.ts";
import { throwFailures, workThrough } from "../due.server.ts";
import { transact } from "../transact.server.ts";
import { takeStep } from "./change-order.server.ts";

/**
 * Job `stop-service-orders`, once a measure has begun: orders for services that nobody has taken on are cancelled, those
 * that the organisation gave and those that it was given while it is hidden. What was taken on is finished. Returns how
 * many were stopped; a second run finds none.
 */
export async function stopForbiddenServiceOrders(ctx: Context, measureId: string): Promise<number> {
  const laid = await stoppingMeasure(ctx, measureId);
  if (!laid) return 0;
  const found = await ctx.db
    .select({ id: serviceOrder.id })
    .from(serviceOrder)
    .where(hit(laid))
    .orderBy(serviceOrder.id);
  throwFailures(
    "stop-service-orders",
    await workThrough("service_order", found, ({ id }) => stopOne(ctx, id, laid)),
  );
  return found.length;
}

const stopOne = (ctx: Context, id: string, laid: Laid) =>
  transact(ctx.db, async (tx) => {
    const reason = laid.caseNo;
    const mine = and(eq(serviceOrder.id, id), hit(laid));
    const [row] = await tx.select().from(serviceOrder).where(mine).for("update");
    if (row) await takeStep(tx, ctx, row, { transition: "restrict", reason }, { reason });
  });

const hit = ({ organizationId, effects }: Laid) => {
  const asClient = effects.includes("no_booking")
    ? eq(serviceOrder.organizationId, organizationId)
    : sql`false`;
  const asProvider = effects.includes("hidden") ? eq(serviceOrder.providerId, organizationId) : sql`false`;
  return and(eq(serviceOrder.state, "placed"), sql`(${asClient} or ${asProvider})`);
};
