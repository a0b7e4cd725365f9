import { sql } from "drizzle-orm";
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

interface Sums extends Record<string, unknown> {
  id: string;
  points: number;
  classes: string[];
  repaired: boolean;
}

/** Grade and usage score of organisations, derived from the events in force at `now`. */
export async function standingsOf(
  tx: Tx,
  organizationIds: readonly string[],
  now: Date,
): Promise<Map<string, Standing>> {
  const standings = new Map(organizationIds.map((id) => [id, untouched]));
  if (organizationIds.length === 0) return standings;
  const at = sql`${now.toISOString()}::timestamptz`;
  const rows = await tx.execute<Sums>(sql`
    select e.organization_id as id,
      coalesce(sum(e.points) filter (where e.record = 'usage' and e.ended is null), 0)::float8 as points,
      coalesce(array_agg(e.class) filter (where e.class is not null and e.ended is null), '{}') as classes,
      coalesce(bool_or(e.class is not null and e.ended = 'repair'), false) as repaired
    from (select e.*, (select c.kind from credit_event_change c where c.event_id = e.id and c."from" <= ${at}
        order by c."from" desc, c.id desc limit 1) as ended
      from credit_event e
      where e.organization_id = any(${`{${organizationIds.join(",")}}`}::uuid[])
        and e."from" <= ${at} and (e.until is null or e.until > ${at})) e
    group by e.organization_id`);
  for (const { id, points, classes, repaired } of rows) {
    standings.set(id, {
      grade: integrityGrade(classes, repaired),
      score: usageScore(points),
      rulesVersion: usageRules.version,
    });
  }
  return standings;
}
