import { momentMeant } from "#app/domain/moments-meant.ts";
import { isPlausible } from "#app/domain/plausible.ts";
import type { FieldError } from "#app/runtime/problem.ts";
import { readHours } from "./hours-text.ts";

export interface OpeningText {
  weekday: number;
  fromMinute: number;
  toMinute: number;
}

const weekdays = [1, 2, 3, 4, 5, 6, 7];

export const hoursName = (weekday: number): string => `hours.${weekday}`;

/** Reads a week of opening hours; the days that could not be read are named. */
export function readWeek(form: FormData): {
  openings: OpeningText[];
  wrong: number[];
  texts: Record<string, string>;
} {
  const texts = Object.fromEntries(weekdays.map((weekday) => [weekday, text(form, hoursName(weekday))]));
  const days = weekdays.map((weekday) => ({ weekday, spans: readHours(texts[weekday] ?? "") }));
  return {
    openings: days.flatMap(({ weekday, spans }) => (spans ?? []).map((span) => ({ weekday, ...span }))),
    wrong: days.filter(({ spans }) => spans === undefined).map(({ weekday }) => weekday),
    texts,
  };
}

/** Reads numbered units, one per line; undefined when a line does not begin with its number. */
export function readUnits(written: string): { number: number; label: string }[] | undefined {
  const lines = written
    .normalize("NFKC")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const units = lines.map((line) => /^(\d{1,3})(?:[\s.、:：-]+(.*))?$/.exec(line));
  if (units.some((found) => found === null)) return undefined;
  return units.map((found) => ({ number: Number(found?.[1]), label: found?.[2]?.trim() ?? "" }));
}

/** Units as `readUnits` takes them. */
export const writeUnits = (units: readonly { number: number; label: string }[]): string =>
  units.map(({ number, label }) => `${number} ${label}`.trim()).join("\n");

/** From when to when, as it was written; and which time is meant where the clocks show one twice. */
export interface WrittenPeriod {
  startsAt: string;
  startsAtMeant: string;
  endsAt: string;
  endsAtMeant: string;
}

/** Reads a period written as `2026-12-01 14:00` on the clock of `zone`; `wrong` says beside which field it cannot be read. */
export function readPeriod(
  { startsAt, startsAtMeant, endsAt, endsAtMeant }: WrittenPeriod,
  zone: string,
): { startsAt?: Date; endsAt?: Date; wrong: FieldError[] } {
  const starts = momentMeant(startsAt, zone, startsAtMeant);
  const ends = momentMeant(endsAt, zone, endsAtMeant);
  const wrong = [...wrongWith("startsAt", starts), ...wrongWith("endsAt", ends)];
  return wrong.length > 0 || typeof starts === "string" || typeof ends === "string"
    ? { wrong }
    : { startsAt: starts, endsAt: ends, wrong };
}

function wrongWith(path: string, moment: ReturnType<typeof momentMeant>): FieldError[] {
  if (moment === "shown_twice") return [{ path: `${path}Meant`, code: moment }];
  return moment === "local_time" || !isPlausible(moment) ? [{ path, code: "moment_format" }] : [];
}

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};
