import { and, desc, eq, gte, inArray } from "drizzle-orm";
import type { Database, Tx } from "#db/client.ts";
import { mayAppear } from "#db/in-force.ts";
import { listing } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import { savedSearchHit } from "#db/schema/saved-search.ts";
import { deepestHit } from "#app/domain/search/options.ts";
import { engineRequest } from "#app/domain/search/request.ts";
import { marketEngine } from "#search/indexing.ts";
import { inputOfSaved } from "./query.ts";

const page = 100;

/** A listing as an alert names it. */
export type NewListing = Awaited<ReturnType<typeof visibleOf>>[number];

/** What the index finds for a saved query among what was published since, latest first; at most 1,000. */
export async function matchesSince(db: Database, query: string, since: Date): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 1; number * page <= deepestHit; number++) {
    const { hits } = await marketEngine(db).search(requestSince(query, since, { number, limit: page }));
    ids.push(...hits.map(({ id }) => id));
    if (hits.length < page) break;
  }
  return ids;
}

/** How many there are. */
export async function countSince(db: Database, query: string, since: Date): Promise<number> {
  const found = await marketEngine(db).search(requestSince(query, since, { number: 1, limit: 0 }));
  return found.total.value;
}

function requestSince(query: string, since: Date, { number, limit }: { number: number; limit: number }) {
  const request = engineRequest({ ...inputOfSaved(query), page: number, limit });
  // The index keeps whole seconds; the rows decide.
  const seconds = Math.floor(since.getTime() / 1000);
  return {
    ...request,
    facets: [],
    refine: { ...request.refine, since: { field: "createdAt", op: "gte" as const, value: seconds } },
  };
}

/** Those of `ids` that anybody may see at `now` and that were published since, latest first. */
export function visibleOf(tx: Tx, ids: readonly string[], since: Date, now: Date) {
  return tx
    .select({
      id: listing.id,
      kind: listing.kind,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      ownerZh: organization.nameZh,
      ownerEn: organization.nameEn,
    })
    .from(listing)
    .innerJoin(organization, eq(organization.id, listing.organizationId))
    .where(
      and(
        inArray(listing.id, [...ids]),
        eq(listing.state, "published"),
        gte(listing.publishedAt, since),
        mayAppear(listing.organizationId, now),
      ),
    )
    .orderBy(desc(listing.publishedAt), desc(listing.id));
}

/** Notes that a person knows of these for a search. Returns those they did not know of yet. */
export async function noteTold(
  tx: Tx,
  savedSearchId: string,
  ids: readonly string[],
  now: Date,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .insert(savedSearchHit)
    .values(ids.map((listingId) => ({ savedSearchId, listingId, toldAt: now })))
    .onConflictDoNothing()
    .returning({ id: savedSearchHit.listingId });
  return new Set(rows.map(({ id }) => id));
}
