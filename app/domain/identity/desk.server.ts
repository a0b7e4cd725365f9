import type { Deadline } from "#app/domain/deadline.ts";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { listing } from "#db/schema/catalog.ts";
import { organization, verification } from "#db/schema/identity.ts";
import type { Context } from "#app/domain/context.ts";
import { inTerritory } from "./territory.server.ts";

/** What waits for a regulator in one queue. */
export interface Waiting {
  total: number;
  overdue: number;
  /** Due before the end of the next three days. */
  soon: number;
  nextDeadline: Deadline | null;
}

export interface Desk {
  verifications: Waiting;
  listings: Waiting;
}

/** What waits in the actor's territory, queue by queue, counted by deadline. */
export async function loadDesk(ctx: Context): Promise<Desk> {
  const { db, actor } = ctx;
  const [[verifications], [listings]] = await Promise.all([
    db
      .select(counts(ctx, verification.deadline))
      .from(verification)
      .innerJoin(organization, eq(organization.id, verification.organizationId))
      .where(and(eq(verification.state, "submitted"), inTerritory(actor, organization.regionCode))),
    db
      .select(counts(ctx, listing.deadline))
      .from(listing)
      .where(and(eq(listing.state, "submitted"), inTerritory(actor, listing.regionCode))),
  ]);
  return { verifications: verifications ?? nothing, listings: listings ?? nothing };
}

/** Nothing waits. */
export const nothing: Waiting = { total: 0, overdue: 0, soon: 0, nextDeadline: null };
const soonMs = 3 * 86_400_000;

/** Counts a queue by deadline; the columns of a `Waiting`. */
export function counts({ clock }: Pick<Context, "clock">, deadline: PgColumn) {
  const now = clock.now();
  const soon = new Date(now.getTime() + soonMs);
  const countWhere = (condition: SQL): SQL<number> =>
    sql<number>`count(*) filter (where ${condition})`.mapWith(Number);
  return {
    total: sql<number>`count(*)`.mapWith(Number),
    overdue: countWhere(sql`${deadline} < ${now.toISOString()}`),
    soon: countWhere(sql`${deadline} >= ${now.toISOString()} and ${deadline} < ${soon.toISOString()}`),
    nextDeadline: sql<Date | null>`min(${deadline})`.mapWith((value: string) => new Date(value)),
  };
}
