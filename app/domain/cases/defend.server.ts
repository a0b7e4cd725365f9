import type { z } from "zod";
import { refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import type { textInput } from "./inputs.ts";
import { caseProblems } from "./problems.ts";
import { stepCase } from "./step-case.server.ts";

/** The accused states and defends, as often as they like while the time for it runs. Refuses `window_closed`. */
export const defend = (
  ctx: Context,
  id: string,
  { text }: z.output<typeof textInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "defend", ({ row, now }) => {
    const due = row.statementDueAt;
    if (due === null || due <= now) return refuse(caseProblems.windowClosed(due ?? now));
    return Promise.resolve({ entry: { kind: "statement", text, audience: "subject" } });
  });
