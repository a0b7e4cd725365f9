import { data } from "react-router";
import type { Context } from "#app/domain/context.ts";
import { type CaseCommand, caseCommands } from "#app/domain/cases/commands.server.ts";
import { measureKinds } from "#db/schema/vocabulary.ts";
import { takePart } from "./case-parts.server.ts";
import { actFields } from "#app/components/cases/act-fields.ts";
import type { ActReply } from "#app/components/cases/act-form.tsx";
import { type Problem, problems } from "#app/runtime/problem.ts";
import { codeErrorMap, fieldErrors, issueText } from "#app/runtime/validation.ts";

export interface Refused extends ActReply {
  problem: Problem;
}

const commands: Readonly<Record<string, CaseCommand>> = caseCommands;

/** The answer of a page to a posted step: undefined when it is done, else the form with what was wrong. */
export async function replyToStep(
  ctx: Context,
  caseId: string,
  form: FormData,
  fixed: Readonly<Record<string, string>> = {},
) {
  const reply = await takeStep(ctx, caseId, form, fixed);
  return reply ? data(reply, { status: reply.problem.status }) : undefined;
}

/** Takes the step of a case that a posted form names. Null when it is done, else what was wrong with the values kept. */
async function takeStep(
  ctx: Context,
  caseId: string,
  form: FormData,
  fixed: Readonly<Record<string, string>> = {},
): Promise<Refused | null> {
  const values = Object.fromEntries([...form].flatMap(([k, v]) => (typeof v === "string" ? [[k, v]] : [])));
  const intent = values.intent ?? "";
  const done = await takePart(ctx, caseId, form, values);
  if (done) return done.ok ? null : refused(intent, values, done.problem);
  const command = Object.hasOwn(commands, intent) ? commands[intent] : undefined;
  if (!command) return refused(intent, values, problems.notFound("transition"));
  const parsed = command.input.safeParse(inputOf(intent, form, values, fixed), { error: codeErrorMap });
  if (!parsed.success) return refused(intent, values, problems.invalid(fieldErrors(parsed.error)));
  const taken = await command.run(ctx, caseId, parsed.data);
  return taken.ok ? null : refused(intent, values, taken.problem);
}

/** What a form says as a command's input: only the step's own fields, empty ones left out. */
function inputOf(
  intent: string,
  form: FormData,
  values: Record<string, string>,
  fixed: Readonly<Record<string, string>>,
) {
  const input: Record<string, unknown> = intent === "notify" ? { ...fixed } : {};
  for (const name of actFields[intent] ?? []) {
    const value = values[name];
    if (name === "measures") input.measures = measuresOf(values);
    else if (name === "noConflict") input.noConflict = value === "on";
    else if (name === "evidence") input.evidence = form.getAll("evidence");
    else if (name === "at") input.at = value ? `${value.trim().replace(" ", "T")}:00+08:00` : "";
    else if (value) input[name] = value;
  }
  return input;
}

const measuresOf = (values: Record<string, string>) =>
  measureKinds
    .filter((kind) => values[`kind.${kind}`] === "on")
    .map((kind) => {
      const days = values[`days.${kind}`];
      return { kind, days: days === undefined ? null : Number(days) };
    });

function refused(intent: string, values: Record<string, string>, problem: Problem): Refused {
  const errors: Record<string, string[]> = {};
  for (const { path, code, params } of problem.errors ?? []) {
    const [name = ""] = path.split(".", 1);
    errors[name] = [...(errors[name] ?? []), issueText(code, params)];
  }
  return { intent, values, errors, problem };
}
