import { and, count, desc, eq } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import { region } from "#db/schema/shared.ts";
import { mayAppear } from "#db/in-force.ts";
import type { Context } from "#app/domain/context.ts";

const perKind = 12;

/** What everybody may know of an organisation: who it is, whether verified, its role mailbox, what it lists. */
export async function publicOrganization({ db, clock }: Pick<Context, "db" | "clock">, id: string) {
  const [found] = await db
    .select({ organization, region })
    .from(organization)
    .leftJoin(region, eq(region.code, organization.regionCode))
    .where(eq(organization.id, id));
  if (!found) return undefined;
  const onMarket = and(
    eq(listing.organizationId, id),
    eq(listing.state, "published"),
    mayAppear(listing.organizationId, clock.now()),
  );
  const counts = await db
    .select({ kind: listing.kind, n: count() })
    .from(listing)
    .where(onMarket)
    .groupBy(listing.kind);
  const kinds = await Promise.all(
    counts.map(async ({ kind, n }) => ({
      kind,
      total: n,
      listings: await db
        .select({ id: listing.id, kind: listing.kind, titleZh: listing.titleZh, titleEn: listing.titleEn })
        .from(listing)
        .where(and(onMarket, eq(listing.kind, kind)))
        .orderBy(desc(listing.publishedAt), desc(listing.id))
        .limit(perKind),
    })),
  );
  const { reverifyAt, demo, parentId, createdAt, ...shown } = found.organization;
  return { ...shown, region: found.region, kinds };
}
