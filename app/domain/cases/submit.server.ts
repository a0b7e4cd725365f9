import type { z } from "zod";
import { refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { demandPart } from "./impartial.server.ts";
import type { reasonInput, submitInput } from "./inputs.ts";
import { rightsRunning } from "./policy.ts";
import { deadlineOf } from "./rules.server.ts";
import { demandDeclared, stepCase } from "./step-case.server.ts";

type Proposal = z.output<typeof submitInput>;

/** The investigator asks for a decision, once the defence has closed and the hearing that was asked for was held. */
export const submitForDecision = (ctx: Context, id: string, input: Proposal): Promise<Result<void>> =>
  submit(ctx, id, "submit", input);

/** The investigator asks for the case to be closed as unfounded: in the accused's favour no time has to run out. */
export const submitAsUnfounded = (ctx: Context, id: string, input: Proposal): Promise<Result<void>> =>
  submit(ctx, id, "submit_unfounded", input);

function submit(
  ctx: Context,
  id: string,
  transition: "submit" | "submit_unfounded",
  { proposal }: Proposal,
): Promise<Result<void>> {
  return stepCase(ctx, id, transition, async (scene) => {
    const { tx, row, now } = scene;
    await demandDeclared(scene);
    const running = transition === "submit" ? rightsRunning(row, now) : undefined;
    if (running) return refuse(running);
    return {
      deadline: await deadlineOf(tx, row.ruleBookId, "decision", now),
      entry: { kind: "proposal", text: proposal, detail: { unfounded: transition === "submit_unfounded" } },
    };
  });
}

/** An adjudicator who has not investigated sends the case back to be investigated further. */
export const returnCase = (
  ctx: Context,
  id: string,
  { reason }: z.output<typeof reasonInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "return", async ({ tx, row, user }) => {
    await demandPart(tx, user.id, row, "decider");
    return { reason, deadline: row.decideBy, entry: { kind: "return", text: reason } };
  });
