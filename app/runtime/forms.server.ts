import { parseWithZod } from "@conform-to/zod/v4";
import type { Submission, SubmissionResult } from "@conform-to/react";
import type { TFunction } from "i18next";
import { data, type HeadersArgs } from "react-router";
import type { z } from "zod";
import { visibleText } from "#app/runtime/visible-text.ts";
import { describeProblem } from "#app/i18n/describe-problem.ts";
import { refusalOfBody, refusalOfEntries } from "./form-budget.server.ts";
import { type Problem, retryHeaders } from "./problem.ts";
import { codeErrorMap, issueText } from "./validation.ts";

/**
 * What was posted. The only way to read the body of a form: throws 413 or 400 as a page before any parser sees a form that
 * is larger or stranger than a person's.
 */
export async function readForm(request: Request): Promise<FormData> {
  const contentType = request.headers.get("Content-Type") ?? "";
  const body = new Uint8Array(await request.arrayBuffer());
  refuseForm(refusalOfBody(body, contentType));
  const form = await new Response(body, { headers: { "Content-Type": contentType } }).formData();
  refuseForm(refusalOfEntries(form));
  return asSeen(form);
}

/** Reads a posted form by its schema; errors are codes that the field component puts into words. */
export function parseForm<S extends z.ZodType>(form: FormData | URLSearchParams, schema: S) {
  refuseForm(refusalOfEntries(form));
  return parseWithZod(asSeen(form), { schema, error: codeErrorMap });
}

function refuseForm(problem: Problem | undefined): void {
  if (problem) throw data({ problem }, { status: problem.status });
}

/** A form without what nobody means to type: U+0000, which no text column takes, and characters that nobody sees. */
function asSeen<F extends FormData | URLSearchParams>(form: F): F {
  const entries = [...form.entries()];
  const seen = (name: string, text: string) =>
    secretFields.includes(name) ? text.replaceAll("\0", "") : visibleText(text.replaceAll("\0", ""));
  if (entries.every(([name, value]) => typeof value !== "string" || seen(name, value) === value)) return form;
  for (const name of new Set(entries.map(([given]) => given))) form.delete(name);
  for (const [name, value] of entries)
    if (typeof value === "string") form.append(name, seen(name, value));
    else if (form instanceof FormData) form.append(name, value);
  return form;
}

/** Taken to the letter. */
const secretFields = ["password", "current", "next"];

/** What a page never repeats: the other values of a refused form are kept, these are typed again. */
const hideFields = ["password", "current", "next", "code"];

/** The answer to a form whose entries do not fit its schema: status 422, values kept, errors beside their fields. */
export function replyInvalid<S>(submission: Submission<S, string[], unknown>) {
  return data({ result: submission.reply({ hideFields }), problem: null }, { status: 422 });
}

/**
 * The answer to a well-formed form that the command refused: field errors beside their fields, the problem's words on
 * top, its reasons and details for the view.
 */
export function replyProblem<S>(
  submission: Submission<S, string[], unknown>,
  problem: Problem,
  t: TFunction,
) {
  const fieldErrors: Record<string, string[]> = {};
  for (const { path, code, params } of problem.errors ?? []) {
    fieldErrors[path] = [...(fieldErrors[path] ?? []), issueText(code, params)];
  }
  const words = describeProblem(t, problem);
  const formErrors = problem.errors?.length
    ? []
    : [words.detail === "" ? words.title : t("problems:withDetail", { ...words })];
  const result: SubmissionResult<string[]> = submission.reply({ fieldErrors, formErrors, hideFields });
  return data(
    { result, problem: { ...problem, words } },
    { status: problem.status, headers: retryHeaders(problem) },
  );
}

/** Such an answer with what else its page has to know: which of its forms was sent. */
export const replyWith = <R extends object, M extends object>(reply: ReturnType<typeof data<R>>, more: M) =>
  data({ ...reply.data, ...more }, reply.init ?? undefined);

/** The `headers` of a route whose action may be asked too often: the page says when to try again, and so does its head. */
export function passRetryAfter({ actionHeaders, errorHeaders }: HeadersArgs): Record<string, string> {
  const seconds = (errorHeaders ?? actionHeaders).get("Retry-After");
  return seconds === null ? {} : { "Retry-After": seconds };
}
