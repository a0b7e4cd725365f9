import { platformZone } from "#app/components/format.ts";
import { isPlausible } from "#app/domain/plausible.ts";
import { Temporal } from "temporal-polyfill";
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

/** Reads `2026-12-01 14:00` on the clock of `zone`; undefined when it is no such moment there. */
export function readMoment(written: string, zone: string = platformZone): Date | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})[ T]+(\d{1,2}):(\d{2})$/.exec(written.normalize("NFKC").trim());
  if (!found) return undefined;
  try {
    const wall = Temporal.PlainDateTime.from(`${found[1]}T${found[2]?.padStart(2, "0")}:${found[3]}`, {
      overflow: "reject",
    });
    const at = new Date(wall.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds);
    return isPlausible(at) ? at : undefined;
  } catch (error) {
    // 31 February and the like: not a moment, which the form says beside the field.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};
