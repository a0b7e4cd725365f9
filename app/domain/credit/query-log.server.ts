import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { standingQuery } from "#db/schema/credit.ts";
import { organization } from "#db/schema/identity.ts";
import type { Context } from "../context.ts";

/** Years that the log of questions is kept: Zhejiang public credit ordinance, Art. 20. */
export const queryLogYears = 10;

type Extent = (typeof standingQuery.$inferInsert)["extent"];

/** Writes down that somebody asked for the standing of these organisations, and how much they were told. */
export async function logQueries(
  { db, clock, actor }: Context,
  organizationIds: readonly string[],
  extent: Extent,
): Promise<void> {
  if (organizationIds.length === 0) return;
  const by = { byId: actor.user?.id ?? null, byOrganizationId: actor.organization?.id ?? null };
  const asked = { at: clock.now(), via: actor.via, extent, ...by };
  await db
    .insert(standingQuery)
    .values(organizationIds.map((organizationId) => ({ organizationId, ...asked })));
}

const pageSize = 50;

/** Who asked for an organisation's standing, latest first: by organisation, never by person. */
export async function queriesAbout({ db }: Pick<Context, "db">, organizationId: string, after?: string) {
  const rows = await db
    .select({
      id: standingQuery.id,
      at: standingQuery.at,
      via: standingQuery.via,
      extent: standingQuery.extent,
      byZh: organization.nameZh,
      byEn: organization.nameEn,
    })
    .from(standingQuery)
    .leftJoin(organization, eq(organization.id, standingQuery.byOrganizationId))
    .where(
      and(
        eq(standingQuery.organizationId, organizationId),
        after
          ? sql`(${standingQuery.at}, ${standingQuery.id}) < (select q.at, q.id from standing_query q where q.id = ${after})`
          : undefined,
      ),
    )
    .orderBy(desc(standingQuery.at), desc(standingQuery.id))
    .limit(pageSize + 1);
  const items = rows.slice(0, pageSize);
  return { items, next: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null };
}

/** Deletes what is older than it has to be kept. */
export async function forgetOldQueries(tx: Tx, now: Date): Promise<void> {
  const kept = new Date(now);
  kept.setUTCFullYear(kept.getUTCFullYear() - queryLogYears);
  await tx.delete(standingQuery).where(lt(standingQuery.at, kept));
}
