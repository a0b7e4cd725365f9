import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { isPublished, measureState } from "#db/published.ts";
import { keptSince } from "./kept.ts";
import type { RegisterMeasure } from "./register/rows.server.ts";

interface Wire extends Record<string, unknown>, RegisterMeasure {
  id: string;
  caseNo: string;
  caseId: string;
  decisionId: string;
  published: boolean;
  objected: boolean;
}

/** Every measure that was laid on an organisation and is kept, published or not, latest first, for itself and for those who oversee it. */
export async function measuresOf(tx: Tx, organizationId: string, now: Date): Promise<Wire[]> {
  const rows = await tx.execute<Wire>(sql`
    select m.id, m.kind, m."from", m.until, m.case_no as "caseNo", d.case_id as "caseId", m.decision_id as "decisionId",
      ${measureState(now)} as state,
      exists (select 1 from publication p where p.decision_id = m.decision_id and ${isPublished(now)}) as published,
      exists (select 1 from objection o where o.about = 'decision' and o.about_id = m.decision_id
        and o.state = 'filed') as objected
    from measure m join decision d on d.id = m.decision_id
    where m.organization_id = ${organizationId}
      and (m."from" > ${keptSince(now).toISOString()}::timestamptz or m.until > ${now.toISOString()}::timestamptz)
    order by m."from" desc, m.id desc limit 200`);
  return [...rows];
}

export type OwnMeasure = Wire;
