import type { z } from "zod";
import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { demandFit } from "./impartial.server.ts";
import type { assignInput, declareInput } from "./inputs.ts";
import { stepCase } from "./step-case.server.ts";

/** An adjudicator gives the case to an officer of the region who has no conflict. That officer has yet to declare so. */
export const assignCase = (
  ctx: Context,
  id: string,
  input: z.output<typeof assignInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "assign", async ({ tx, row }) => {
    const { officerId, reason = "" } = input;
    await demandFit(tx, officerId, row, { part: "officer", roles: ["officer"], field: "officerId" });
    return {
      reason,
      set: { officerId },
      entry: { kind: "assignment", text: reason, detail: { officerId } },
    };
  });

/** The officer declares to have no conflict in a case that was given to them. */
export const declareNoConflict = (
  ctx: Context,
  id: string,
  { noConflict }: z.output<typeof declareInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "declare", () =>
    Promise.resolve({ entry: { kind: "assignment", text: "", detail: { noConflict } } }),
  );
