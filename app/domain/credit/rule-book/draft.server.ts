import { and, desc, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import type { Tx } from "#db/client.ts";
import {
  measureRule,
  offence,
  offenceMeasure,
  procedureLimit,
  publicationRule,
  ruleBook,
} from "#db/schema/rule-book.ts";
import type { MeasureKind, MisconductClass, ProcedureLimitCode } from "#db/schema/vocabulary.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { recordAudit } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";
import type {
  limitInput,
  measureRuleInput,
  noteInput,
  OffenceInput,
  publicationRuleInput,
} from "./inputs.ts";

export type Draft = typeof ruleBook.$inferSelect;

/** The version that is being written; undefined when none is. */
export async function findDraft(tx: Tx): Promise<Draft | undefined> {
  const [draft] = await tx.select().from(ruleBook).where(isNull(ruleBook.publishedAt)).limit(1);
  return draft;
}

/** Begins the next version as a copy of the latest. At most one is written at a time: asked again, it is that one. */
export function beginDraft(ctx: Context): Promise<Result<void>> {
  const { user } = ctx.actor;
  if (!user || !may(ctx.actor, "rule_book.edit"))
    return Promise.resolve(fail(problems.forbidden("rule_book.edit")));
  return transact(ctx.db, async (tx) => {
    const [latest] = await tx.select().from(ruleBook).orderBy(desc(ruleBook.version)).limit(1).for("update");
    if (latest && latest.publishedAt === null) return;
    const version = (latest?.version ?? 0) + 1;
    const [made] = await tx
      .insert(ruleBook)
      .values({ version, draftedById: user.id, createdAt: ctx.clock.now() })
      .returning({ id: ruleBook.id });
    if (!made) throw new Error("the draft was not written");
    if (latest) await copyParts(tx, latest.id, made.id);
    await note(tx, ctx, made.id, "begin_book", { version });
  });
}

async function copyParts(tx: Tx, from: string, to: string): Promise<void> {
  const of = { ruleBookId: to };
  const offences = await tx.select().from(offence).where(eq(offence.ruleBookId, from));
  const terms = await tx.select().from(offenceMeasure).where(eq(offenceMeasure.ruleBookId, from));
  const measures = await tx.select().from(measureRule).where(eq(measureRule.ruleBookId, from));
  const publications = await tx.select().from(publicationRule).where(eq(publicationRule.ruleBookId, from));
  const limits = await tx.select().from(procedureLimit).where(eq(procedureLimit.ruleBookId, from));
  if (offences.length > 0)
    await tx.insert(offence).values(offences.map(({ id: _, ...row }) => ({ ...row, ...of })));
  if (terms.length > 0) await tx.insert(offenceMeasure).values(terms.map((row) => ({ ...row, ...of })));
  if (measures.length > 0) await tx.insert(measureRule).values(measures.map((row) => ({ ...row, ...of })));
  if (publications.length > 0)
    await tx.insert(publicationRule).values(publications.map((row) => ({ ...row, ...of })));
  if (limits.length > 0) await tx.insert(procedureLimit).values(limits.map((row) => ({ ...row, ...of })));
}

/** Throws the draft away; what was published stays as it is. */
export const discardDraft = (ctx: Context): Promise<Result<void>> =>
  onDraft(ctx, "discard_book", {}, async (tx, { id }) => {
    for (const part of [offenceMeasure, offence, measureRule, publicationRule, procedureLimit])
      await tx.delete(part).where(eq(part.ruleBookId, id));
    await tx.delete(ruleBook).where(eq(ruleBook.id, id));
  });

/** Says what is new in this version. */
export const noteDraft = (ctx: Context, input: z.output<typeof noteInput>): Promise<Result<void>> =>
  onDraft(ctx, "change_book", { part: "note" }, async (tx, { id }) => {
    await tx.update(ruleBook).set(input).where(eq(ruleBook.id, id));
  });

/** Adds an offence to the draft, or changes the one with its code, with all its measures. */
export const saveOffence = (ctx: Context, { measures, ...row }: OffenceInput): Promise<Result<void>> =>
  onDraft(ctx, "change_book", { part: "offences", key: row.code }, async (tx, { id }) => {
    const of = { ruleBookId: id };
    await tx
      .insert(offence)
      .values({ ...row, ...of })
      .onConflictDoUpdate({ target: [offence.ruleBookId, offence.code], set: row });
    await tx.delete(offenceMeasure).where(ofOffence(id, row.code));
    await tx
      .insert(offenceMeasure)
      .values(measures.map((term) => ({ ...term, ...of, offenceCode: row.code })));
  });

const ofOffence = (id: string, code: string) =>
  and(eq(offenceMeasure.ruleBookId, id), eq(offenceMeasure.offenceCode, code));

/** Takes an offence out of the draft. What happened while it was one stays judged by its own version. */
export const removeOffence = (ctx: Context, code: string): Promise<Result<void>> =>
  onDraft(ctx, "change_book", { part: "offences", key: code, removed: true }, async (tx, { id }) => {
    await tx.delete(offenceMeasure).where(ofOffence(id, code));
    await tx.delete(offence).where(and(eq(offence.ruleBookId, id), eq(offence.code, code)));
  });

export const saveMeasureRule = (
  ctx: Context,
  kind: MeasureKind,
  input: z.output<typeof measureRuleInput>,
): Promise<Result<void>> =>
  onDraft(ctx, "change_book", { part: "measures", key: kind }, async (tx, { id }) => {
    await tx
      .update(measureRule)
      .set(input)
      .where(and(eq(measureRule.ruleBookId, id), eq(measureRule.kind, kind)));
  });

export const savePublicationRule = (
  ctx: Context,
  grade: MisconductClass,
  input: z.output<typeof publicationRuleInput>,
): Promise<Result<void>> =>
  onDraft(ctx, "change_book", { part: "publications", key: grade }, async (tx, { id }) => {
    await tx
      .update(publicationRule)
      .set(input)
      .where(and(eq(publicationRule.ruleBookId, id), eq(publicationRule.class, grade)));
  });

export const saveLimit = (
  ctx: Context,
  code: ProcedureLimitCode,
  input: z.output<typeof limitInput>,
): Promise<Result<void>> =>
  onDraft(ctx, "change_book", { part: "limits", key: code }, async (tx, { id }) => {
    await tx
      .update(procedureLimit)
      .set(input)
      .where(and(eq(procedureLimit.ruleBookId, id), eq(procedureLimit.code, code)));
  });

async function onDraft(
  ctx: Context,
  transition: string,
  detail: Record<string, unknown>,
  work: (tx: Tx, draft: Draft) => Promise<void>,
): Promise<Result<void>> {
  if (!may(ctx.actor, "rule_book.edit")) return fail(problems.forbidden("rule_book.edit"));
  return transact(ctx.db, async (tx) => {
    const draft = await lockDraft(tx);
    await work(tx, draft);
    await note(tx, ctx, draft.id, transition, detail);
  });
}

/** The draft, locked until the transaction ends. Refuses `not_found`. */
export async function lockDraft(tx: Tx): Promise<Draft> {
  const [draft] = await tx.select().from(ruleBook).where(isNull(ruleBook.publishedAt)).for("update");
  return draft ?? refuse(problems.notFound("rule_book"));
}

/** Notes in the audit log what was done to a book. */
export const note = (
  tx: Tx,
  ctx: Context,
  id: string,
  transition: string,
  detail: Record<string, unknown>,
): Promise<void> => recordAudit(tx, ctx, { entity: "rule_book", entityId: id, transition, detail });
