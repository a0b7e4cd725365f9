import type { z } from "zod";
import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import type { textInput } from "../inputs.ts";
import { deadlineOf } from "../rules.server.ts";
import { stepRectification } from "./step.server.ts";

/** The accused reports what was put right, also after the time for it has passed; evidence goes to the file of the case. */
export const reportRectification = (
  ctx: Context,
  id: string,
  { text }: z.output<typeof textInput>,
): Promise<Result<void>> =>
  stepRectification(ctx, id, "report", async (tx, _row, of) => ({
    reason: text,
    deadline: await deadlineOf(tx, of.ruleBookId, "rectification_answer", ctx.clock.now()),
    set: { report: text },
  }));
