import type { TFunction } from "i18next";
import type { Problem } from "#app/runtime/problem.ts";

export interface ProblemWords {
  title: string;
  detail: string;
  errors: { path: string; code: string; message: string; expected?: string }[];
  reasons: { rule: string; message: string; overridable: boolean }[];
}

/** The words of a problem in the translator's language, for pages, forms and the API alike. */
export function describeProblem(t: TFunction, problem: Problem): ProblemWords {
  return {
    title: say(t, `problems:${problem.code}.title`, problem.params),
    detail: say(t, `problems:${problem.code}.detail`, problem.params),
    errors: (problem.errors ?? []).map(({ path, code, params, expected }) => ({
      path,
      code,
      message: say(t, `problems:field.${code}`, params),
      ...(expected !== undefined && { expected }),
    })),
    reasons: (problem.reasons ?? []).map(({ rule, overridable, params }) => ({
      rule,
      message: say(t, `problems:rule.${rule}`, params),
      overridable,
    })),
  };
}

/** Translates a key that is put together when running; a test checks that every code has its words. */
export function say(t: TFunction, key: string, params: Record<string, string | number> = {}): string {
  return t(key, params);
}
