import type { Problem } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { approve, reject } from "./approve.server.ts";

export interface Decided {
  done: number;
  /** Requests that could not be answered, each with its own reason. */
  refused: { id: string; problem: Problem }[];
}

/** Answers several requests, each in a transaction of its own: one that fails keeps none of the others from succeeding. */
export async function decideMany(
  ctx: Context,
  ids: readonly string[],
  decision: { intent: "approve" } | { intent: "reject"; reason: string },
): Promise<Decided> {
  const refused: Decided["refused"] = [];
  let done = 0;
  for (const id of new Set(ids)) {
    const result =
      decision.intent === "approve"
        ? await approve(ctx, id, { reason: "" })
        : await reject(ctx, id, decision);
    if (result.ok) done += 1;
    else refused.push({ id, problem: result.problem });
  }
  return { done, refused };
}
