import { and, count, desc, eq, lte, sql } from "drizzle-orm";
import {
  authorityRecord,
  caseEntry,
  caseNotice,
  caseOrgan,
  decidedMeasure,
  decision,
  misconductCase,
} from "#db/schema/cases.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import { ruleBook } from "#db/schema/rule-book.ts";
import type { Tx } from "#db/client.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { readParameter } from "../parameters.server.ts";
import { today } from "../working-days.ts";
import { decisionText, type Paper, type Remedies } from "./papers.ts";
import { deadlineOf, limitOf, offenceOf } from "./rules.server.ts";
import type { Organ } from "./numbers.server.ts";
import type { CaseRow } from "./impartial.server.ts";
import type { Draft } from "./decision-draft.ts";

type Signed = Omit<Draft, "notice"> & {
  documentNo: string;
  signerName: string;
  signedAt: Date;
  notice: { n: number; servedAt: Date } | null;
};

/** What an authority's papers of a day say of it and of the ways against its decisions; undefined while nothing was entered. */
export async function remediesOf(
  tx: Tx,
  row: CaseRow,
  { regionPrefix }: Organ,
  at: Date,
): Promise<Remedies | undefined> {
  const day = today(at);
  const [record] = await tx
    .select()
    .from(authorityRecord)
    .where(and(eq(authorityRecord.regionPrefix, regionPrefix), lte(authorityRecord.validFrom, day)))
    .orderBy(desc(authorityRecord.validFrom))
    .limit(1);
  if (!record) return undefined;
  const number = (name: Parameters<typeof readParameter>[1]) => readParameter(tx, name, row.regionCode, day);
  return {
    ...record,
    review: await limitOf(tx, row.ruleBookId, "review_application"),
    reconsiderationDays: await number("reconsideration_days"),
    lawsuitMonths: await number("lawsuit_months"),
    lawsuitAfterReconsiderationDays: await number("lawsuit_after_reconsideration_days"),
  };
}

/** Everything that the document of a decision says, in both languages. */
export async function paperOf(
  tx: Tx,
  row: CaseRow,
  organ: Organ,
  remedies: Remedies,
  draft: Signed,
): Promise<Paper> {
  const [subject] = await tx.select().from(organization).where(eq(organization.id, row.subjectId));
  const [book] = await tx.select().from(ruleBook).where(eq(ruleBook.id, row.ruleBookId));
  if (!subject || !book) throw new Error(`case ${row.caseNo} lacks its subject or rule book`);
  const offence = await offenceOf(tx, row.ruleBookId, row.offenceCode);
  const [said] = await tx
    .select({ n: count() })
    .from(caseEntry)
    .where(and(eq(caseEntry.caseId, row.id), eq(caseEntry.kind, "statement")));
  return {
    ...draft,
    caseNo: row.caseNo,
    organ,
    remedies,
    subject,
    offence,
    bookVersion: book.version,
    actFrom: row.actFrom,
    actUntil: row.actUntil,
    statements: said?.n ?? 0,
    heardAt: row.heardAt,
    on: draft.on && { documentNo: draft.on.documentNo, signedAt: draft.on.signedAt },
    reviewBy: await deadlineOf(tx, row.ruleBookId, "review_application", draft.signedAt),
  };
}

/** The document of a decision: as signed in Chinese, in English as a rendering of the same facts. */
export async function renderDecision(tx: Tx, id: string, locale: Locale): Promise<string | undefined> {
  const [found] = await tx
    .select({ row: decision, of: misconductCase, signerName: appUser.name, organ: caseOrgan })
    .from(decision)
    .innerJoin(misconductCase, eq(misconductCase.id, decision.caseId))
    .innerJoin(appUser, eq(appUser.id, decision.signerId))
    .leftJoin(caseOrgan, sql`starts_with(${decision.documentNo}, ${caseOrgan.abbreviation})`)
    .where(eq(decision.id, id));
  if (!found) return undefined;
  if (locale !== "en" || !found.organ) return found.row.text;
  const remedies = await remediesOf(tx, found.of, found.organ, found.row.signedAt);
  if (!remedies) return found.row.text;
  const measures = await tx
    .select({ kind: decidedMeasure.kind, days: decidedMeasure.days })
    .from(decidedMeasure)
    .where(eq(decidedMeasure.decisionId, id));
  const [on] = found.row.onId ? await tx.select().from(decision).where(eq(decision.id, found.row.onId)) : [];
  const { noticeId } = found.row;
  const [notice] = noticeId ? await tx.select().from(caseNotice).where(eq(caseNotice.id, noticeId)) : [];
  const signed = { ...found.row, signerName: found.signerName };
  const draft = { ...signed, measures, notice: notice ?? null, on: on ?? null };
  return decisionText(translatorFor("en").t, await paperOf(tx, found.of, found.organ, remedies, draft));
}
