import { and, asc, eq, or, type SQL, sql } from "drizzle-orm";
import { validate } from "uuid";
import { usageRecord } from "#db/schema/booking.ts";
import { listing } from "#db/schema/catalog.ts";
import { sample, sampleOrder } from "#db/schema/samples.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { type ResultFile, resultsOf } from "../orders/results.server.ts";
import { allowedTransitions } from "../process.ts";
import { type OrderItem, selectOrders } from "./list-orders.server.ts";

import { sampleProcess } from "./states.ts";

export type SampleRow = typeof sample.$inferSelect;
type OrderStep = (typeof sampleProcess.transitions)[number];

export interface FoundOrder extends OrderItem {
  scope: "booker" | "provider" | "overseer";
  allowed: OrderStep[];
  rows: SampleRow[];
}

/** An order as its user, its provider or the regulator of its region sees it; to everybody else it does not exist. */
export async function findOrder(ctx: Context, id: string): Promise<Result<FoundOrder>> {
  const visible = visibility(ctx);
  if (!visible || !validate(id)) return fail(problems.notFound("sample_order"));
  const [row] = await selectOrders(ctx.db).where(and(eq(sampleOrder.id, id), visible));
  if (!row) return fail(problems.notFound("sample_order"));
  const rows = await ctx.db.select().from(sample).where(eq(sample.orderId, id)).orderBy(asc(sample.number));
  const allowed = allowedTransitions(sampleProcess, ctx.actor, row.order);
  return ok({ ...row, rows, scope: scopeIn(ctx, row.order), allowed });
}

function visibility({ actor }: Context): SQL | undefined {
  const mine = actor.organization?.id;
  const asProvider = mine && may(actor, "booking.manage") ? eq(sampleOrder.providerId, mine) : undefined;
  const own =
    mine && may(actor, "booking.use") ? or(eq(sampleOrder.organizationId, mine), asProvider) : undefined;
  return may(actor, "booking.oversee") ? or(own, overseen(actor)) : own;
}

function overseen({ roles, regionPrefixes }: Context["actor"]): SQL {
  if (roles.includes("operator")) return sql`true`;
  const regions = regionPrefixes.map((prefix) => sql`starts_with(${listing.regionCode}, ${prefix})`);
  return or(...regions) ?? sql`false`;
}

/** Somebody on both sides sees what they ordered themselves as its booker, the rest as its provider. */
function scopeIn({ actor }: Context, order: OrderItem["order"]): FoundOrder["scope"] {
  const staff = may(actor, "booking.manage", { organizationId: order.providerId });
  const booker = may(actor, "booking.use", { organizationId: order.organizationId });
  if (booker && (!staff || order.userId === actor.user?.id)) return "booker";
  return staff ? "provider" : "overseer";
}

export interface OrderDetail extends FoundOrder {
  history: (typeof auditEntry.$inferSelect)[];
  record: typeof usageRecord.$inferSelect | null;
  /** Empty for the regulator: results are the two organisations' own. */
  results: ResultFile[];
}

/** Everything the order's page shows. */
export async function orderDetail(ctx: Context, id: string): Promise<Result<OrderDetail>> {
  const found = await findOrder(ctx, id);
  if (!found.ok) return found;
  const [history, [record], results] = await Promise.all([
    ctx.db
      .select()
      .from(auditEntry)
      .where(and(eq(auditEntry.entity, "sample_order"), eq(auditEntry.entityId, id)))
      .orderBy(asc(auditEntry.seq)),
    ctx.db.select().from(usageRecord).where(eq(usageRecord.sampleOrderId, id)),
    found.value.scope === "overseer" ? [] : resultsOf(ctx.db, { type: "sample_order", id }),
  ]);
  return ok({ ...found.value, history, record: record ?? null, results });
}
