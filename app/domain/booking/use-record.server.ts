import { and, eq, gte, sql } from "drizzle-orm";
import { booking, usageRecord } from "#db/schema/booking.ts";
import type { Context } from "../context.ts";

/** A facility's use over the last twelve months, from its usage records. */
export interface UseRecord {
  uses: number;
  hours: number;
  /** Share of the hours for users from outside, 0–1; null without any use. */
  externalShare: number | null;
  evaluations: number;
  /** Share of the evaluations that are satisfied or very satisfied, 0–1; null without any. */
  satisfied: number | null;
}

const yearMs = 365 * 86_400_000;

export async function recordOfUse({ db, clock }: Context, facilityId: string): Promise<UseRecord> {
  const since = new Date(clock.now().getTime() - yearMs);
  const hours = sql`extract(epoch from ${usageRecord.actualTo} - ${usageRecord.actualFrom}) / 3600`;
  const [row] = await db
    .select({
      uses: sql<number>`count(*)::int`,
      hours: sql<number>`coalesce(sum(${hours}), 0)::float8`,
      external: sql<number>`coalesce(sum(${hours}) filter (where ${usageRecord.external}), 0)::float8`,
      evaluations: sql<number>`count(${usageRecord.evaluation})::int`,
      satisfied: sql<number>`(count(*) filter (where ${usageRecord.evaluation} in ('very_satisfied', 'satisfied')))::int`,
    })
    .from(usageRecord)
    .innerJoin(booking, eq(booking.id, usageRecord.bookingId))
    .where(and(eq(booking.facilityId, facilityId), gte(usageRecord.actualFrom, since)));
  const { uses = 0, hours: all = 0, external = 0, evaluations = 0, satisfied = 0 } = row ?? {};
  return {
    uses,
    hours: all,
    externalShare: all > 0 ? external / all : null,
    evaluations,
    satisfied: evaluations > 0 ? satisfied / evaluations : null,
  };
}
