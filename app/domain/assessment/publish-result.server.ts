import { and, eq, sql } from "drizzle-orm";
import { assessmentCycle, assessmentProposal } from "#db/schema/assessment.ts";
import { refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { stepCycle, tellSubjects } from "./cycle.server.ts";
import { assessmentProblems } from "./policy.ts";

/** A reviewer makes a confirmed result public once every proposal is decided. Refuses `proposals_open`. */
export const publishResult = (ctx: Context, id: string): Promise<Result<void>> =>
  stepCycle(ctx, id, "assessment.review", { transition: "publish_result" }, async (tx) => {
    const [open] = await tx
      .select({ n: sql<number>`count(*)::int` })
      .from(assessmentProposal)
      .where(and(eq(assessmentProposal.cycleId, id), eq(assessmentProposal.state, "proposed")));
    if (open && open.n > 0) return refuse(assessmentProblems.proposalsOpen({ count: open.n }));
    await tx.update(assessmentCycle).set({ publishedAt: ctx.clock.now() }).where(eq(assessmentCycle.id, id));
    await tellSubjects(tx, id, "assessment-published");
    return null;
  });
