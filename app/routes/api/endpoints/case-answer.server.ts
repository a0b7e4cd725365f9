import { z } from "zod";
import { type CaseDetail, caseDetail } from "#app/domain/cases/find-case.server.ts";
import type { CaseItem } from "#app/domain/cases/queries.server.ts";
import { caseProcess } from "#app/domain/cases/states.ts";
import { rectificationProcess } from "#app/domain/cases/rectification/states.ts";
import { repairProcess } from "#app/domain/cases/repair/states.ts";
import { termInput } from "#app/domain/cases/inputs.ts";
import type { Context } from "#app/domain/context.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import {
  caseAudiences,
  caseEntryKinds,
  caseOrigins,
  measureKinds,
  misconductClasses,
  organizationTies,
} from "#db/schema/vocabulary.ts";
import { lifecycleOf, lifecycleShape } from "../lifecycle-answer.server.ts";

const instant = z.iso.datetime();
const maybe = instant.nullable();

const facts = {
  id: z.uuid(),
  caseNo: z.string(),
  origin: z.enum(caseOrigins),
  subject: z.strictObject({ id: z.uuid(), uscc: z.string(), nameZh: z.string(), nameEn: z.string() }),
  regionCode: z.string(),
  title: z.string(),
  offenceCode: z.string(),
  actFrom: z.iso.date(),
  actUntil: z.iso.date(),
  confidential: z.boolean(),
  officerId: z.uuid().nullable(),
  filedAt: instant,
};

/** One case in a list. */
export const caseItem = z.strictObject({ ...facts, ...lifecycleShape });

const clocks = {
  decideBy: maybe,
  statementDueAt: maybe,
  hearingRequestDueAt: maybe,
  hearingRequestedAt: maybe,
  hearingAt: maybe,
  heardAt: maybe,
};

const entry = z.strictObject({
  n: z.int(),
  kind: z.enum(caseEntryKinds),
  audience: z.enum(caseAudiences),
  text: z.string(),
  at: instant,
  by: z.string().nullable(),
});

const file = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  sha256: z.string(),
  source: z.string(),
  audience: z.enum(caseAudiences),
  at: instant,
});

const finding = { class: z.enum(misconductClasses).nullable(), measures: z.array(termInput) };

const notice = z.strictObject({
  n: z.int(),
  facts: z.string(),
  offenceCode: z.string(),
  servedAt: instant,
  statementDueAt: instant,
  ...finding,
});

const decision = z.strictObject({
  id: z.uuid(),
  documentNo: z.string(),
  kind: z.string(),
  text: z.string(),
  sha256: z.string(),
  signer: z.string(),
  signedAt: instant,
  servedAt: maybe,
  ...finding,
});

const papers = {
  entries: z.array(entry),
  files: z.array(file),
  notices: z.array(notice),
  decisions: z.array(decision),
  rectifications: z.array(
    z.strictObject({
      ...{ id: z.uuid(), decisionId: z.uuid(), what: z.string(), dueAt: instant },
      ...{ report: z.string(), answer: z.string() },
      ...lifecycleShape,
    }),
  ),
  repairs: z.array(
    z.strictObject({
      ...{ id: z.uuid(), decisionId: z.uuid(), statement: z.string(), answer: z.string() },
      ...lifecycleShape,
    }),
  ),
  ...lifecycleShape,
};

/** One case with its file, and what the caller may do. */
export const caseAnswer = z.strictObject({
  ...facts,
  ...clocks,
  account: z.string(),
  chairId: z.uuid().nullable(),
  deciderId: z.uuid().nullable(),
  reviewerId: z.uuid().nullable(),
  complainant: z.strictObject({ name: z.string(), contact: z.string() }),
  ties: z.array(
    z.strictObject({
      id: z.uuid().nullable(),
      kind: z.enum(organizationTies),
      source: z.string(),
      related: z.strictObject({ id: z.uuid(), uscc: z.string(), nameZh: z.string(), nameEn: z.string() }),
      measures: z.array(z.enum(measureKinds)),
    }),
  ),
  ...papers,
});

const { origin: _origin, officerId: _officer, confidential: _confidential, ...openFacts } = facts;

/** A case as the accused sees it: neither who complained nor who works on it. */
export const ownCaseAnswer = z.strictObject({ ...openFacts, ...clocks, ...papers });

export const ownCaseItem = z.strictObject({ ...openFacts, ...lifecycleShape });

const text = (at: Date | null): string | null => at?.toISOString() ?? null;

