/** The PostgreSQL error behind whatever the driver or drizzle threw (drizzle ≥ 0.44 hides it under `cause`). */
export function pgError(error: unknown): { code: string; constraint?: string } | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    const code: unknown = Reflect.get(current, "code");
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)) {
      const constraint: unknown =
        Reflect.get(current, "constraint") ?? Reflect.get(current, "constraint_name");
      return typeof constraint === "string" ? { code, constraint } : { code };
    }
  }
  return undefined;
}

/**
 * The database cannot be reached, or not yet: the connection was lost, it is stopping or starting, it takes no more
 * connections. What was under way may have happened or not.
 */
export function isUnreachable(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause)
    if (/^(CONNECTION_CLOSED|57P0[123]|53300|08...)$/.test(String(Reflect.get(current, "code")))) return true;
  return false;
}

/**
 * Something given is no value of its type: a number or a day beyond it (22003, 22008), a malformed one (22P02), the
 * character U+0000 (22021, 22P05). Schemas refuse such before; what slips by is the caller's fault all the same.
 */
export const isImpossibleValue = (error: unknown): boolean =>
  ["22003", "22008", "22021", "22P02", "22P05"].includes(pgError(error)?.code ?? "");

/** Deadlock or serialisation failure: the same transaction may succeed when run again. */
export const isRetryable = (error: unknown): boolean =>
  ["40P01", "40001"].includes(pgError(error)?.code ?? "");

export const isUniqueViolation = (error: unknown, constraint?: string): boolean => {
  const found = pgError(error);
  return found?.code === "23505" && (constraint === undefined || found.constraint === constraint);
};

export const isExclusionViolation = (error: unknown): boolean => pgError(error)?.code === "23P01";
