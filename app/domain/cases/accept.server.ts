import type { z } from "zod";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { demandPart } from "./impartial.server.ts";
import type { acceptInput, reasonInput } from "./inputs.ts";
import { caseProblems } from "./problems.ts";
import { deadlineOf } from "./rules.server.ts";
import { type Scene, stepCase, type Taken } from "./step-case.server.ts";

/** An officer takes the case on, declaring to have nothing to do with anybody in it, and has so long to bring it to a decision. */
export const acceptCase = (
  ctx: Context,
  id: string,
  input: z.output<typeof acceptInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "accept", async (scene) => {
    const { tx, row, now, user } = scene;
    await demandAssigned(scene, "accept");
    const decideBy = await deadlineOf(tx, row.ruleBookId, "investigation", now);
    return {
      reason: input.reason,
      deadline: decideBy,
      set: { officerId: user.id, acceptedAt: now, decideBy },
      entry: {
        kind: "acceptance",
        text: input.reason,
        audience: "complainant",
        detail: { noConflict: true },
      },
    };
  });

/** An officer finds that there is nothing to investigate, and says why to whoever complained. */
export const rejectCase = (
  ctx: Context,
  id: string,
  input: z.output<typeof reasonInput>,
): Promise<Result<void>> => stepCase(ctx, id, "reject", (scene) => rejected(scene, input));

/** The same of what the platform has noticed by itself; refuses `not_a_clue` where somebody complained or handed it over. */
export const closeClue = (
  ctx: Context,
  id: string,
  input: z.output<typeof reasonInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "reject", (scene) => {
    if (scene.row.origin !== "clue") refuse(caseProblems.notAClue());
    return rejected(scene, input);
  });

async function rejected(scene: Scene, { reason }: z.output<typeof reasonInput>): Promise<Taken> {
  await demandAssigned(scene, "reject");
  return {
    reason,
    set: { officerId: scene.user.id },
    entry: { kind: "rejection", text: reason, audience: "complainant" },
  };
}

/** A case that was given to somebody is theirs alone. */
async function demandAssigned({ tx, row, user }: Scene, transition: string): Promise<void> {
  if (row.officerId !== null && row.officerId !== user.id) refuse(problems.forbidden(transition));
  await demandPart(tx, user.id, row, "officer");
}
