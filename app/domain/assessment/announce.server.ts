import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { stepCycle, tellSubjects, workingDaysFrom } from "./cycle.server.ts";

/** An officer gives the provisional result to its subjects, who may object within some working days. */
export const announceResult = (ctx: Context, id: string): Promise<Result<void>> =>
  stepCycle(ctx, id, "assessment.run", { transition: "announce_result" }, async (tx, cycle) => {
    await tellSubjects(tx, id, "assessment-provisional");
    return workingDaysFrom(tx, ctx, "assessment_objection_working_days", cycle);
  });