const openFactsOf = ({ row, subjectZh, subjectEn, subjectUscc }: CaseItem) => ({
  id: row.id,
  caseNo: row.caseNo,
  subject: { id: row.subjectId, uscc: subjectUscc, nameZh: subjectZh, nameEn: subjectEn },
  regionCode: row.regionCode,
  title: row.title,
  offenceCode: row.offenceCode,
  actFrom: row.actFrom,
  actUntil: row.actUntil,
  filedAt: row.createdAt.toISOString(),
});

const factsOf = (item: CaseItem) => ({
  ...openFactsOf(item),
  origin: item.row.origin,
  confidential: item.row.confidential,
  officerId: item.row.officerId,
});

export const answerCaseItem = ({ actor }: Context, item: CaseItem): z.input<typeof caseItem> => ({
  ...factsOf(item),
  ...lifecycleOf(caseProcess, actor, item.row),
});

const measuresOf = (terms: CaseDetail["decisions"][number]["measures"]) =>
  terms.map(({ kind, days }) => ({ kind, days }));

const answerCase = (ctx: Context, detail: CaseDetail): z.input<typeof caseAnswer> => ({
  ...factsOf(detail),
  ...clocksOf(detail.row),
  account: detail.row.account,
  chairId: detail.row.chairId,
  deciderId: detail.row.deciderId,
  reviewerId: detail.row.reviewerId,
  complainant: { name: detail.row.complainantName, contact: detail.row.complainantContact },
  ties: detail.ties,
  ...papersOf(ctx, detail),
});

const answerOwnCase = (ctx: Context, detail: CaseDetail): z.input<typeof ownCaseAnswer> => ({
  ...openFactsOf(detail),
  ...clocksOf(detail.row),
  ...papersOf(ctx, detail),
});

const papersOf = ({ actor }: Context, detail: CaseDetail) => ({
  entries: detail.entries.map(({ entry: { n, kind, audience, text: said, at }, byName }) => ({
    ...{ n, kind, audience, text: said, by: byName },
    at: at.toISOString(),
  })),
  files: detail.files.map(({ id, name, sha256, source, audience, at }) => ({
    ...{ id, name, sha256, source, audience },
    at: at.toISOString(),
  })),
  notices: detail.notices.map((one) => ({
    n: one.n,
    facts: one.facts,
    offenceCode: one.offenceCode,
    class: one.class,
    servedAt: one.servedAt.toISOString(),
    statementDueAt: one.statementDueAt.toISOString(),
    measures: one.measures.map(({ kind, days }) => ({ kind, days })),
  })),
  decisions: detail.decisions.map(({ decision: made, signerName, service, measures }) => ({
    id: made.id,
    documentNo: made.documentNo,
    kind: made.kind,
    text: made.text,
    sha256: made.sha256,
    signer: signerName,
    signedAt: made.signedAt.toISOString(),
    servedAt: text(service?.at ?? null),
    class: made.class,
    measures: measuresOf(measures),
  })),
  rectifications: detail.rectifications.map((one) => ({
    ...{ id: one.id, decisionId: one.decisionId, what: one.what, report: one.report, answer: one.answer },
    dueAt: one.dueAt.toISOString(),
    ...lifecycleOf(rectificationProcess, actor, one),
  })),
  repairs: detail.repairs.map((one) => ({
    ...{ id: one.id, decisionId: one.decisionId, statement: one.statement, answer: one.answer },
    ...lifecycleOf(repairProcess, actor, one),
  })),
  ...lifecycleOf(caseProcess, actor, detail.row),
});

const clocksOf = (row: CaseItem["row"]) => ({
  decideBy: text(row.decideBy),
  statementDueAt: text(row.statementDueAt),
  hearingRequestDueAt: text(row.hearingRequestDueAt),
  hearingRequestedAt: text(row.hearingRequestedAt),
  hearingAt: text(row.hearingAt),
  heardAt: text(row.heardAt),
});

/** The case as the caller sees it now. */
export async function showCase(ctx: Context, id: string): Promise<Result<z.input<typeof caseAnswer>>> {
  const found = await caseDetail(ctx, id);
  return found.ok ? ok(answerCase(ctx, found.value)) : found;
}

export const answerOwnItem = ({ actor }: Context, item: CaseItem): z.input<typeof ownCaseItem> => ({
  ...openFactsOf(item),
  ...lifecycleOf(caseProcess, actor, item.row),
});

/** The case, where the caller's organisation is the accused and knows of it. */
export async function showOwnCase(ctx: Context, id: string): Promise<Result<z.input<typeof ownCaseAnswer>>> {
  const found = await caseDetail(ctx, id);
  if (!found.ok) return found;
  if (found.value.side !== "subject") return fail(problems.notFound("misconduct_case"));
  return ok(answerOwnCase(ctx, found.value));
}
