import { and, eq } from "drizzle-orm";
import { assessmentSubject, resultObjection } from "#db/schema/assessment.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { lockCycle, workingDaysFrom } from "./cycle.server.ts";
import { assessmentProblems } from "./policy.ts";

/**
 * A subject objects to its provisional result and says why. Refuses `objections_over` outside the time for it and
 * `objection_open` while an earlier one waits for its answer.
 */
export async function objectToResult(
  ctx: Context,
  cycleId: string,
  { statement }: { statement: string },
): Promise<Result<{ id: string }>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization || !may(ctx.actor, "assessment.report"))
    return fail(problems.forbidden("assessment.report"));
  return transact(ctx.db, async (tx) => {
    const cycle = await lockCycle(tx, cycleId);
    const now = ctx.clock.now();
    const [subject] = await tx
      .select()
      .from(assessmentSubject)
      .where(
        and(eq(assessmentSubject.cycleId, cycleId), eq(assessmentSubject.organizationId, organization.id)),
      );
    if (!subject) return refuse(problems.notFound("assessment_cycle"));
    const over = cycle.state !== "provisional" || (cycle.deadline !== null && cycle.deadline <= now);
    if (over || cycle.scoredBy === null) return refuse(assessmentProblems.objectionsOver());
    const mine = and(eq(resultObjection.subjectId, subject.id), eq(resultObjection.state, "raised"));
    const open = await tx.select({ id: resultObjection.id }).from(resultObjection).where(mine);
    if (open.length > 0) return refuse(assessmentProblems.objectionOpen());
    const deadline = await workingDaysFrom(tx, ctx, "assessment_answer_working_days", cycle);
    const [made] = await tx
      .insert(resultObjection)
      .values({
        cycleId,
        subjectId: subject.id,
        organizationId: organization.id,
        statement,
        raisedBy: user.id,
        scoredBy: cycle.scoredBy,
        createdAt: now,
        stateSince: now,
        deadline,
      })
      .returning({ id: resultObjection.id });
    if (!made) throw new Error("the objection was not written");
    const entity = { entity: "result_objection", entityId: made.id };
    await recordAudit(tx, ctx, { ...entity, transition: "object", toState: "raised", reason: statement });
    await enqueue(tx, "notify", {
      template: "assessment-objection",
      ...entity,
      parties: ["reviewer"],
      reason: statement,
    });
    return made;
  });
}
