import { data } from "react-router";
import type { z } from "zod";
import {
  type Act,
  actFields,
  type ActField,
  isAct,
  moneyFields,
} from "#app/components/contracts/act-fields.ts";
import type { ActReply } from "#app/components/contracts/act-form.tsx";
import {
  amendmentCommands,
  type ContractCommand,
  contractCommands,
  milestoneCommands,
  type PartCommand,
  registrationCommands,
  royaltyCommands,
} from "#app/domain/contracts/commands.server.ts";
import { addFile } from "#app/domain/contracts/files.server.ts";
import type { Context } from "#app/domain/context.ts";
import { fail, ok, type Problem, problems, type Result } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { type ContractFilePurpose, contractFilePurposes } from "#db/schema/vocabulary.ts";
import { codeErrorMap, fieldErrors, issueText } from "#app/runtime/validation.ts";

/** A step as a page posts it: what it is about, which one, and the step. */
interface Asked {
  scope: string;
  n: number;
  act: string;
}

/** Reads `whole.sign`, `milestone.2.deliver`. */
function askedOf(intent: string): Asked {
  const [scope = "", second = "", third] = intent.split(".");
  return third === undefined ? { scope, n: 0, act: second } : { scope, n: Number(second), act: third };
}

const wholes: Readonly<Record<string, Readonly<Record<string, ContractCommand>>>> = {
  whole: contractCommands,
  registration: registrationCommands,
};
const ofParts: Readonly<Record<string, Readonly<Record<string, PartCommand>>>> = {
  milestone: milestoneCommands,
  amendment: amendmentCommands,
  royalty: royaltyCommands,
};

/** Takes the step that a posted form names: undefined when it is done, else the reply with what was wrong. */
export async function replyToAct(ctx: Context, id: string, form: FormData) {
  const values = Object.fromEntries([...form].flatMap(([k, v]) => (typeof v === "string" ? [[k, v]] : [])));
  const intent = values.intent ?? "";
  const done = await takeAct(ctx, id, askedOf(intent), form, values);
  if (done.ok) return undefined;
  const reply = refused(intent, values, done.problem);
  return data(reply, { status: reply.problem.status });
}

async function takeAct(
  ctx: Context,
  id: string,
  { scope, n, act }: Asked,
  form: FormData,
  values: Record<string, string>,
): Promise<Result<unknown>> {
  if (!isAct(act)) return fail(problems.notFound("transition"));
  if (act === "upload") return upload(ctx, id, form, purposeOf(values.purpose));
  const purpose = filesOf[act];
  const files = purpose ? await upload(ctx, id, form, purpose, true) : ok([]);
  if (!files.ok) return files;
  const input = inputOf(actFields[act], values, files.value);
  const whole = wholes[scope]?.[act];
  if (whole) return parsed(whole.input, input, (given) => whole.run(ctx, id, given));
  const part = ofParts[scope]?.[act];
  if (part) return parsed(part.input, input, (given) => part.run(ctx, id, n, given));
  return fail(problems.notFound("transition"));
}

/** Steps that may bring files of their own, and what those are for. */
const filesOf: Partial<Record<Act, ContractFilePurpose>> = {
  deliver: "delivery",
  "report-royalty": "accounts",
  "report-nothing": "accounts",
  "answer-royalty": "accounts",
  "correct-royalty": "accounts",
};

async function parsed(
  schema: z.ZodType,
  input: Record<string, unknown>,
  run: (input: unknown) => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  const read = schema.safeParse(input, { error: codeErrorMap });
  return read.success ? run(read.data) : fail(problems.invalid(fieldErrors(read.error)));
}

const purposeOf = (value: string | undefined): ContractFilePurpose =>
  contractFilePurposes.find((purpose) => purpose === value) ?? "annex";

/** Puts the form's files to the contract, one after the other; the first that is refused ends it. */
async function upload(
  { db, clock, actor, ...rest }: Context,
  id: string,
  form: FormData,
  purpose: ContractFilePurpose,
  optional = false,
): Promise<Result<string[]>> {
  const ctx = { db, clock, actor, ...rest };
  const files = form.getAll("files").filter((file): file is File => file instanceof File && file.size > 0);
  if (files.length === 0)
    return optional ? ok([]) : fail(problems.invalid([{ path: "files", code: "file_missing" }]));
  const counted = await countAttempt(db, clock.now(), [[limits.uploadByAccount, actor.user?.id ?? null]]);
  if (!counted.ok) return counted;
  const ids: string[] = [];
  for (const file of files) {
    const added = await addFile(ctx, id, file, purpose);
    if (!added.ok) return added;
    ids.push(added.value.id);
  }
  return ok(ids);
}

/** What a form says as a command's input: the step's own fields, empty ones left out, yuan as fen. */
function inputOf(fields: readonly ActField[], values: Record<string, string>, files: string[]) {
  const input: Record<string, unknown> = {};
  for (const name of fields) {
    const value = values[name]?.trim() ?? "";
    if (name === "files") input.files = files;
    else if (name === "shares") input.shares = sharesOf(value);
    else if (value === "") continue;
    else if (moneyFields.includes(name)) input[name] = fenOf(value);
    else if (name === "percent" || name === "quantity")
      input[name] = Number(value.replaceAll(/[,，\s]/g, ""));
    else if (name === "inspects") input.inspects = true;
    else input[name] = value;
  }
  return input;
}

/** `1,200.50` as fen; anything else as it is, for the schema to refuse. */
export function fenOf(value: string): unknown {
  const yuan = value.replaceAll(/[,，\s]/g, "");
  return /^\d{1,10}(\.\d{1,2})?$/.test(yuan) ? Math.round(Number(yuan) * 100) : value;
}

const sharesOf = (value: string) =>
  value
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [name = "", weight = "1"] = line.split(/[,，\t]/);
      return { name: name.trim(), weight: Number(weight.trim()) };
    });

function refused(intent: string, values: Record<string, string>, problem: Problem): ActReply {
  const errors: Record<string, string[]> = {};
  for (const { path, code, params } of problem.errors ?? []) {
    const [name = ""] = path.split(".", 1);
    const said = moneyFields.includes(name) && code === "wrong_type" ? "number" : code;
    errors[name] = [...(errors[name] ?? []), issueText(said, params)];
  }
  const { password: _, ...kept } = values;
  return { intent, values: kept, errors, problem };
}
