import { createHash } from "node:crypto";
import { and, desc, eq, inArray, max } from "drizzle-orm";
import { caseNotice, decidedMeasure, decision, decisionService, proposedMeasure } from "#db/schema/cases.ts";
import type { DocumentService } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { problems, refuse } from "#app/runtime/problem.ts";
import type { Actor } from "../context.ts";
import { nextNumber, organOf } from "./numbers.server.ts";
import { decisionText } from "./papers.ts";
import { paperOf, remediesOf } from "./papers.server.ts";
import { aboveLevel, levelIn, type Term } from "./policy.ts";
import { caseProblems } from "./problems.ts";
import { measureRulesOf } from "./rules.server.ts";
import type { CaseRow } from "./impartial.server.ts";
import type { Scene } from "./step-case.server.ts";
import type { DecisionRow, NoticeRow, Draft } from "./decision-draft.ts";

/**
 * Writes a decision: takes its number, puts it into words, signs it with the text's SHA-256. Refuses
 * `authority_incomplete` where the paper could not name the remedies.
 */
export async function writeDecision(
  { tx, row, now, user }: Scene,
  actor: Actor,
  draft: Draft,
): Promise<DecisionRow> {
  const level = levelIn(actor.regionPrefixes, row.regionCode) ?? row.regionCode.length;
  const organ = await organOf(tx, row.regionCode.slice(0, level));
  const remedies = await remediesOf(tx, row, organ, now);
  if (!remedies) return refuse(caseProblems.authorityIncomplete());
  const [last] = await tx
    .select({ n: max(decision.n) })
    .from(decision)
    .where(eq(decision.caseId, row.id));
  const signed = { signerName: user.name, signedAt: now };
  const documentNo = await nextNumber(tx, organ, "decision", now);
  const paper = await paperOf(tx, row, organ, remedies, { ...draft, ...signed, documentNo });
  const text = decisionText(translatorFor("zh-CN").t, paper);
  const { kind, facts, reasons, notice, on } = draft;
  const [written] = await tx
    .insert(decision)
    .values({
      caseId: row.id,
      n: (last?.n ?? 0) + 1,
      documentNo,
      kind,
      noticeId: notice?.id ?? null,
      onId: on?.id ?? null,
      ruleBookId: row.ruleBookId,
      offenceCode: row.offenceCode,
      class: draft.class,
      facts,
      reasons,
      text,
      sha256: createHash("sha256").update(text).digest("hex"),
      signerId: user.id,
      signedAt: now,
    })
    .returning();
  if (!written) throw new Error("a decision was not written");
  if (draft.measures.length > 0)
    await tx
      .insert(decidedMeasure)
      .values(draft.measures.map((term) => ({ decisionId: written.id, ...term })));
  return written;
}

/** A decision has reached its subject. */
export async function serveDecision(
  tx: Tx,
  decisionId: string,
  served: { at: Date; how: DocumentService; byId: string },
): Promise<void> {
  await tx.insert(decisionService).values({ decisionId, ...served });
}

/** The latest notice of a case with what it announces. */
export async function lastNotice(tx: Tx, caseId: string): Promise<NoticeRow | undefined> {
  const [found] = await tx
    .select()
    .from(caseNotice)
    .where(eq(caseNotice.caseId, caseId))
    .orderBy(desc(caseNotice.n))
    .limit(1);
  if (!found) return undefined;
  const measures = await tx
    .select({ kind: proposedMeasure.kind, days: proposedMeasure.days })
    .from(proposedMeasure)
    .where(eq(proposedMeasure.noticeId, found.id));
  return { ...found, measures };
}

/** The decision that lays what is laid in a case: the sanction, or what a review has made of it. */
export async function decisionInForce(
  tx: Tx,
  caseId: string,
): Promise<{ row: DecisionRow; measures: Term[] }> {
  const [row] = await tx
    .select()
    .from(decision)
    .where(and(eq(decision.caseId, caseId), inArray(decision.kind, ["sanction", "changed"])))
    .orderBy(desc(decision.n))
    .limit(1);
  if (!row) return refuse(problems.notFound("decision"));
  const measures = await tx
    .select({ kind: decidedMeasure.kind, days: decidedMeasure.days })
    .from(decidedMeasure)
    .where(eq(decidedMeasure.decisionId, row.id));
  return { row, measures };
}

/** Refuses when one of these measures has to be decided higher up than the actor stands. */
export async function demandLevel(
  tx: Tx,
  actor: Actor,
  row: CaseRow,
  measures: readonly Term[],
): Promise<void> {
  const level = levelIn(actor.regionPrefixes, row.regionCode);
  const rules = await measureRulesOf(tx, row.ruleBookId);
  const above = level === undefined ? measures[0]?.kind : aboveLevel(level, measures, rules);
  if (above) refuse(caseProblems.levelTooLow(above));
}
