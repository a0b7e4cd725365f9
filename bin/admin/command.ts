import { parseArgs } from "node:util";
import type { z } from "zod";
import type { Context } from "#app/domain/context.ts";
import { describeProblem } from "#app/i18n/describe-problem.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import type { Env } from "#app/runtime/env.server.ts";
import type { Result } from "#app/runtime/problem.ts";

/** Works on an open database; returns what the terminal says. */
export type Work = (ctx: Context, env: Env) => Promise<string>;

/** One thing that an operator does at the machine. `read` fails with the usage before anything is opened. */
export interface AdminCommand {
  usage: string;
  read(args: string[]): Work;
}

/** Options and the rest of the words as `names` allow, checked by `schema`; fails with `usage` and what is wrong. */
export function readArguments<S extends z.ZodType>(
  args: string[],
  usage: string,
  names: readonly string[],
  schema: S,
): { input: z.output<S>; rest: string[] } {
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" }] as const));
  const { values, positionals } = parse(args, usage, options);
  const read = schema.safeParse(values);
  if (read.success) return { input: read.data, rest: positionals };
  const [issue] = read.error.issues;
  throw new Error(`--${issue?.path.join(".")}: ${issue?.message}\nUsage: npm run admin -- ${usage}`);
}

function parse(args: string[], usage: string, options: Record<string, { type: "string" }>) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (cause) {
    throw new Error(`Usage: npm run admin -- ${usage}`, { cause });
  }
}

/** What a command came to; a refusal ends it with its words. */
export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { t } = translatorFor(/^zh/i.test(process.env.LC_ALL ?? process.env.LANG ?? "") ? "zh-CN" : "en");
  const { title, detail, errors } = describeProblem(t, result.problem);
  const faults = errors.map(({ path, message }) => `${path}: ${message}`).join("; ");
  throw new Error(`${title}: ${faults || detail}`);
}
