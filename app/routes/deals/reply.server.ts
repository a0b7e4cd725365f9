import type { z } from "zod";
import type { DealReply } from "#app/components/deals/deal-form.tsx";
import { type Problem, problems, type Result } from "#app/runtime/problem.ts";
import { codeErrorMap, fieldErrors, issueText } from "#app/runtime/validation.ts";

/** The texts that a form posted, by field. */
export const textsOf = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );

/** What a form of deals asked for: null when it is done, else what was wrong, with the values kept. */
export async function replyTo<S extends z.ZodType>(
  form: FormData,
  schema: S,
  run: (input: z.output<S>) => Promise<Result<unknown>>,
): Promise<DealReply | null> {
  const { intent = "", ...values } = textsOf(form);
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(filled, { error: codeErrorMap });
  if (!parsed.success) return refused(intent, values, problems.invalid(fieldErrors(parsed.error)));
  const done = await run(parsed.data);
  return done.ok ? null : refused(intent, values, done.problem);
}

/** A refusal as the page shows it. */
export function refused(intent: string, values: Record<string, string>, problem: Problem): DealReply {
  const errors: Record<string, string[]> = {};
  for (const { path, code, params } of problem.errors ?? [])
    errors[path] = [...(errors[path] ?? []), issueText(code, params)];
  return { intent, values, errors, problem };
}
