import { and, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { creditEvent, creditEventChange } from "#db/schema/credit.ts";
import type { Tx } from "#db/client.ts";
import { type Grade, integrityGrade, usageRules, usageScore } from "./usage-rules.ts";

export interface Standing {
  grade: Grade;
  score: number;
  rulesVersion: number;
}

const untouched: Standing = {
  grade: integrityGrade([]),
  score: usageRules.start,
  rulesVersion: usageRules.version,
};

/** Grade and usage score of organisations, derived from the events in force at `now`. */
export async function standingsOf(
  tx: Tx,
  organizationIds: readonly string[],
  now: Date,
): Promise<Map<string, Standing>> {
  const standings = new Map(organizationIds.map((id) => [id, untouched]));
  if (organizationIds.length === 0) return standings;
  const rows = await tx
    .select({
      id: creditEvent.organizationId,
      points: sql<number>`coalesce(sum(${creditEvent.points}) filter (where ${creditEvent.record} = 'usage'), 0)::float8`,
      classes: sql<
        string[]
      >`coalesce(array_agg(${creditEvent.class}) filter (where ${creditEvent.class} is not null), '{}')`,
    })
    .from(creditEvent)
    .where(
      and(
        inArray(creditEvent.organizationId, [...organizationIds]),
        lte(creditEvent.from, now),
        or(isNull(creditEvent.until), gt(creditEvent.until, now)),
        sql`not exists (select 1 from ${creditEventChange} c
          where c.event_id = ${creditEvent.id} and c."from" <= ${now.toISOString()}::timestamptz)`,
      ),
    )
    .groupBy(creditEvent.organizationId);
  for (const { id, points, classes } of rows) {
    standings.set(id, {
      grade: integrityGrade(classes),
      score: usageScore(points),
      rulesVersion: usageRules.version,
    });
  }
  return standings;
}
