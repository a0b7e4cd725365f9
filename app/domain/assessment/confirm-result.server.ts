import type { Deadline } from "#app/domain/deadline.ts";
import { and, eq, sql } from "drizzle-orm";
import {
  assessmentCycle,
  assessmentProposal,
  assessmentSubject,
  resultObjection,
} from "#db/schema/assessment.ts";
import type { Tx } from "#db/client.ts";
import { refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { proposalsFor } from "./consequences.ts";
import { type Cycle, notTheScorer, stepCycle, workingDaysFrom } from "./cycle.server.ts";
import { assessmentProblems } from "./policy.ts";
import { rankedSubjects } from "./score.server.ts";

/**
 * A reviewer who did not score confirms a result once the time for objections is over and all are answered; what it calls
 * for is written down as proposals. Refuses `objections_running`, `objections_open` and `own_scoring`.
 */
export const confirmResult = (ctx: Context, id: string): Promise<Result<void>> =>
  stepCycle(ctx, id, "assessment.review", { transition: "confirm_result" }, async (tx, cycle) => {
    const confirmedBy = notTheScorer(ctx, cycle);
    if (cycle.deadline && cycle.deadline > ctx.clock.now())
      return refuse(assessmentProblems.objectionsRunning());
    const open = await countOf(tx, cycle.id);
    if (open > 0) return refuse(assessmentProblems.objectionsOpen({ count: open }));
    await tx.update(assessmentCycle).set({ confirmedBy }).where(eq(assessmentCycle.id, id));
    const deadline = await workingDaysFrom(tx, ctx, "assessment_step_working_days", cycle);
    await writeProposals(tx, ctx, cycle, deadline);
    return deadline;
  });

async function countOf(tx: Tx, cycleId: string): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(resultObjection)
    .where(and(eq(resultObjection.cycleId, cycleId), eq(resultObjection.state, "raised")));
  return row?.n ?? 0;
}

async function writeProposals(tx: Tx, { clock }: Context, cycle: Cycle, deadline: Deadline): Promise<void> {
  const { scoredBy, id: cycleId } = cycle;
  if (!scoredBy) throw new Error(`assessment ${cycleId} was scored by nobody`);
  const { set, ranked } = await rankedSubjects(tx, cycle);
  const proposals = proposalsFor(ranked, set, cycle);
  if (proposals.length === 0) return;
  const subjects = await tx
    .select({ id: assessmentSubject.id, organizationId: assessmentSubject.organizationId })
    .from(assessmentSubject)
    .where(eq(assessmentSubject.cycleId, cycleId));
  const organizationOf = new Map(subjects.map(({ id, organizationId }) => [id, organizationId]));
  const stateSince = clock.now();
  await tx.insert(assessmentProposal).values(
    proposals.map((proposal) => ({
      ...proposal,
      cycleId,
      organizationId: organizationOf.get(proposal.subjectId) ?? "",
      scoredBy,
      stateSince,
      createdAt: stateSince,
      deadline,
    })),
  );
}
