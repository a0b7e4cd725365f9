import { eq } from "drizzle-orm";
import { decidedMeasure, rectification } from "#db/schema/cases.ts";
import { creditEvent } from "#db/schema/credit.ts";
import type { Tx } from "#db/client.ts";
import { calendarDeadline } from "../working-days.server.ts";
import { imposeMeasure } from "../credit/impose-measure.server.ts";
import type { CaseRow } from "./impartial.server.ts";
import { daysLater } from "./policy.ts";
import { measureRulesOf, publicationRuleOf } from "./rules.server.ts";
import type { DecisionRow } from "./decision-draft.ts";

/**
 * What a served decision does, in the transaction of its service: its measures begin, the integrity record gets its
 * event, and what has to be put right is ordered. `since`: when the first decision was served, where a review changes it,
 * so that time served counts. Call under `lockStanding`.
 */
export async function laySanction(
  tx: Tx,
  row: CaseRow,
  decided: DecisionRow,
  at: Date,
  since = at,
): Promise<void> {
  const measures = await tx
    .select()
    .from(decidedMeasure)
    .where(eq(decidedMeasure.decisionId, decided.id))
    .orderBy(decidedMeasure.kind);
  for (const { id, kind, days } of measures) {
    const until = days === null ? null : daysLater(since, days);
    if (until !== null && until <= at) continue;
    await imposeMeasure(tx, {
      organizationId: row.subjectId,
      kind,
      from: at,
      until,
      decisionId: decided.id,
      decidedMeasureId: id,
      caseNo: decided.documentNo,
    });
  }
  await recordIntegrity(tx, row, decided, since);
  await orderRectification(tx, row, decided, at, measures);
}

/** The event of the integrity record, for as long as its class counts. */
async function recordIntegrity(tx: Tx, row: CaseRow, decided: DecisionRow, since: Date): Promise<void> {
  const grade = decided.class;
  if (grade === null) throw new Error(`decision ${decided.documentNo} has no class`);
  const { recordDays } = await publicationRuleOf(tx, decided.ruleBookId, grade);
  await tx.insert(creditEvent).values({
    organizationId: row.subjectId,
    record: "integrity",
    code: decided.offenceCode,
    class: grade,
    from: since,
    until: daysLater(since, recordDays),
    causeType: "decision",
    causeId: decided.id,
    ruleBookId: decided.ruleBookId,
  });
}

/** The longest time to rectify among the measures is given, once. */
async function orderRectification(
  tx: Tx,
  row: CaseRow,
  decided: DecisionRow,
  at: Date,
  measures: readonly { kind: string }[],
): Promise<void> {
  const rules = await measureRulesOf(tx, decided.ruleBookId);
  const days = Math.max(
    0,
    ...measures.map(({ kind }) => rules.find((rule) => rule.kind === kind)?.rectifyDays ?? 0),
  );
  if (days === 0) return;
  const dueAt = await calendarDeadline(tx, at, days);
  await tx.insert(rectification).values({
    caseId: row.id,
    decisionId: decided.id,
    subjectId: row.subjectId,
    regionCode: row.regionCode,
    what: decided.reasons,
    dueAt,
    deadline: dueAt,
    stateSince: at,
  });
}
