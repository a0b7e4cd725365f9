import { and, asc, count, eq, exists, gt, isNull, max, or, sql } from "drizzle-orm";
import { placeName } from "#db/place-name.ts";
import { listing, listingVersion, noticeObjection, review } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import { region } from "#db/schema/shared.ts";
import type { ListingKind } from "#db/schema/vocabulary.ts";
import type { Actor, Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { inTerritory } from "#app/domain/identity/territory.server.ts";
import type { Cursor } from "./cursor.ts";
import { type QueueName, queueNames } from "./moderation.ts";

export interface QueueFilter {
  kind?: ListingKind;
  after?: Cursor;
  limit?: number;
}

/** The moderator's queue of their region, longest waiting first, one page by cursor. */
export async function listQueue(
  { db, actor }: Context,
  queue: QueueName,
  { kind, after, limit = 50 }: QueueFilter = {},
) {
  const since = sinceOf(db, queue);
  const later =
    after && sql`(${since}, ${listing.id}) > (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`;
  const rows = await db
    .select({
      id: listing.id,
      kind: listing.kind,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      state: listing.state,
      deadline: listing.deadline,
      since: since.mapWith(listing.stateSince),
      owner: { nameZh: organization.nameZh, nameEn: organization.nameEn },
      region: placeName,
    })
    .from(listing)
    .innerJoin(organization, eq(organization.id, listing.organizationId))
    .leftJoin(region, eq(region.code, listing.regionCode))
    .where(and(inReach(actor), waiting(db, queue), kind && eq(listing.kind, kind), later))
    .orderBy(asc(since), asc(listing.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? { at: last.since, id: last.id } : null };
}

/** How many listings wait in each queue of the actor's region. */
export async function countQueues({ db, actor }: Context): Promise<Record<QueueName, number>> {
  const counted = queueNames.map(async (queue) => {
    const [row] = await db
      .select({ n: count() })
      .from(listing)
      .where(and(inReach(actor), waiting(db, queue)));
    return row?.n ?? 0;
  });
  const [submitted = 0, changed = 0, notice = 0, suspended = 0] = await Promise.all(counted);
  return { submitted, changed, notice, suspended };
}

type Db = Context["db"];

const inReach = (actor: Actor) =>
  may(actor, "desk.read") ? inTerritory(actor, listing.regionCode) : sql`false`;

function waiting(db: Db, queue: QueueName) {
  if (queue === "submitted") return eq(listing.state, "submitted");
  if (queue === "notice") return eq(listing.state, "public_notice");
  if (queue === "suspended") return eq(listing.state, "suspended");
  return and(eq(listing.state, "published"), exists(unseen(db)));
}

/** Versions that changed something material after the last one that a moderator saw. */
const unseen = (db: Db) =>
  db
    .select({ at: listingVersion.at })
    .from(listingVersion)
    .where(
      and(
        eq(listingVersion.listingId, listing.id),
        eq(listingVersion.material, true),
        sql`${listingVersion.n} > coalesce((${lastSeen(db)}), 0)`,
        // The first version of a listing that was never reviewed came with the market itself, not from a change.
        gt(listingVersion.n, 1),
      ),
    );

const lastSeen = (db: Db) =>
  db
    .select({ n: max(review.seenVersion) })
    .from(review)
    .where(eq(review.listingId, listing.id));

const sinceOf = (db: Db, queue: QueueName) =>
  queue === "changed" ? sql`(select min(at) from (${unseen(db)}) as unseen)` : sql`${listing.stateSince}`;

/** Objections without an answer, by listing. */
export async function openObjections(
  { db }: Context,
  ids: readonly string[],
): Promise<Record<string, number>> {
  if (ids.length === 0) return {};
  const rows = await db
    .select({ id: noticeObjection.listingId, n: count() })
    .from(noticeObjection)
    .where(and(isNull(noticeObjection.answeredAt), or(...ids.map((id) => eq(noticeObjection.listingId, id)))))
    .groupBy(noticeObjection.listingId);
  return Object.fromEntries(rows.map(({ id, n }) => [id, n]));
}
