import { and, count, desc, eq, ilike, or, sql } from "drizzle-orm";
import { facility, listing } from "#db/schema/catalog.ts";
import type { ListingKind, ListingState } from "#db/schema/vocabulary.ts";
import type { Context } from "#app/domain/context.ts";
import type { Cursor } from "./cursor.ts";

export interface OwnFilter {
  kind?: ListingKind;
  state?: ListingState;
  /** Part of a title or asset number. */
  q?: string;
  after?: Cursor;
  limit?: number;
}

/**
 * The listings of the actor's organisation, last changed first, one page by cursor. `next` is the cursor of the page
 * after.
 */
export async function listOwnListings(
  { db, actor }: Context,
  { kind, state, q, after, limit = 50 }: OwnFilter,
) {
  const owner = actor.organization?.id;
  if (!owner) return { items: [], next: null };
  const at =
    after &&
    sql`(${listing.updatedAt}, ${listing.id}) < (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`;
  const like = q ? `%${q.replace(/[\\%_]/g, "\\$&")}%` : undefined;
  const rows = await db
    .select({
      id: listing.id,
      kind: listing.kind,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      state: listing.state,
      stateSince: listing.stateSince,
      deadline: listing.deadline,
      updatedAt: listing.updatedAt,
      version: listing.version,
      organizationId: listing.organizationId,
      regionCode: listing.regionCode,
      innerId: facility.innerId,
    })
    .from(listing)
    .leftJoin(facility, eq(facility.listingId, listing.id))
    .where(
      and(
        eq(listing.organizationId, owner),
        kind && eq(listing.kind, kind),
        state && eq(listing.state, state),
        like
          ? or(ilike(listing.titleZh, like), ilike(listing.titleEn, like), ilike(facility.innerId, like))
          : undefined,
        at,
      ),
    )
    .orderBy(desc(listing.updatedAt), desc(listing.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? { at: last.updatedAt, id: last.id } : null };
}

/** How many listings the organisation has in each state. */
export async function countOwnListings(
  { db, actor }: Context,
  kind?: ListingKind,
): Promise<Record<string, number>> {
  const owner = actor.organization?.id;
  if (!owner) return {};
  const rows = await db
    .select({ state: listing.state, n: count() })
    .from(listing)
    .where(and(eq(listing.organizationId, owner), kind && eq(listing.kind, kind)))
    .groupBy(listing.state);
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}
