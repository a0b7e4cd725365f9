import { and, eq } from "drizzle-orm";
import { assessmentFigure, resultObjection } from "#db/schema/assessment.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { move } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { lockCycle, notTheScorer } from "./cycle.server.ts";
import { rounded } from "./figures.ts";
import type { AnswerInput } from "./inputs.ts";
import { notOfTheirs } from "./own.server.ts";
import { writeScores } from "./score.server.ts";
import { resultObjectionProcess } from "./states.ts";

/**
 * A reviewer who did not score answers an objection. A sustained one may put another value in a figure's place: the frozen
 * one stays beside it, and everybody is scored and ranked anew in the same transaction. Refuses `own_scoring`.
 */
export async function answerObjection(ctx: Context, id: string, input: AnswerInput): Promise<Result<void>> {
  if (!may(ctx.actor, "assessment.review")) return fail(problems.forbidden("assessment.review"));
  return transact(ctx.db, async (tx) => {
    const [known] = await tx
      .select({ cycleId: resultObjection.cycleId })
      .from(resultObjection)
      .where(eq(resultObjection.id, id));
    if (!known) return refuse(problems.notFound("result_objection"));
    const cycle = await lockCycle(tx, known.cycleId);
    if (!may(ctx.actor, "assessment.review", cycle)) return refuse(problems.notFound("result_objection"));
    const answeredBy = notTheScorer(ctx, cycle);
    const [row] = await tx.select().from(resultObjection).where(eq(resultObjection.id, id)).for("update");
    if (!row) return refuse(problems.notFound("result_objection"));
    await notOfTheirs(tx, answeredBy, row.organizationId);
    const place = { ...row, regionCode: cycle.regionCode };
    await move(tx, ctx, resultObjectionProcess, resultObjection, place, {
      transition: input.outcome === "sustain" ? "sustain_objection" : "overrule_objection",
      reason: input.answer,
      deadline: null,
      detail: input.figure ? { figure: input.figure, value: input.value } : undefined,
    });
    const answered = { answer: input.answer, answeredBy, answeredAt: ctx.clock.now() };
    await tx.update(resultObjection).set(answered).where(eq(resultObjection.id, id));
    if (input.figure === undefined || input.value === undefined) return;
    await correct(tx, row, input.figure, input.value);
    await writeScores(tx, cycle);
  });
}

async function correct(
  tx: Tx,
  { id, subjectId }: typeof resultObjection.$inferSelect,
  name: string,
  value: number,
): Promise<void> {
  const changed = await tx
    .update(assessmentFigure)
    .set({ corrected: rounded(value), objectionId: id })
    .where(and(eq(assessmentFigure.subjectId, subjectId), eq(assessmentFigure.name, name)))
    .returning({ name: assessmentFigure.name });
  if (changed.length === 0)
    refuse(problems.invalid([{ path: "figure", code: "figure_unknown", params: { name } }]));
}
