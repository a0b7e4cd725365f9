import type { Problem, Result } from "#app/runtime/problem.ts";

/** The value of a result that must have succeeded; throws with its problem. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

/** The problem of a result that must have been refused. */
export function problemOf<T>(result: Result<T>): Problem {
  if (result.ok) throw new Error(`was not refused: ${JSON.stringify(result.value)}`);
  return result.problem;
}
