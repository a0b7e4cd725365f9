import type { Problem } from "#app/runtime/problem.ts";
import type { z } from "zod";
import type { FieldError } from "./problem.ts";

type Params = Record<string, string | number>;

/**
 * Words for zod issues: instead of English sentences every issue says a stable code with its numbers
 * (`too_short?minimum=3`), which forms and the API translate by `problems:field.<code>`.
 * A schema names a code of its own by giving it as the message: `z.string().refine(isPatent, "patent_number")`.
 */
export const codeErrorMap: z.core.$ZodErrorMap = (issue) => {
  const { code, params } = describe(issue);
  return issueText(code, params);
};

/** A code with its numbers as one string, as forms carry it. */
export function issueText(code: string, params?: Params): string {
  const query = Object.entries(params ?? {}).map(([name, value]): [string, string] => [name, String(value)]);
  return query.length > 0 ? `${code}?${new URLSearchParams(query)}` : code;
}

/** The code and numbers in a message made by `codeErrorMap` or given by a schema. */
export function decodeIssue(message: string): { code: string; params?: Params } {
  const [code = "wrong_format", query] = message.split("?", 2);
  return query === undefined ? { code } : { code, params: Object.fromEntries(new URLSearchParams(query)) };
}

/** A zod error as our field errors, with paths like `facility.units.0.label`. */
export const fieldErrors = (error: z.ZodError): FieldError[] =>
  error.issues.flatMap((issue) => errorsOf(issue, []));

function errorsOf(issue: z.core.$ZodIssue, above: PropertyKey[]): FieldError[] {
  const at = [...above, ...issue.path];
  const path = at.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: path ? `${path}.${key}` : key, code: "unknown_field" }));
  }
  const meant = issue.code === "invalid_union" ? likeliest(issue.errors) : undefined;
  if (meant) return meant.flatMap((one) => errorsOf(one, at));
  const expected = expectedAt(issue);
  return [{ path, ...decodeIssue(issue.message), ...(expected !== undefined && { expected }) }];
}

/** Of several kinds of object the one that was most likely meant: with the least wrong in it. Undefined where it is no object. */
function likeliest(options: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] | undefined {
  const inside = options.filter((issues) =>
    issues.every((one) => one.path.length > 0 || one.code === "unrecognized_keys"),
  );
  const wrong = (issues: z.core.$ZodIssue[]) =>
    issues.reduce((sum, one) => sum + (one.code === "unrecognized_keys" ? one.keys.length : 1), 0);
  return inside.toSorted((a, b) => wrong(a) - wrong(b))[0];
}

/** What would be right, where zod knows: programs read it, people read the message. */
function expectedAt(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === "invalid_value") return issue.values.map(String).join(" | ");
  if (issue.code === "invalid_type") return issue.expected;
  if (issue.code === "invalid_format") return issue.format === "regex" ? issue.pattern : issue.format;
  if (issue.code !== "invalid_union") return undefined;
  const each = new Set(issue.errors.flat().flatMap((one) => expectedAt(one) ?? []));
  return each.size > 0 ? [...each].join(" | ") : undefined;
}

function describe(issue: z.core.$ZodRawIssue): { code: string; params?: Params } {
  switch (issue.code) {
    case "invalid_type":
      return { code: issue.input === undefined || issue.input === "" ? "required" : "wrong_type" };
    case "too_small":
      return issue.origin === "string" || issue.origin === "array"
        ? Number(issue.minimum) === 1
          ? { code: "required" }
          : { code: "too_short", params: { minimum: Number(issue.minimum) } }
        : { code: "too_small", params: { minimum: Number(issue.minimum) } };
    case "too_big":
      return issue.origin === "string" || issue.origin === "array"
        ? { code: "too_long", params: { maximum: Number(issue.maximum) } }
        : { code: "too_big", params: { maximum: Number(issue.maximum) } };
    case "invalid_union":
      return { code: issue.input === undefined || issue.input === "" ? "required" : "wrong_format" };
    case "invalid_value":
      return { code: issue.input === undefined || issue.input === "" ? "required" : "not_an_option" };
    case "unrecognized_keys":
      return { code: "unknown_field" };
    case "not_multiple_of":
      return { code: "not_multiple", params: { divisor: Number(issue.divisor) } };
    default:
      return { code: "wrong_format" };
  }
}

/** What is wrong with each field of a form, as texts that the screen turns into words; `formNames` are the form's names for what the command calls otherwise. */
export function issuesByField(
  { errors = [] }: Problem,
  formNames: Readonly<Record<string, string>> = {},
): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { path, code, params } of errors) {
    const name = formNames[path] ?? path;
    found[name] = [...(found[name] ?? []), issueText(code, params)];
  }
  return found;
}
