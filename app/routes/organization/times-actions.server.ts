import { z } from "zod";
import { hoursName, readPeriod, readUnits, readWeek } from "#app/components/catalog/read-times.ts";
import { addClosure } from "#app/domain/catalog/add-closure.server.ts";
import { closureInput } from "#app/domain/catalog/closure-inputs.ts";
import { openingHoursInput, unitsInput } from "#app/domain/catalog/inputs.ts";
import { liftClosure } from "#app/domain/catalog/lift-closure.server.ts";
import { setOpeningHours } from "#app/domain/catalog/set-opening-hours.server.ts";
import { setUnits } from "#app/domain/catalog/set-units.server.ts";
import type { Context } from "#app/domain/context.ts";
import { type FieldError, type Problem, problems, type Result } from "#app/runtime/problem.ts";
import { codeErrorMap, fieldErrors, issueText } from "#app/runtime/validation.ts";
import { versionIn } from "./own-listing.server.ts";
import { setupChange, writtenSetup } from "./setup-actions.server.ts";

/** What was written and what was wrong with it, form by form. */
export interface TimesReply {
  errors: Record<string, string[]>;
  problem: Problem;
  hours?: Record<string, string>;
  units?: string;
  closure?: Record<string, string | string[]>;
  setup?: Record<string, string>;
}

export type TimesChange = { ok: true; done: string } | { ok: false; reply: TimesReply };

/** Carries out the form of the times page that was sent. */
export async function changeTimes(
  ctx: Context,
  id: string,
  form: FormData,
  zone: string,
): Promise<TimesChange> {
  switch (form.get("intent")) {
    case "hours":
      return changeHours(ctx, id, form);
    case "units":
      return changeUnits(ctx, id, form);
    case "close":
      return close(ctx, id, form, zone);
    case "lift": {
      const slots = z.array(z.uuid()).max(50).safeParse(form.getAll("slot"));
      const lifted = slots.success
        ? await liftClosure(ctx, id, slots.data)
        : refused(problems.notFound("closure"));
      return answer(lifted, "lift");
    }
    default: {
      const intent = String(form.get("intent"));
      const change = setupChange(intent);
      if (change) return answer(await change(ctx, id, form), intent, { setup: writtenSetup(form) });
      return answer(refused(problems.notFound("page")), "save");
    }
  }
}

async function changeHours(ctx: Context, id: string, form: FormData): Promise<TimesChange> {
  const { openings, wrong, texts: hours } = readWeek(form);
  if (wrong.length > 0) {
    const errors = wrong.map((weekday) => ({ path: hoursName(weekday), code: "hours_format" }));
    return answer(refused(problems.invalid(errors)), "save", { hours });
  }
  const parsed = openingHoursInput.safeParse({ version: versionIn(form), openings }, { error: codeErrorMap });
  const saved = parsed.success
    ? await setOpeningHours(ctx, id, parsed.data)
    : refused(invalid(parsed.error, hoursName(1)));
  return answer(saved, "save", { hours });
}

async function changeUnits(ctx: Context, id: string, form: FormData): Promise<TimesChange> {
  const units = String(form.get("units") ?? "");
  const read = readUnits(units);
  if (!read)
    return answer(refused(problems.invalid([{ path: "units", code: "units_format" }])), "save", { units });
  const parsed = unitsInput.safeParse({ version: versionIn(form), units: read }, { error: codeErrorMap });
  const saved = parsed.success
    ? await setUnits(ctx, id, parsed.data)
    : refused(invalid(parsed.error, "units"));
  return answer(saved, "save", { units });
}

async function close(ctx: Context, id: string, form: FormData, zone: string): Promise<TimesChange> {
  const text = (name: string): string => String(form.get(name) ?? "").trim();
  const closedUnits = form.getAll("closedUnits").map(String);
  const closure = {
    cause: text("cause"),
    startsAt: text("startsAt"),
    startsAtMeant: text("startsAtMeant"),
    endsAt: text("endsAt"),
    endsAtMeant: text("endsAtMeant"),
    reason: text("reason"),
    callOff: text("callOff"),
    closedUnits,
  };
  const { startsAt, endsAt, wrong } = readPeriod(closure, zone);
  if (wrong.length > 0) return answer(refused(problems.invalid(wrong)), "closure", { closure });
  const input = {
    cause: closure.cause,
    startsAt,
    endsAt,
    units: closedUnits.map(Number),
    reason: closure.reason,
    callOff: closure.callOff === "on",
  };
  const parsed = closureInput.safeParse(input, { error: codeErrorMap });
  const closed = parsed.success
    ? await addClosure(ctx, id, parsed.data)
    : refused(problems.invalid(fieldErrors(parsed.error)));
  return answer(closed, "closure", { closure });
}

const refused = (problem: Problem): Result<never> => ({ ok: false, problem });

/** All errors of a list beside the one control that it is written in. */
const invalid = (error: z.ZodError, path: string): Problem =>
  problems.invalid(fieldErrors(error).map((found): FieldError => ({ ...found, path })));

function answer(result: Result<unknown>, done: string, written: Partial<TimesReply> = {}): TimesChange {
  if (result.ok) return { ok: true, done };
  const errors: Record<string, string[]> = {};
  for (const { path, code, params } of result.problem.errors ?? []) {
    const name = path.startsWith("units") && written.closure ? "closedUnits" : path;
    const text = issueText(code, params);
    if (!errors[name]?.includes(text)) errors[name] = [...(errors[name] ?? []), text];
  }
  return { ok: false, reply: { ...written, errors, problem: result.problem } };
}
