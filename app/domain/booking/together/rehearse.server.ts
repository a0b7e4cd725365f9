import type { Database, Tx } from "#db/client.ts";
import { isExclusionViolation } from "#db/errors.ts";
import { fail, ok, type Problem, problems, Refusal, refuse, type Result } from "#app/runtime/problem.ts";
import { transact } from "../../transact.server.ts";
import { slotTaken } from "../refusals.ts";

/**
 * Does `work` and takes it back: what it returns is what doing it would have come to, each part in the light of the parts
 * before it. A preview made so cannot say anything else than the act itself.
 */
export async function rehearse<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<Result<T>> {
  const back = problems.unavailable();
  const seen: T[] = [];
  const result = await transact<never>(db, async (tx) => {
    seen.splice(0, seen.length, await work(tx));
    return refuse(back);
  });
  const [value] = seen;
  return value !== undefined && !result.ok && result.problem === back ? ok(value) : result;
}

/** Runs `work` so that its refusal undoes it alone and not the transaction around it. */
export async function attempt<T>(tx: Tx, work: (inner: Tx) => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await tx.transaction(work));
  } catch (error) {
    if (error instanceof Refusal) return fail(error.problem);
    if (isExclusionViolation(error)) return fail(slotTaken());
    throw error;
  }
}

/** A measure in force stands in the way of all parts, not of one: refuses with it, so that its case is named. */
export function refuseBarred(parts: readonly { problem: Problem | null }[]): void {
  const barred = parts.find(({ problem }) => problem?.code === "standing")?.problem;
  if (barred) refuse(barred);
}
