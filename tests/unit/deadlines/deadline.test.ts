import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { formatDate, formatDeadline, formatLastDay } from "#app/components/format.ts";
import { firstDayOver, lastDay, lastInstant } from "#app/domain/deadline.ts";
import { dayText, deadlineText, lastDayText } from "#app/domain/notices/subject-words.ts";
import { endOfWorkingDay, platformZone, today } from "#app/domain/working-days.ts";
import type { Locale } from "#app/i18n/locales.ts";

/** The end of 16 November 2026: an act on the 16th is in time, one on the 17th is not. */
const midnight = new Date("2026-11-16T16:00:00Z");
const locales: Locale[] = ["zh-CN", "en"];

it("says the last day of a period that ends with a day, everywhere the same", () => {
  expect(lastDay(midnight)).toBe("2026-11-16");
  expect(firstDayOver(midnight)).toBe("2026-11-17");
  expect(locales.map((locale) => formatLastDay(midnight, locale))).toEqual(["2026年11月16日", "16 Nov 2026"]);
  expect(locales.map((locale) => formatDeadline(midnight, locale, platformZone, false))).toEqual([
    "2026年11月16日 24:00",
    "16 Nov 2026, 24:00",
  ]);
  expect(locales.map((locale) => lastDayText(midnight, platformZone, locale))).toEqual([
    "2026年11月16日",
    "16 November 2026",
  ]);
  expect(locales.map((locale) => deadlineText(midnight, platformZone, locale))).toEqual([
    "2026年11月16日 24:00",
    "16 November 2026, 24:00",
  ]);
});

it("names the day on which the last act in time is done, at any instant", () => {
  const instants = fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(instants, (deadline) => {
      const acted = lastInstant(deadline);
      expect(lastDay(deadline)).toBe(today(acted));
      for (const locale of locales) {
        expect(formatLastDay(deadline, locale)).toBe(formatDate(acted, locale));
        expect(lastDayText(deadline, platformZone, locale)).toBe(dayText(acted, platformZone, locale));
      }
    }),
  );
});

it("refuses a deadline as a plain day at compile time", () => {
  const deadline = endOfWorkingDay(new Date("2026-11-09T02:00:00Z"), 5, new Map());
  // @ts-expect-error A deadline is the day after its last day.
  formatDate(deadline, "en");
  // @ts-expect-error
  dayText(deadline, platformZone, "en");
  // @ts-expect-error
  today(deadline);
  expect(lastDay(deadline)).toBe("2026-11-16");
});

/** Files of the product's code, `app/…`. */
const sources = (): string[] =>
  readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join("app", name));

it("is reckoned in one module: no other takes a millisecond off or the day of a deadline in SQL", () => {
  const own = ["app/domain/deadline.ts"];
  const places = sources()
    .filter((file) => !own.includes(file))
    .filter((file) =>
      /getTime\(\) - 1\b|(?:deadline|dueAt|Until|due_at|_until)\}? at time zone/.test(
        readFileSync(file, "utf8"),
      ),
    );
  expect(places).toEqual([]);
});
