import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localMoment } from "#app/domain/booking/act-forms.ts";
import type { Pattern } from "#app/domain/booking/series/inputs.ts";
import { atTimeOfDay, occurrencesOf, ruleOf } from "#app/domain/booking/series/rule.ts";
import { minutes, type Span } from "#app/domain/booking/spans.ts";
import { type HardDay, hardDays, walk, wallAt } from "../../../support/wall-clock.ts";

const pace = 15;
const dayMs = minutes(1440);
const names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

const leaves = new Map<string, { at: number; minute: number }[]>();

/** Every quarter of an hour of a date in a zone and what the clock shows. */
function leafOf(zone: string, date: string) {
  const known = leaves.get(`${zone} ${date}`);
  if (known) return known;
  const noon = Date.parse(`${date}T12:00:00Z`);
  const found = [...walk(zone, noon - 2 * dayMs, noon + 2 * dayMs, pace)].filter((one) => one.date === date);
  leaves.set(`${zone} ${date}`, found);
  return found;
}

/**
 * When the clock shows `minute` on `date`: the first time where it does so twice; where it jumps over that minute, as
 * long after the jump as that minute lies after the last one shown (RFC 5545, 3.3.5).
 */
function instantOf(zone: string, date: string, minute: number): number {
  const leaf = leafOf(zone, date);
  const shown = leaf.find((one) => one.minute === minute);
  if (shown) return shown.at;
  const before = leaf.filter((one) => one.minute < minute).at(-1);
  if (before) return before.at + minutes(minute - before.minute);
  // The day begins with the jump: its clock would have begun at midnight.
  const [first] = leaf;
  if (!first) throw new Error(`${zone} has no ${date}`);
  return first.at + minutes(minute);
}

const nextDay = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);

const weekdayOf = (date: string): number => ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

/** Whether the calendar's leaf `date` is one of the pattern that begins on `first`, leaf by leaf from there. */
function* datesOf({ frequency, every, days }: Pattern, first: string): Generator<string> {
  const dayOfMonth = first.slice(8);
  const asked = frequency === "weekly" && days.length > 0 ? days : [names[weekdayOf(first) - 1]];
  let [sinceFirst, weeks, months] = [0, 0, 0];
  for (let date = first; ; date = nextDay(date)) {
    const hit =
      frequency === "daily"
        ? sinceFirst % every === 0
        : frequency === "weekly"
          ? weeks % every === 0 && asked.includes(names[weekdayOf(date) - 1])
          : months % every === 0 && date.slice(8) === dayOfMonth;
    if (hit || date === first) yield date;
    sinceFirst += 1;
    if (weekdayOf(date) === 7) weeks += 1;
    if (nextDay(date).endsWith("-01")) months += 1;
  }
}

function expectedOf(pattern: Pattern, start: number, length: number, zone: string): Span[] {
  const { date: begun, minute } = wallAt(zone, start);
  const found: Span[] = [];
  for (const date of datesOf(pattern, begun)) {
    const first = found.length === 0;
    // A time that the clock skips that day is no occurrence, as the 30th of February is none (RFC 5545, 3.3.10).
    if (!first && !leafOf(zone, date).some((one) => one.minute === minute)) continue;
    const at = first ? start : instantOf(zone, date, minute);
    found.push({ start: at, end: at + minutes(length) });
    if (found.length === pattern.count) return found;
  }
  return found;
}

const pattern = fc.record({
  frequency: fc.constantFrom("daily", "daily", "weekly", "monthly"),
  every: fc.constantFrom(1, 1, 2, 3),
  days: fc.subarray([...names]),
  count: fc.integer({ min: 2, max: 12 }),
} satisfies { [key in keyof Pattern]: fc.Arbitrary<Pattern[key]> });

/** Quarters of an hour before the hard day, so that a series steps over it, and on it. */
const startOf = (day: HardDay) =>
  fc.integer({ min: -9 * 96, max: 200 }).map((quarters) => day.from + quarters * minutes(15));

const daily: Pattern = { frequency: "daily", every: 1, days: [], count: 5 };

describe.each(hardDays)("$what in $zone", (day) => {
  const { zone } = day;

  it("a series keeps its wall-clock time, leaf by leaf", () => {
    // From every half hour of two days before on: its time is skipped, or shown twice, at once or later.
    const examples = Array.from({ length: 144 }, (_, index): [Pattern, number, number] => [
      daily,
      day.from + minutes((index - 48) * 30),
      60,
    ]);
    fc.assert(
      fc.property(pattern, startOf(day), fc.constantFrom(15, 120, 1560), (given, start, length) => {
        const found = occurrencesOf(ruleOf(given), new Date(start), length, zone);
        expect(found).toEqual(expectedOf(given, start, length, zone));
      }),
      { numRuns: examples.length + 40, examples },
    );
  });

  it("another time of day, and a time that is written, are read by the same rule", () => {
    for (const shift of [0, 1, 2]) {
      const { date } = wallAt(zone, day.from + shift * dayMs);
      const noon = instantOf(zone, date, 720);
      for (let minute = 0; minute < 1440; minute += pace) {
        const time = new Date(minutes(minute)).toISOString().slice(11, 16);
        const expected = new Date(instantOf(zone, date, minute));
        expect(atTimeOfDay(new Date(noon), time, zone), `${date} ${time}`).toEqual(expected);
        expect(localMoment(zone).parse(`${date} ${time}`), `${date} ${time}`).toEqual(expected);
      }
    }
  });
});
