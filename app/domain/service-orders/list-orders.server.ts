import { and, desc, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { listing, service } from "#db/schema/catalog.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import { serviceOrder } from "#db/schema/service-orders.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import type { OrderSide, OrderView } from "../samples/list-orders.server.ts";

const provider = alias(organization, "provider");

const columns = {
  order: serviceOrder,
  titleZh: listing.titleZh,
  titleEn: listing.titleEn,
  turnaroundDays: service.turnaroundDays,
  userName: appUser.name,
  organizationZh: organization.nameZh,
  organizationEn: organization.nameEn,
  providerZh: provider.nameZh,
  providerEn: provider.nameEn,
};

/** Orders with the names that lists and pages show beside them. */
export const selectOrders = (tx: Tx) =>
  tx
    .select(columns)
    .from(serviceOrder)
    .innerJoin(listing, eq(listing.id, serviceOrder.serviceId))
    .innerJoin(service, eq(service.listingId, serviceOrder.serviceId))
    .innerJoin(appUser, eq(appUser.id, serviceOrder.userId))
    .innerJoin(organization, eq(organization.id, serviceOrder.organizationId))
    .innerJoin(provider, eq(provider.id, serviceOrder.providerId));

export type OrderItem = Awaited<ReturnType<typeof selectOrders>>[number];

export interface OrderPage {
  items: OrderItem[];
  nextCursor: string | null;
}

interface ListOptions {
  side: OrderSide;
  view: OrderView;
  after?: string;
  limit: number;
}

const openStates = ["placed", "accepted", "delivered"];

/** Orders of the actor's side, a page at a time by key: open ones by deadline, the others latest first. */
export async function listOrders(
  ctx: Context,
  { side, view, after, limit }: ListOptions,
): Promise<OrderPage> {
  const whose = scopeOf(ctx, side);
  if (!whose) return { items: [], nextCursor: null };
  const open = view === "open";
  const rows = await selectOrders(ctx.db)
    .where(and(whose, viewFilter(view), after === undefined ? undefined : beyond(after, open)))
    .orderBy(
      ...(open ? [sql`${serviceOrder.deadline} asc, ${serviceOrder.id} asc`] : [desc(serviceOrder.id)]),
    )
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.order.id ?? null) : null };
}

function beyond(after: string, open: boolean): SQL | undefined {
  if (!/^[0-9a-f-]{36}$/.test(after)) return undefined;
  if (!open) return sql`${serviceOrder.id} < ${after}::uuid`;
  return sql`(${serviceOrder.deadline}, ${serviceOrder.id}) > (select deadline, id
    from service_order where id = ${after}::uuid)`;
}

function viewFilter(view: OrderView): SQL | undefined {
  if (view === "any") return undefined;
  const open = inArray(serviceOrder.state, openStates);
  return view === "open" ? open : sql`not ${open}`;
}

function scopeOf({ actor }: Context, side: OrderSide): SQL | undefined {
  const mine = actor.organization?.id;
  if (!mine || !actor.user || !may(actor, "booking.use")) return undefined;
  const asClient = eq(serviceOrder.organizationId, mine);
  const asProvider = may(actor, "service.edit") ? eq(serviceOrder.providerId, mine) : undefined;
  if (side === "mine") return and(asClient, eq(serviceOrder.userId, actor.user.id));
  if (side === "organization") return asClient;
  return side === "provider" ? asProvider : or(asClient, asProvider);
}

/** How many orders wait for the actor's organisation: to be answered or done, or to be accepted by it as the client. */
export async function countServiceOrders(ctx: Context): Promise<{ toDo: number; toAccept: number }> {
  const [asProvider, asClient] = [scopeOf(ctx, "provider"), scopeOf(ctx, "organization")];
  const count = async (whose: SQL | undefined, states: readonly string[]): Promise<number> => {
    if (!whose) return 0;
    const [row] = await ctx.db
      .select({ n: sql<number>`count(*)::int` })
      .from(serviceOrder)
      .where(and(whose, inArray(serviceOrder.state, [...states])));
    return row?.n ?? 0;
  };
  const [toDo, toAccept] = await Promise.all([
    count(asProvider, ["placed", "accepted"]),
    count(asClient, ["delivered"]),
  ]);
  return { toDo, toAccept };
}
