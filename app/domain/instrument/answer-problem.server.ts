import { and, eq } from "drizzle-orm";
import { validate } from "uuid";
import { instrumentProblem } from "#db/schema/instrument.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { move } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { problemProcess } from "./states.ts";

interface Answer {
  answer: string;
}

/** Staff have seen a problem and deal with it. */
export const acknowledgeProblem = (ctx: Context, id: string, input: Answer) =>
  take(ctx, id, "acknowledge", input);

/** Staff have dealt with it; what they did is told its reporter. */
export const resolveProblem = (ctx: Context, id: string, input: Answer) => take(ctx, id, "resolve", input);

async function take(
  ctx: Context,
  id: string,
  transition: "acknowledge" | "resolve",
  { answer }: Answer,
): Promise<Result<{ id: string; state: string }>> {
  return transact(ctx.db, async (tx) => {
    const mine = ctx.actor.organization?.id;
    if (!mine || !validate(id)) return refuse(problems.notFound("problem"));
    const [row] = await tx
      .select()
      .from(instrumentProblem)
      .where(and(eq(instrumentProblem.id, id), eq(instrumentProblem.providerId, mine)))
      .for("update");
    if (!row) return refuse(problems.notFound("problem"));
    const step = { transition, reason: answer };
    const state = await move(tx, ctx, problemProcess, instrumentProblem, row, step);
    if (answer) await tx.update(instrumentProblem).set({ answer }).where(eq(instrumentProblem.id, id));
    return { id, state };
  });
}
