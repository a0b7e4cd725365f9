import { and, eq, inArray, sql } from "drizzle-orm";
import { sampleOrder } from "#db/schema/samples.ts";
import { type Laid, stoppingMeasure } from "../booking/stop-forbidden.server.ts";
import type { Context } from "../context.ts";
import { throwFailures, workThrough } from "../due.server.ts";
import { move } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { sampleProcess } from "./states.ts";
import { letVoucherGo } from "./vouchers.server.ts";

/**
 * Job `stop-sample-orders`, once a measure has begun: by the published rule of its kind, orders for work on samples that
 * nobody has begun are cancelled, those that the organisation gave and those that it took while it is hidden. What is worked
 * on is finished, nothing is charged, both sides are told. Returns how many were stopped; a second run finds none.
 */
export async function stopForbiddenOrders(ctx: Context, measureId: string): Promise<number> {
  const laid = await stoppingMeasure(ctx, measureId);
  if (!laid) return 0;
  const found = await ctx.db
    .select({ id: sampleOrder.id })
    .from(sampleOrder)
    .where(hit(laid))
    .orderBy(sampleOrder.id);
  throwFailures(
    "stop-sample-orders",
    await workThrough("sample_order", found, ({ id }) => stopOne(ctx, id, laid)),
  );
  return found.length;
}

const notBegun = inArray(sampleOrder.state, ["submitted", "objected", "accepted"]);

const hit = ({ organizationId, effects }: Laid) => {
  const asUser = effects.includes("no_booking") ? eq(sampleOrder.organizationId, organizationId) : sql`false`;
  const asProvider = effects.includes("hidden") ? eq(sampleOrder.providerId, organizationId) : sql`false`;
  return and(notBegun, sql`(${asUser} or ${asProvider})`);
};

const stopOne = (ctx: Context, id: string, laid: Laid) =>
  transact(ctx.db, async (tx) => {
    const reason = laid.caseNo;
    const [row] = await tx
      .select()
      .from(sampleOrder)
      .where(and(eq(sampleOrder.id, id), hit(laid)))
      .for("update");
    if (!row) return;
    await move(tx, ctx, sampleProcess, sampleOrder, row, { transition: "restrict", reason });
    await tx.update(sampleOrder).set({ reason }).where(eq(sampleOrder.id, id));
    await letVoucherGo(tx, ctx, row, "cancelled");
  });
