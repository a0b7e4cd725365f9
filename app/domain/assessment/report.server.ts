import { and, eq } from "drizzle-orm";
import { assessmentSubject } from "#db/schema/assessment.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { lockCycle } from "./cycle.server.ts";
import { assessmentProblems } from "./policy.ts";

/**
 * A subject says of itself what the platform's figures do not: organisation, rules, staff, results, with where that can be
 * looked up. May be replaced until the deadline. Refuses `report_over` afterwards.
 */
export async function report(
  ctx: Context,
  cycleId: string,
  input: { report: string },
): Promise<Result<void>> {
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
    if (cycle.state !== "open" || cycle.frozenAt !== null || (cycle.deadline && cycle.deadline <= now))
      return refuse(assessmentProblems.reportOver());
    await tx
      .update(assessmentSubject)
      .set({ ...input, reportedBy: user.id, reportedAt: now })
      .where(eq(assessmentSubject.id, subject.id));
    await recordAudit(tx, ctx, {
      entity: "assessment_cycle",
      entityId: cycleId,
      transition: "report_assessment",
    });
  });
}
