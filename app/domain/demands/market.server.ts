import { and, desc, eq, lt, sql } from "drizzle-orm";
import { validate } from "uuid";
import { demand, listing } from "#db/schema/catalog.ts";
import { demandCall } from "#db/schema/demands.ts";
import { organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { mayAppear } from "#db/in-force.ts";
import { may } from "../identity/permissions.ts";
import type { Context } from "../context.ts";

export const demandSides = ["market", "own"] as const;
export type DemandSide = (typeof demandSides)[number];

/** One line of a list of demands; the confidential part is not among its columns. */
const columns = {
  id: listing.id,
  titleZh: listing.titleZh,
  titleEn: listing.titleEn,
  summaryZh: listing.summaryZh,
  summaryEn: listing.summaryEn,
  regionCode: listing.regionCode,
  fieldCodes: listing.fieldCodes,
  keywords: listing.keywords,
  state: listing.state,
  version: listing.version,
  deadline: listing.deadline,
  updatedAt: listing.updatedAt,
  problem: demand.problem,
  target: demand.target,
  budgetMin: demand.budgetMin,
  budgetMax: demand.budgetMax,
  deadlineOn: demand.deadlineOn,
  ways: demand.ways,
  callState: demandCall.state,
  organizationId: listing.organizationId,
  ownerZh: organization.nameZh,
  ownerEn: organization.nameEn,
};

const selectDemands = (tx: Tx) =>
  tx
    .select(columns)
    .from(listing)
    .innerJoin(demand, eq(demand.listingId, listing.id))
    .innerJoin(organization, eq(organization.id, listing.organizationId))
    .leftJoin(demandCall, eq(demandCall.id, listing.id));

export type DemandLine = Awaited<ReturnType<typeof selectDemands>>[number];

interface Asked {
  side: DemandSide;
  region?: string;
  field?: string;
  cursor?: string;
  limit: number;
}

/** Demands on the market, or all of the actor's own organisation, latest first, a page at a time. */
export async function listDemands(
  ctx: Context,
  { side, region, field, cursor, limit }: Asked,
): Promise<{ items: DemandLine[]; nextCursor: string | null }> {
  const mine = ctx.actor.organization?.id;
  if (side === "own" && (!mine || !may(ctx.actor, "demand.edit"))) return { items: [], nextCursor: null };
  const whose =
    side === "own" && mine
      ? eq(listing.organizationId, mine)
      : and(eq(listing.state, "published"), mayAppear(listing.organizationId, ctx.clock.now()));
  const rows = await selectDemands(ctx.db)
    .where(
      and(
        whose,
        region ? sql`starts_with(${listing.regionCode}, ${region})` : undefined,
        field ? sql`${field} = any(${listing.fieldCodes})` : undefined,
        cursor && validate(cursor) ? lt(listing.id, cursor) : undefined,
      ),
    )
    .orderBy(desc(listing.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
