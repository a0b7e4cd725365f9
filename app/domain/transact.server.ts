import { setTimeout as sleep } from "node:timers/promises";
import { Refusal, type Result, ok } from "#app/runtime/problem.ts";
import type { Database, Tx } from "#db/client.ts";
import { isRetryable } from "#db/errors.ts";

const attempts = 4;

/**
 * Runs `work` in one transaction and returns its value, or the problem it refused with (rolled back).
 * A deadlock or serialisation failure is retried a few times with a growing random pause; the rest throws.
 */
export async function transact<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<Result<T>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return ok(await db.transaction(work));
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, problem: error.problem };
      if (attempt === attempts || !isRetryable(error)) throw error;
      await sleep(Math.random() * 20 * 2 ** attempt);
    }
  }
}
