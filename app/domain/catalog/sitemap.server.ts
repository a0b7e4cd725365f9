import { and, asc, eq, exists, gt, type SQL, sql } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import type { ListingKind } from "#db/schema/vocabulary.ts";
import { mayAppear } from "#db/in-force.ts";
import type { Context } from "#app/domain/context.ts";

/** Addresses in one part; the protocol allows 50,000, and each of ours names its languages besides. */
export const partSize = 25_000;
const rowsAtOnce = 1_000;

type Reader = Pick<Context, "db" | "clock">;

/** A public page and when what it says last changed. */
export type SitemapListing = { id: string; kind: ListingKind; updatedAt: Date };
export type SitemapOrganization = { id: string; updatedAt: Date | null };

/** What everybody may find: published, and its owner not hidden by a measure in force. */
const shown = ({ clock }: Reader): SQL | undefined =>
  and(eq(listing.state, "published"), mayAppear(listing.organizationId, clock.now()));

const beyond = (column: typeof listing.id | typeof organization.id, after: string | undefined) =>
  after === undefined ? undefined : gt(column, after);

/** Up to `partSize` listings in the order of their ids, beginning behind `after`. */
export async function* listingsForSitemap(
  reader: Reader,
  after?: string,
): AsyncGenerator<SitemapListing, void, void> {
  const read = (from: string | undefined, limit: number) =>
    reader.db
      .select({ id: listing.id, kind: listing.kind, updatedAt: listing.updatedAt })
      .from(listing)
      .where(and(shown(reader), beyond(listing.id, from)))
      .orderBy(asc(listing.id))
      .limit(limit);
  yield* inPages(read, after);
}

/** Up to `partSize` organisations that have something on the market, beginning behind `after`. */
export async function* organizationsForSitemap(
  reader: Reader,
  after?: string,
): AsyncGenerator<SitemapOrganization, void, void> {
  // Written out, as columns of the one table selected from would lose its name.
  const latest = sql`(select max(l.updated_at) from listing l
    where l.organization_id = organization.id and l.state = 'published')`.mapWith(listing.updatedAt);
  const read = (from: string | undefined, limit: number) =>
    reader.db
      .select({ id: organization.id, updatedAt: latest })
      .from(organization)
      .where(and(lists(reader), beyond(organization.id, from)))
      .orderBy(asc(organization.id))
      .limit(limit);
  yield* inPages(read, after);
}

const lists = (reader: Reader) =>
  exists(
    reader.db
      .select({ one: sql`1` })
      .from(listing)
      .where(and(eq(listing.organizationId, organization.id), shown(reader))),
  );

async function* inPages<T extends { id: string }>(
  read: (after: string | undefined, limit: number) => Promise<T[]>,
  after: string | undefined,
): AsyncGenerator<T, void, void> {
  let last = after;
  for (let left = partSize; left > 0; ) {
    const rows = await read(last, Math.min(rowsAtOnce, left));
    yield* rows;
    left -= rows.length;
    last = rows.at(-1)?.id;
    if (rows.length < rowsAtOnce) return;
  }
}

/** The ids behind which the second and every later part of each kind begins. */
export async function sitemapParts(reader: Reader): Promise<{ listings: string[]; organizations: string[] }> {
  const numbered = (from: SQL, where: SQL | undefined) => sql<{ id: string }>`
    select id from (select id, row_number() over (order by id) as n from ${from} where ${where}) as numbered
    where n % ${partSize} = 0 order by id`;
  const listings = await reader.db.execute<{ id: string }>(numbered(sql`${listing}`, shown(reader)));
  const organizations = await reader.db.execute<{ id: string }>(
    numbered(sql`${organization}`, lists(reader)),
  );
  return { listings: listings.map(({ id }) => id), organizations: organizations.map(({ id }) => id) };
}
