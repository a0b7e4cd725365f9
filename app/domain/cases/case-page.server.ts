import { and, asc, desc, eq, lte, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { caseCustody, caseFile, decision, publication, publicationWithdrawal } from "#db/schema/cases.ts";
import { measure } from "#db/schema/credit.ts";
import { appUser } from "#db/schema/identity.ts";
import { measureRule, offence, offenceMeasure, ruleBook } from "#db/schema/rule-book.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { measureKinds } from "#db/schema/vocabulary.ts";
import { ok } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { type CaseDetail, caseDetail } from "./find-case.server.ts";
import { offeredSteps } from "./offered-steps.ts";
import { leftInForce } from "./objection/left-in-force.server.ts";
import { repairableFrom } from "./repair/repair.server.ts";

/** A case as its page shows it to this reader: `caseDetail` with its steps so far, what can be done now, and the rest around it. */
export async function casePage(ctx: Context, id: string) {
  const found = await caseDetail(ctx, id);
  if (!found.ok) return found;
  const { db, actor, clock } = ctx;
  const { row, side, allowed } = found.value;
  const [history, measures, publications, left, custody, names] = await Promise.all([
    stepsOf(db, id, side === "handler"),
    measuresOf(db, id),
    publicationsOf(db, id),
    side === "handler" ? leftInForce(db, id, clock.now()) : undefined,
    side === "handler" ? custodyOf(db, id) : [],
    side === "handler"
      ? namesOf(db, [row.officerId, row.chairId, row.deciderId, row.reviewerId, row.complainantId])
      : noNames,
  ]);
  const open = allowed.map(({ name }) => name);
  const acts = offeredSteps(open, row, actor.user?.id ?? null, clock.now());
  return ok({ ...found.value, history, measures, publications, left, custody, names, acts });
}

export type CasePage = Extract<Awaited<ReturnType<typeof casePage>>, { ok: true }>["value"];

const noNames: Record<string, string> = {};

/** The steps so far, oldest first; who took them is the authority's to know. */
async function stepsOf(tx: Tx, caseId: string, named: boolean) {
  const rows = await tx
    .select({ at: auditEntry.at, toState: auditEntry.toState, actorName: auditEntry.actorName })
    .from(auditEntry)
    .where(and(eq(auditEntry.entity, "misconduct_case"), eq(auditEntry.entityId, caseId)))
    .orderBy(asc(auditEntry.seq));
  return rows.map(({ at, toState, actorName }) => ({ at, toState, ...(named && { actorName }) }));
}

/** The measures of served decisions with their dates. */
const measuresOf = (tx: Tx, caseId: string) =>
  tx
    .select({ decisionId: measure.decisionId, kind: measure.kind, from: measure.from, until: measure.until })
    .from(measure)
    .innerJoin(decision, eq(decision.id, measure.decisionId))
    .where(eq(decision.caseId, caseId));

const publicationsOf = (tx: Tx, caseId: string) =>
  tx
    .select({
      decisionId: publication.decisionId,
      from: publication.from,
      until: publication.until,
      withdrawn: publicationWithdrawal.reason,
    })
    .from(publication)
    .innerJoin(decision, eq(decision.id, publication.decisionId))
    .leftJoin(publicationWithdrawal, eq(publicationWithdrawal.publicationId, publication.id))
    .where(eq(decision.caseId, caseId));

/** Who had each piece of a case's evidence, when, and whether it hashed to what it did at first. */
const custodyOf = (tx: Tx, caseId: string) =>
  tx
    .select({
      id: caseCustody.id,
      fileId: caseCustody.fileId,
      act: caseCustody.act,
      at: caseCustody.at,
      unchanged: sql<boolean>`${caseCustody.sha256} = ${caseFile.sha256}`,
      by: appUser.name,
    })
    .from(caseCustody)
    .innerJoin(caseFile, eq(caseFile.id, caseCustody.fileId))
    .leftJoin(appUser, eq(appUser.id, caseCustody.byId))
    .where(eq(caseFile.caseId, caseId))
    .orderBy(asc(caseCustody.at), asc(caseCustody.id))
    .limit(1000);

async function namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<Record<string, string>> {
  const rows = await tx
    .select({ id: appUser.id, name: appUser.name })
    .from(appUser)
    .where(sql`${appUser.id} = any(${sql.param(ids.filter((id) => id !== null))}::uuid[])`);
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

/** When the accused may ask for repair of what a case has led to; null when there is nothing to repair. */
export async function repairFrom(ctx: Context, { decisions, repairs }: CaseDetail): Promise<Date | null> {
  if (repairs.some(({ state }) => state === "filed" || state === "granted")) return null;
  const last = decisions.findLast(({ decision: { kind } }) => kind === "sanction" || kind === "changed");
  return last ? repairableFrom(ctx.db, last.decision) : null;
}

/** The measures that the rule book of a case allows for an offence, mildest first. */
export async function termsFor(tx: Tx, ruleBookId: string, offenceCode: string) {
  const rows = await tx
    .select({
      kind: offenceMeasure.kind,
      minDays: offenceMeasure.minDays,
      maxDays: offenceMeasure.maxDays,
      hearing: measureRule.hearing,
    })
    .from(offenceMeasure)
    .innerJoin(
      measureRule,
      and(eq(measureRule.ruleBookId, offenceMeasure.ruleBookId), eq(measureRule.kind, offenceMeasure.kind)),
    )
    .where(and(eq(offenceMeasure.ruleBookId, ruleBookId), eq(offenceMeasure.offenceCode, offenceCode)));
  return rows.toSorted((a, b) => measureKinds.indexOf(a.kind) - measureKinds.indexOf(b.kind));
}

/** The offences of a rule book, for choosing one. */
export const offencesOf = (tx: Tx, ruleBookId: string) =>
  tx
    .select({
      code: offence.code,
      nameZh: offence.nameZh,
      nameEn: offence.nameEn,
      category: offence.category,
    })
    .from(offence)
    .where(eq(offence.ruleBookId, ruleBookId))
    .orderBy(asc(offence.code));

/** The offences of the rule book in force, for those who report one. */
export async function currentOffences(tx: Tx, now: Date) {
  const [book] = await tx
    .select({ id: ruleBook.id })
    .from(ruleBook)
    .where(lte(ruleBook.effectiveAt, now))
    .orderBy(desc(ruleBook.effectiveAt))
    .limit(1);
  return book ? offencesOf(tx, book.id) : [];
}
