import { readPeriod, type WrittenPeriod } from "#app/components/catalog/read-times.ts";
import { type ClosureInput, closureInput } from "#app/domain/catalog/closure-inputs.ts";
import { problems, type Problem } from "#app/runtime/problem.ts";
import { codeErrorMap, fieldErrors, issueText } from "#app/runtime/validation.ts";

/** The outage as it was written: kept when the page comes back. */
export interface WrittenOutage extends WrittenPeriod {
  cause: string;
  units: string[];
  reason: string;
  problem: string;
}

const choicePrefix = "choice.";

/** What the address or the form says of an outage. */
export function writtenOutage(from: URLSearchParams | FormData): WrittenOutage {
  const text = (name: string): string => String(from.get(name) ?? "").trim();
  return {
    cause: text("cause") || "maintenance",
    startsAt: text("startsAt"),
    startsAtMeant: text("startsAtMeant"),
    endsAt: text("endsAt"),
    endsAtMeant: text("endsAtMeant"),
    units: from.getAll("units").map(String),
    reason: text("reason"),
    problem: text("problem"),
  };
}

export type ReadOutage = { ok: true; input: ClosureInput } | { ok: false; problem: Problem };

/** The outage with its times in the facility's zone, and what is to become of each booking. */
export function readOutage(from: URLSearchParams | FormData, zone: string): ReadOutage {
  const written = writtenOutage(from);
  const { startsAt, endsAt, wrong } = readPeriod(written, zone);
  if (wrong.length > 0) return { ok: false, problem: problems.invalid(wrong) };
  const choices = Object.fromEntries(
    [...from.entries()].flatMap(([name, value]) =>
      name.startsWith(choicePrefix) ? [[name.slice(choicePrefix.length), value]] : [],
    ),
  );
  const { cause, reason } = written;
  const read = { cause, reason, startsAt, endsAt, units: written.units.map(Number), choices };
  const parsed = closureInput.safeParse(read, { error: codeErrorMap });
  return parsed.success
    ? { ok: true, input: parsed.data }
    : { ok: false, problem: problems.invalid(fieldErrors(parsed.error)) };
}

/** The errors of a refused outage by the control that each belongs to. */
export function errorsOf({ errors = [] }: Problem): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { path, code, params } of errors) {
    const name = path.startsWith("units") ? "units" : path;
    found[name] = [...(found[name] ?? []), issueText(code, params)];
  }
  return found;
}
