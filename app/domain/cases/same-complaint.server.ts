import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { misconductCase } from "#db/schema/cases.ts";
import type { Tx } from "#db/client.ts";
import { type Accusation, type Opening, subjectOf } from "./open-case.server.ts";
import { caseProcess } from "./states.ts";

/** Within which the same words from the same hand are one complaint that was sent twice. */
const windowMs = 86_400_000;

/** Somebody has a step to take. */
const atWork = caseProcess.states.filter((state) => caseProcess.owners[state] !== undefined);

/**
 * The case that this very complaint has opened already and that is still at work: a form sent twice, by a double click or
 * from the browser's history, opens one. Two that arrive at once wait for each other. After a case has ended the same
 * words are a new complaint.
 */
export async function sameComplaint(
  tx: Tx,
  now: Date,
  accusation: Accusation,
  complainant: NonNullable<Opening["complainant"]>,
): Promise<{ id: string; caseNo: string } | undefined> {
  const { id: subjectId } = await subjectOf(tx, accusation);
  const { title, account, offenceCode, actFrom } = accusation;
  const { complainantId, complainantName, complainantContact } = complainant;
  const hand = `complaint:${subjectId}:${complainantId}:${complainantName}:${complainantContact}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${hand}, 0))`);
  const [found] = await tx
    .select({ id: misconductCase.id, caseNo: misconductCase.caseNo })
    .from(misconductCase)
    .where(
      and(
        eq(misconductCase.subjectId, subjectId),
        inArray(misconductCase.state, atWork),
        gt(misconductCase.createdAt, new Date(now.getTime() - windowMs)),
        sql`${misconductCase.complainantId} is not distinct from ${complainantId}::uuid`,
        eq(misconductCase.complainantName, complainantName),
        eq(misconductCase.complainantContact, complainantContact),
        eq(misconductCase.title, title),
        eq(misconductCase.account, account),
        eq(misconductCase.offenceCode, offenceCode),
        eq(misconductCase.actFrom, actFrom),
      ),
    )
    .limit(1);
  return found;
}
