import type { TFunction } from "i18next";
import { isImportIssue } from "#app/domain/catalog/imports/issues.ts";
import { decodeIssue } from "#app/runtime/validation.ts";
import { say } from "./describe-problem.ts";

/** What was found about a cell, in words: a code with its numbers, as `import_row.issues` keeps it. */
export function describeImportIssue(t: TFunction, issue: string): string {
  const { code, params } = decodeIssue(issue);
  if (isImportIssue(code)) return say(t, `imports:issue.${code}`, params);
  if (code.startsWith("rule.")) return say(t, `problems:${code}`, params);
  if (code.startsWith("problem.")) return say(t, `problems:${code.slice("problem.".length)}.title`, params);
  return say(t, `problems:field.${code}`, params);
}
