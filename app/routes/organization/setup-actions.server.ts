import { z } from "zod";
import { readHours } from "#app/components/catalog/hours-text.ts";
import { removeException, setException } from "#app/domain/booking/setup/exceptions.server.ts";
import { retireAccessory, saveAccessory } from "#app/domain/booking/setup/accessory-stock.server.ts";
import { accessoryInput, exceptionInput } from "#app/domain/booking/setup/inputs.ts";
import { addRequirement, removeRequirement } from "#app/domain/booking/setup/requirements.server.ts";
import type { Context } from "#app/domain/context.ts";
import { type Problem, problems, type Result } from "#app/runtime/problem.ts";
import { codeErrorMap, fieldErrors } from "#app/runtime/validation.ts";

type Change = (ctx: Context, id: string, form: FormData) => Promise<Result<unknown>>;

const text = (form: FormData, name: string): string => String(form.get(name) ?? "").trim();
const refused = (problem: Problem): Result<never> => ({ ok: false, problem });
const wrong = (path: string, code: string) => refused(problems.invalid([{ path, code }]));
const isId = (value: string): boolean => z.uuid().safeParse(value).success;

/** What the times page's smaller forms ask for, by their `intent`. */
const changes: Readonly<Record<string, Change>> = {
  exception: async (ctx, id, form) => {
    const openings = readHours(text(form, "dayHours"));
    if (!openings) return wrong("dayHours", "hours_format");
    const parsed = exceptionInput.safeParse(
      { day: text(form, "day"), openings, note: text(form, "note") },
      { error: codeErrorMap },
    );
    if (parsed.success) return setException(ctx, id, parsed.data);
    const errors = fieldErrors(parsed.error);
    return refused(
      problems.invalid(
        errors.map((one) => ({ ...one, path: one.path.startsWith("openings") ? "dayHours" : one.path })),
      ),
    );
  },
  "exception-remove": async (ctx, id, form) => removeException(ctx, id, text(form, "day")),
  require: async (ctx, id, form) => {
    const requiredId = text(form, "requiredId");
    return isId(requiredId) ? addRequirement(ctx, id, requiredId) : wrong("requiredId", "required");
  },
  unrequire: async (ctx, id, form) => {
    const requiredId = text(form, "requiredId");
    return isId(requiredId) ? removeRequirement(ctx, id, requiredId) : refused(problems.notFound("facility"));
  },
  accessory: async (ctx, id, form) => {
    const own = text(form, "accessoryId");
    const parsed = accessoryInput.safeParse(
      { id: own || undefined, name: text(form, "name"), stock: Number(text(form, "stock")) },
      { error: codeErrorMap },
    );
    return parsed.success
      ? saveAccessory(ctx, id, parsed.data)
      : refused(problems.invalid(fieldErrors(parsed.error)));
  },
  "accessory-retire": async (ctx, id, form) => {
    const own = text(form, "accessoryId");
    return isId(own) ? retireAccessory(ctx, id, own) : refused(problems.notFound("accessory"));
  },
};

/** The change that `intent` names, if it is one of these. */
export const setupChange = (intent: string): Change | undefined => changes[intent];

/** What was written, to be shown again beside what was wrong with it. */
export const writtenSetup = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    ["day", "dayHours", "note", "requiredId", "name", "stock"].map((name) => [name, text(form, name)]),
  );
