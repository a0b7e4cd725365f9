import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { assessmentCycle, assessmentFigure, assessmentSubject } from "#db/schema/assessment.ts";
import type { Tx } from "#db/client.ts";
import { refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { settleDue } from "../due.server.ts";
import { today } from "../working-days.ts";
import { type Cycle, stepCycle } from "./cycle.server.ts";
import { figuresOf } from "./figures.server.ts";
import { figureNames } from "./figures.ts";
import { assessmentProblems, endOfDay } from "./policy.ts";

/**
 * Computes every subject's figures of the ended period and keeps them as they are then. By an officer, or by the clock the
 * night after the deadline for reports. Refuses `period_running` and `frozen_already`.
 */
export const freezeFigures = (ctx: Context, id: string): Promise<Result<void>> =>
  stepCycle(ctx, id, "assessment.run", { transition: "freeze_figures" }, async (tx, cycle) => {
    const now = ctx.clock.now();
    if (now < endOfDay(cycle.periodTo)) return refuse(assessmentProblems.periodRunning());
    if (cycle.frozenAt !== null) return refuse(assessmentProblems.frozenAlready());
    await reportingIsOver(tx, cycle, now);
    await writeFigures(tx, cycle, now);
    await tx.update(assessmentCycle).set({ frozenAt: now }).where(eq(assessmentCycle.id, id));
    return undefined;
  });

/** Reports count as figures too: nothing is frozen while one may still come. */
async function reportingIsOver(tx: Tx, { id, deadline }: Cycle, now: Date): Promise<void> {
  if (!deadline || deadline <= now) return;
  const [missing] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(assessmentSubject)
    .where(and(eq(assessmentSubject.cycleId, id), isNull(assessmentSubject.reportedAt)));
  if ((missing?.n ?? 0) > 0) refuse(assessmentProblems.reportRunning({ count: missing?.n ?? 0 }));
}

async function writeFigures(tx: Tx, cycle: Cycle, now: Date): Promise<void> {
  const subjects = await tx.select().from(assessmentSubject).where(eq(assessmentSubject.cycleId, cycle.id));
  const period = { from: cycle.periodFrom, to: cycle.periodTo };
  for (const { id: subjectId, organizationId, reportedAt } of subjects) {
    const found = await figuresOf(tx, organizationId, period, { now, reported: reportedAt !== null });
    await tx
      .insert(assessmentFigure)
      .values(figureNames.map((name) => ({ subjectId, name, ...found[name] })));
  }
}

/** Job `freeze-assessments`: freezes the figures of assessments whose period and time for reports are over. */
export const freezeDue = (ctx: Context): Promise<Record<string, number>> =>
  settleDue(ctx, "freeze-assessments", [
    {
      entity: "assessment_cycle",
      find: (isReady) =>
        ctx.db
          .select({ id: assessmentCycle.id })
          .from(assessmentCycle)
          .where(
            and(
              eq(assessmentCycle.state, "open"),
              isNull(assessmentCycle.frozenAt),
              lt(assessmentCycle.periodTo, today(ctx.clock.now())),
              lt(assessmentCycle.deadline, ctx.clock.now()),
              isReady(assessmentCycle.id),
            ),
          ),
      work: (id) => freezeFigures(ctx, id),
    },
  ]);
