import { and, eq, inArray, notInArray } from "drizzle-orm";
import { validate } from "uuid";
import type { z } from "zod";
import { decidedMeasure, decisionService, misconductCase, rectification, repair } from "#db/schema/cases.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { lockStanding } from "../../credit/lock.server.ts";
import { may } from "../../identity/permissions.ts";
import { move, recordAudit } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";
import { countsFrom } from "../ended.server.ts";
import { endSanction } from "../end-sanction.server.ts";
import { writeEntry } from "../entries.server.ts";
import { type CaseRow, demandPart } from "../impartial.server.ts";
import type { answerInput, repairInput } from "../inputs.ts";
import { daysLater } from "../policy.ts";
import { caseProblems } from "../problems.ts";
import { deadlineOf, measureRulesOf, publicationRuleOf } from "../rules.server.ts";
import { decisionInForce, demandLevel } from "../write-decision.server.ts";
import type { DecisionRow } from "../decision-draft.ts";
import { repairProcess } from "./states.ts";

type RepairRow = typeof repair.$inferSelect;

/**
 * When repair of a decision may be asked for: after the longest of the least times of its measures and of its
 * publication, counted from the first service. Null: one of its measures is not repairable.
 */
export async function repairableFrom(tx: Tx, decided: DecisionRow): Promise<Date | null> {
  const [served] = await tx
    .select({ id: decisionService.decisionId })
    .from(decisionService)
    .where(eq(decisionService.decisionId, decided.id));
  if (!served || decided.class === null) return null;
  const measures = await tx.select().from(decidedMeasure).where(eq(decidedMeasure.decisionId, decided.id));
  const rules = await measureRulesOf(tx, decided.ruleBookId);
  const lasting = measures.filter(({ days }) => days !== null);
  const waits = lasting.map(({ kind }) => rules.find((rule) => rule.kind === kind)?.repairAfterDays ?? null);
  if (waits.includes(null)) return null;
  const { published, minDays } = await publicationRuleOf(tx, decided.ruleBookId, decided.class);
  const days = Math.max(published ? minDays : 0, ...waits.map((wait) => wait ?? 0));
  return daysLater(await countsFrom(tx, decided.caseId), days);
}

/**
 * The accused asks for repair, with what it has done and a promise (credit-repair rules of 2026). Refuses
 * `repair_too_early`, `not_repairable`, `rectification_open` and `repair_open`.
 */
export async function requestRepair(
  ctx: Context,
  caseId: string,
  { statement }: z.output<typeof repairInput>,
): Promise<Result<{ id: string }>> {
  const { user } = ctx.actor;
  if (!user) return fail(problems.signInRequired());
  if (!validate(caseId)) return fail(problems.notFound("misconduct_case"));
  return transact(ctx.db, async (tx) => {
    const of = await lockOwn(tx, ctx, caseId);
    if (!["served", "under_review", "final"].includes(of.state))
      return refuse(problems.notAllowedNow("request_repair", of.state));
    const { row: decided } = await decisionInForce(tx, caseId);
    const now = ctx.clock.now();
    await demandRepairable(tx, decided, now);
    const deadline = await deadlineOf(tx, of.ruleBookId, "repair", now);
    const [made] = await tx
      .insert(repair)
      .values({
        caseId,
        decisionId: decided.id,
        subjectId: of.subjectId,
        regionCode: of.regionCode,
        statement,
        promisedById: user.id,
        createdAt: now,
        stateSince: now,
        deadline,
      })
      .returning({ id: repair.id });
    if (!made) throw new Error("a repair was not written");
    const entity = { entity: "repair", entityId: made.id };
    await recordAudit(tx, ctx, {
      ...entity,
      transition: "request_repair",
      toState: "filed",
      reason: statement,
    });
    await noteRepair(tx, ctx, caseId, made.id, "request", statement);
    return made;
  });
}

