import { and, asc, eq, or, type SQL, sql } from "drizzle-orm";
import { validate } from "uuid";
import { listing } from "#db/schema/catalog.ts";
import { charge } from "#db/schema/money.ts";
import { serviceOrder } from "#db/schema/service-orders.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { type ResultFile, resultsOf } from "../orders/results.server.ts";
import { allowedTransitions } from "../process.ts";
import { mayEnd, mayRemind } from "./policy.ts";
import { isProvider } from "./change-order.server.ts";
import { type OrderItem, selectOrders } from "./list-orders.server.ts";
import { serviceOrderProcess } from "./states.ts";

type OrderStep = (typeof serviceOrderProcess.transitions)[number];

export interface FoundOrder extends OrderItem {
  scope: "client" | "provider" | "overseer";
  allowed: OrderStep[];
  /** Empty for the regulator: results are the two organisations' own. */
  results: ResultFile[];
}

/** An order as its client, its provider or the regulator of its region sees it; to everybody else it does not exist. */
export async function findOrder(ctx: Context, id: string): Promise<Result<FoundOrder>> {
  const visible = visibility(ctx);
  if (!visible || !validate(id)) return fail(problems.notFound("service_order"));
  const [row] = await selectOrders(ctx.db).where(and(eq(serviceOrder.id, id), visible));
  if (!row) return fail(problems.notFound("service_order"));
  const scope = scopeIn(ctx, row.order);
  const results = scope === "overseer" ? [] : await resultsOf(ctx.db, { type: "service_order", id });
  return ok({
    ...row,
    scope,
    results,
    allowed: allowedTransitions(serviceOrderProcess, ctx.actor, row.order).filter(({ name }) =>
      isTime(name, row.order, ctx.clock.now()),
    ),
  });
}

function visibility({ actor }: Context): SQL | undefined {
  const mine = actor.organization?.id;
  const asProvider = mine && may(actor, "service.edit") ? eq(serviceOrder.providerId, mine) : undefined;
  const own =
    mine && may(actor, "booking.use") ? or(eq(serviceOrder.organizationId, mine), asProvider) : undefined;
  return may(actor, "booking.oversee") ? or(own, overseen(actor)) : own;
}

function overseen({ roles, regionPrefixes }: Context["actor"]): SQL {
  if (roles.includes("operator")) return sql`true`;
  const regions = regionPrefixes.map((prefix) => sql`starts_with(${listing.regionCode}, ${prefix})`);
  return or(...regions) ?? sql`false`;
}

/** Somebody on both sides sees what they ordered themselves as its client, the rest as its provider. */
function scopeIn(ctx: Context, order: OrderItem["order"]): FoundOrder["scope"] {
  const staff = isProvider(ctx, order);
  const client = may(ctx.actor, "booking.use", { organizationId: order.organizationId });
  if (client && (!staff || order.userId === ctx.actor.user?.id)) return "client";
  return staff ? "provider" : "overseer";
}

export interface OrderDetail extends FoundOrder {
  history: (typeof auditEntry.$inferSelect)[];
  /** The charge for it, for the two organisations; null before it is completed. */
  chargeId: string | null;
}

/** Everything the order's page shows. */
export async function orderDetail(ctx: Context, id: string): Promise<Result<OrderDetail>> {
  const found = await findOrder(ctx, id);
  if (!found.ok) return found;
  const [history, [charged]] = await Promise.all([
    ctx.db
      .select()
      .from(auditEntry)
      .where(and(eq(auditEntry.entity, "service_order"), eq(auditEntry.entityId, id)))
      .orderBy(asc(auditEntry.seq)),
    ctx.db
      .select({ id: charge.id })
      .from(charge)
      .where(and(eq(charge.causeType, "service_order"), eq(charge.causeId, id))),
  ]);
  const chargeId = found.value.scope === "overseer" ? null : (charged?.id ?? null);
  return ok({ ...found.value, history, chargeId });
}

/** Whether the time has come for a step that waits for a deadline; every other step has none. */
function isTime(name: string, order: Parameters<typeof mayRemind>[0], now: Date): boolean {
  if (name === "remind-delivery") return mayRemind(order, now);
  return name !== "end-overdue" || mayEnd(order, now);
}
