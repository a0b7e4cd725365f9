import { and, eq, sql } from "drizzle-orm";
import { serviceOrder } from "#db/schema/service-orders.ts";
import { type Laid, stoppingMeasure } from "../booking/stop-forbidden.server.ts";
import type { Context } from "../context.ts";
import { transact } from "../transact.server.ts";
import { takeStep } from "./change-order.server.ts";

/**
 * Of the `stop-bookings` job, once a measure has begun: orders for services that nobody has taken on are cancelled, those
 * that the organisation gave and those that it was given while it is hidden. What was taken on is finished. Returns how
 * many were stopped; a second run finds none.
 */
export async function stopForbiddenServiceOrders(ctx: Context, measureId: string): Promise<number> {
  const laid = await stoppingMeasure(ctx, measureId);
  if (!laid) return 0;
  const done = await transact(ctx.db, async (tx) => {
    const rows = await tx.select().from(serviceOrder).where(hit(laid)).orderBy(serviceOrder.id).for("update");
    const reason = laid.caseNo;
    for (const row of rows) await takeStep(tx, ctx, row, { transition: "restrict", reason }, { reason });
    return rows.length;
  });
  if (!done.ok) throw new Error(`service orders could not be stopped: ${done.problem.code}`);
  return done.value;
}

const hit = ({ organizationId, effects }: Laid) => {
  const asClient = effects.includes("no_booking")
    ? eq(serviceOrder.organizationId, organizationId)
    : sql`false`;
  const asProvider = effects.includes("hidden") ? eq(serviceOrder.providerId, organizationId) : sql`false`;
  return and(eq(serviceOrder.state, "placed"), sql`(${asClient} or ${asProvider})`);
};