async function demandRepairable(tx: Tx, decided: DecisionRow, now: Date): Promise<void> {
  const from = await repairableFrom(tx, decided);
  if (from === null) return refuse(caseProblems.notRepairable());
  if (from > now) refuse(caseProblems.repairTooEarly(from));
  const [open] = await tx
    .select({ id: rectification.id })
    .from(rectification)
    .where(
      and(eq(rectification.decisionId, decided.id), notInArray(rectification.state, ["accepted", "void"])),
    );
  if (open) refuse(caseProblems.rectificationOpen());
  const [filed] = await tx
    .select({ id: repair.id })
    .from(repair)
    .where(and(eq(repair.decisionId, decided.id), inArray(repair.state, ["filed", "granted"])));
  if (filed) refuse(caseProblems.repairOpen());
}

/** An adjudicator grants repair: publication, measures and the event in the record end together, at once. */
export const grantRepair = (
  ctx: Context,
  id: string,
  input: z.output<typeof answerInput>,
): Promise<Result<void>> =>
  answer(ctx, id, "grant", input, async (tx, row, of, byId) => {
    const { row: decided } = await decisionInForce(tx, of.id);
    if (decided.id !== row.decisionId || of.state === "revoked") return refuse(caseProblems.nothingInForce());
    await lockStanding(tx, of.subjectId);
    const ending = { kind: "repair" as const, withdrawal: "repaired" as const, byId, decisionId: null };
    await endSanction(tx, ctx, row.decisionId, { ...ending, at: ctx.clock.now(), reason: input.answer });
  });

/** An adjudicator refuses repair, with reasons. */
export const refuseRepair = (
  ctx: Context,
  id: string,
  input: z.output<typeof answerInput>,
): Promise<Result<void>> => answer(ctx, id, "refuse", input, () => Promise.resolve());

/** The accused takes the request back. */
export async function withdrawRepair(ctx: Context, id: string): Promise<Result<void>> {
  if (!validate(id)) return fail(problems.notFound("repair"));
  return transact(ctx.db, async (tx) => {
    const [row] = await tx.select().from(repair).where(eq(repair.id, id)).for("update");
    if (!row || !may(ctx.actor, "case.answer", { organizationId: row.subjectId }))
      return refuse(problems.notFound("repair"));
    await move(tx, ctx, repairProcess, repair, row, { transition: "withdraw" });
  });
}

/** Somebody else than the applicant answers, who has not investigated and stands as high as whoever decided ("谁认定、谁修复"). */
async function answer(
  ctx: Context,
  id: string,
  transition: "grant" | "refuse",
  { answer: reason }: z.output<typeof answerInput>,
  work: (tx: Tx, row: RepairRow, of: CaseRow, byId: string) => Promise<void>,
): Promise<Result<void>> {
  const { user } = ctx.actor;
  if (!user) return fail(problems.signInRequired());
  if (!validate(id)) return fail(problems.notFound("repair"));
  return transact(ctx.db, async (tx) => {
    const [known] = await tx.select().from(repair).where(eq(repair.id, id));
    if (!known || !may(ctx.actor, "case.read", known)) return refuse(problems.notFound("repair"));
    const [of] = await tx
      .select()
      .from(misconductCase)
      .where(eq(misconductCase.id, known.caseId))
      .for("update");
    const [row] = await tx.select().from(repair).where(eq(repair.id, id)).for("update");
    if (!of || !row) return refuse(problems.notFound("repair"));
    await move(tx, ctx, repairProcess, repair, row, { transition, reason, deadline: null });
    await demandPart(tx, user.id, of, "decider");
    if (row.promisedById === user.id) refuse(problems.forbidden(transition));
    await demandLevel(tx, ctx.actor, of, (await decisionInForce(tx, of.id)).measures);
    await work(tx, row, of, user.id);
    await tx.update(repair).set({ answer: reason, answeredById: user.id }).where(eq(repair.id, id));
    await noteRepair(tx, ctx, of.id, id, transition, reason);
  });
}

function noteRepair(tx: Tx, ctx: Context, caseId: string, repairId: string, step: string, text: string) {
  const entry = { kind: "repair" as const, text, audience: "subject" as const };
  return writeEntry(tx, ctx, caseId, { ...entry, detail: { repairId, step } });
}

async function lockOwn(tx: Tx, { actor }: Context, caseId: string): Promise<CaseRow> {
  const [row] = await tx.select().from(misconductCase).where(eq(misconductCase.id, caseId)).for("update");
  const own = row && may(actor, "case.answer", { organizationId: row.subjectId });
  return own ? row : refuse(problems.notFound("misconduct_case"));
}
