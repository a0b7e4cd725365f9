import { and, desc, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { facility, listing } from "#db/schema/catalog.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import { sample, sampleOrder } from "#db/schema/samples.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";

const provider = alias(organization, "provider");

/** Whose orders: the actor's own, their organisation's as user, those their organisation works on, or all of these. */
export const orderSides = ["mine", "organization", "provider", "all"] as const;
export type OrderSide = (typeof orderSides)[number];

/** `open`: still somebody's turn, most urgent first, so that what is overdue stands on top. `past`: come to rest, latest first. */
export const orderViews = ["open", "past", "any"] as const;
export type OrderView = (typeof orderViews)[number];

const columns = {
  order: sampleOrder,
  titleZh: listing.titleZh,
  titleEn: listing.titleEn,
  zone: facility.timezone,
  userName: appUser.name,
  organizationZh: organization.nameZh,
  organizationEn: organization.nameEn,
  providerZh: provider.nameZh,
  providerEn: provider.nameEn,
  samples: sql<number>`(select count(*)::int from ${sample} where ${sample.orderId} = ${sampleOrder.id})`,
};

/** Orders with the names that lists and pages show beside them. */
export const selectOrders = (tx: Tx) =>
  tx
    .select(columns)
    .from(sampleOrder)
    .innerJoin(listing, eq(listing.id, sampleOrder.facilityId))
    .innerJoin(facility, eq(facility.listingId, sampleOrder.facilityId))
    .innerJoin(appUser, eq(appUser.id, sampleOrder.userId))
    .innerJoin(organization, eq(organization.id, sampleOrder.organizationId))
    .innerJoin(provider, eq(provider.id, sampleOrder.providerId));

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

const openStates = ["submitted", "objected", "accepted", "in_progress"];

/** What an open order is sorted by: when it is due; one that waits for its booker has no such day and comes last. */
const urgency = sql`coalesce(${sampleOrder.deadline}, 'infinity'::timestamptz)`;

/** Orders of the actor's side, a page at a time by key. */
export async function listOrders(
  ctx: Context,
  { side, view, after, limit }: ListOptions,
): Promise<OrderPage> {
  const whose = scopeOf(ctx, side);
  if (!whose) return { items: [], nextCursor: null };
  const open = view === "open";
  const rows = await selectOrders(ctx.db)
    .where(and(whose, viewFilter(view), after === undefined ? undefined : beyond(after, open)))
    .orderBy(...(open ? [sql`${urgency} asc, ${sampleOrder.id} asc`] : [desc(sampleOrder.id)]))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.order.id ?? null) : null };
}

function beyond(after: string, open: boolean): SQL | undefined {
  if (!/^[0-9a-f-]{36}$/.test(after)) return undefined;
  if (!open) return sql`${sampleOrder.id} < ${after}::uuid`;
  return sql`(${urgency}, ${sampleOrder.id}) > (select coalesce(deadline, 'infinity'::timestamptz), id
    from sample_order where id = ${after}::uuid)`;
}

function viewFilter(view: OrderView): SQL | undefined {
  if (view === "any") return undefined;
  const open = inArray(sampleOrder.state, openStates);
  return view === "open" ? open : sql`not ${open}`;
}

function scopeOf({ actor }: Context, side: OrderSide): SQL | undefined {
  const mine = actor.organization?.id;
  if (!mine || !actor.user || !may(actor, "booking.use")) return undefined;
  const asUser = eq(sampleOrder.organizationId, mine);
  const asProvider = may(actor, "booking.manage") ? eq(sampleOrder.providerId, mine) : undefined;
  if (side === "mine") return and(asUser, eq(sampleOrder.userId, actor.user.id));
  if (side === "organization") return asUser;
  return side === "provider" ? asProvider : or(asUser, asProvider);
}

/** How many orders wait for the actor's organisation to receive or to work on them. */
export async function countOpenOrders(ctx: Context): Promise<number> {
  const whose = scopeOf(ctx, "provider");
  if (!whose) return 0;
  const turn = inArray(sampleOrder.state, ["submitted", "accepted", "in_progress"]);
  const [row] = await ctx.db
    .select({ n: sql<number>`count(*)::int` })
    .from(sampleOrder)
    .where(and(whose, turn));
  return row?.n ?? 0;
}
