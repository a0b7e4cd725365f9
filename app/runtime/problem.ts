/** A field that was refused, by path (`facility.model`) and stable code; the message is `problems:field.<code>`. */
export interface FieldError {
  path: string;
  code: string;
  params?: Record<string, string | number>;
  /** What would be right there, for programs: the options, a type, a format or a pattern. */
  expected?: string;
}

/** Why a policy refused; the message is `problems:rule.<rule>`. `overridable`: staff may allow it with a reason. */
export interface Reason {
  rule: string;
  overridable: boolean;
  params?: Record<string, string | number>;
}

/**
 * An expected refusal. `code` is stable and part of the outside interface; its words are
 * `problems:<code>.title` and `.detail` in `app/i18n`, filled with `params`.
 */
export interface Problem {
  code: string;
  status: number;
  params?: Record<string, string | number>;
  errors?: FieldError[];
  reasons?: Reason[];
  /** Anything else a caller can use, e.g. `alternatives`. */
  details?: Record<string, unknown>;
}

export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (problem: Problem): { ok: false; problem: Problem } => ({ ok: false, problem });

/** How long, in seconds, the database usually needs to be back after a restart. */
export const recoverySeconds = 5;

export const problems = {
  notFound: (entity = "page"): Problem => ({ code: "not_found", status: 404, params: { entity } }),
  signInRequired: (): Problem => ({ code: "sign_in_required", status: 401 }),
  forbidden: (act: string): Problem => ({ code: "forbidden", status: 403, params: { act } }),
  invalid: (errors: FieldError[]): Problem => ({ code: "invalid", status: 422, errors }),
  conflict: (): Problem => ({ code: "changed_meanwhile", status: 409 }),
  /** The lifecycle does not allow this from where the thing stands. */
  notAllowedNow: (transition: string, state: string): Problem => ({
    code: "not_allowed_now",
    status: 409,
    params: { transition, state },
  }),
  rateLimited: (retryAfterSeconds: number): Problem => ({
    code: "rate_limited",
    status: 429,
    params: { retryAfterSeconds },
  }),
  unavailable: (): Problem => ({
    code: "unavailable",
    status: 503,
    params: { retryAfterSeconds: recoverySeconds },
  }),
} as const;

/** RFC 9110, 10.2.3: how long one who asks too often should wait. */
export function retryHeaders({ params }: Problem): Record<string, string> {
  const seconds = params?.retryAfterSeconds;
  return seconds === undefined ? {} : { "Retry-After": String(seconds) };
}

/** Thrown inside a transaction to roll it back with a refusal; `transact` turns it into a returned `Problem`. */
export class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.name = "Refusal";
    this.problem = problem;
  }
}

/** Leaves the current transaction with `problem`. */
export function refuse(problem: Problem): never {
  throw new Refusal(problem);
}
