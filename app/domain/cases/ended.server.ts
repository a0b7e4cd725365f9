import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { moment } from "#db/in-force.ts";

/** Whether what a decision did has ended for good at `now`: a review changed or revoked it, it was repaired, or found to be wrong. */
export const hasEnded = (decisionId: SQL, now: Date): SQL<boolean> =>
  sql<boolean>`decision_has_ended(${decisionId}, ${moment(now)})`;

/**
 * From when the terms of a case's decision count: the service of the first, so that a review, which can only be milder,
 * begins none of them anew. Throws where nothing was served.
 */
export async function countsFrom(tx: Tx, caseId: string): Promise<Date> {
  const [row] = await tx.execute<{ at: string | null }>(
    sql`select decision_counts_from(${caseId}::uuid) as at`,
  );
  if (!row?.at) throw new Error(`no decision of case ${caseId} was served`);
  return new Date(row.at);
}
