import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { inForce } from "#db/in-force.ts";
import { measureKinds } from "#db/schema/vocabulary.ts";

interface Wire extends Record<string, unknown> {
  at: string;
  kinds: (typeof measureKinds)[number][];
}

/**
 * The measures of a case that are still in force though an objection to its record was sustained, and since when that is so:
 * an objection puts the record right, a measure ends by a decision of its own, which somebody has to take. Undefined where
 * nothing is left.
 */
export async function leftInForce(
  tx: Tx,
  caseId: string,
  now: Date,
): Promise<{ at: Date; kinds: Wire["kinds"] } | undefined> {
  const [row] = await tx.execute<Wire>(sql`
    select to_json(max(o.answered_at)) as at,
      array(select distinct m.kind ${inForce(measureKinds, now)}
        and m.decision_id in (select d.id from decision d where d.case_id = ${caseId})) as kinds
    from objection o where o.case_id = ${caseId} and o.state = 'sustained' having count(*) > 0`);
  return row && row.kinds.length > 0 ? { at: new Date(row.at), kinds: row.kinds } : undefined;
}
