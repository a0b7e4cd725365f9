import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type FacilityCalendar,
  freeSlots,
  freeSpans,
  nearestFree,
  nextFree,
} from "#app/domain/booking/availability.ts";
import type { Opening } from "#app/domain/booking/hours.ts";
import { everyWeek } from "#app/domain/booking/opening-days.ts";
import { defaultRules } from "#app/domain/booking/policy.ts";
import { minutes, type Span } from "#app/domain/booking/spans.ts";

const hour = minutes(60);

/** Days on which clocks change, an ordinary day, a leap day and a year's end. */
const places = [
  { zone: "Asia/Shanghai", day: Date.UTC(2028, 1, 28, 16) },
  { zone: "Europe/London", day: Date.UTC(2026, 2, 28, 12) },
  { zone: "Europe/London", day: Date.UTC(2026, 9, 24, 12) },
  { zone: "America/New_York", day: Date.UTC(2026, 2, 7, 12) },
  { zone: "America/New_York", day: Date.UTC(2026, 9, 31, 12) },
  { zone: "Australia/Lord_Howe", day: Date.UTC(2026, 3, 4, 0) },
  { zone: "Asia/Shanghai", day: Date.UTC(2026, 11, 31, 4) },
] as const;

interface Wall {
  date: string;
  weekday: number;
  minute: number;
}

const weekdays = ["", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const walls = new Map<string, Wall[]>();
const walked = { from: -36 * hour, to: 30 * hour };

/** What the wall clock shows at every minute around `day`, by `Intl` and not by the library under test. */
function wallClocks(zone: string, day: number): Wall[] {
  const key = `${zone} ${day}`;
  const known = walls.get(key);
  if (known) return known;
  const parts = {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
  } as const;
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", ...parts });
  const shown: Wall[] = [];
  for (let at = day + walked.from; at < day + walked.to; at += minutes(1)) {
    const found = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    shown.push({
      date: `${found.year}-${found.month}-${found.day}`,
      weekday: weekdays.indexOf(found.weekday ?? ""),
      minute: Number(found.hour) * 60 + Number(found.minute),
    });
  }
  walls.set(key, shown);
  return shown;
}

/**
 * The slow model: walks minute by minute through local days. A facility is open while the latest time its clock has
 * shown today lies in an opening; what the clock shows a second time changes nothing.
 */
function openMinutes(openings: readonly Opening[], zone: string, range: Span): Set<number> {
  const open = new Set<number>();
  let today = "";
  let latest = -1;
  for (const [index, wall] of wallClocks(zone, range.start).entries()) {
    const at = range.start + walked.from + minutes(index);
    if (wall.date !== today) latest = -1;
    today = wall.date;
    latest = Math.max(latest, wall.minute);
    const inside = openings.some(
      (o) => o.weekday === wall.weekday && o.fromMinute <= latest && latest < o.toMinute,
    );
    if (inside && at >= range.start) open.add(at);
  }
  return open;
}

const openingOf = fc
  .record({
    weekday: fc.integer({ min: 1, max: 7 }),
    from: fc.integer({ min: 0, max: 95 }),
    length: fc.integer({ min: 1, max: 96 }),
  })
  .map(({ weekday, from, length }) => ({
    weekday,
    fromMinute: from * 15,
    toMinute: Math.min(1440, (from + length) * 15),
  }));

const everyDay = (fromMinute: number, toMinute: number): Opening[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, fromMinute, toMinute }));

const someOpenings = fc.oneof(
  fc.array(openingOf, { minLength: 1, maxLength: 6 }),
  fc.constant(everyDay(0, 1440)),
  fc.constant([...everyDay(0, 135), ...everyDay(1200, 1440)]),
);

const scenario = fc.record({
  place: fc.constantFrom(...places),
  openings: someOpenings,
  taken: fc.array(
    fc.record({ from: fc.integer({ min: -40, max: 130 }), length: fc.integer({ min: 1, max: 40 }) }),
    { maxLength: 5 },
  ),
  before: fc.constantFrom(0, 15, 45),
  after: fc.constantFrom(0, 20),
  lead: fc.constantFrom(0, 60, 600),
  step: fc.constantFrom(15, 30, 60),
});

type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

function build({ place, openings, taken, before, after, lead, step }: Scenario) {
  const range = { start: place.day, end: place.day + 30 * hour };
  const now = place.day - hour;
  const blocked = taken.map(({ from, length }) => ({
    start: place.day + minutes(from * 15),
    end: place.day + minutes((from + length) * 15),
  }));
  const rules = {
    ...defaultRules,
    bufferBeforeMinutes: before,
    bufferAfterMinutes: after,
    leadMinutes: lead,
    horizonDays: 60,
    stepMinutes: step,
    minMinutes: 15,
  };
  const unit = { id: "unit", number: 1, blocked };
  const calendar: FacilityCalendar = {
    facilityId: "f",
    zone: place.zone,
    hours: everyWeek(openings),
    rules,
    units: [unit],
  };
  return { range, now, rules, unit, calendar, blocked };
}

/** Whether every minute of `slot` is open and bookable, and it keeps its buffers clear of what is blocked. */
function freeByModel(
  slot: Span,
  { now, rules, blocked }: ReturnType<typeof build>,
  open: Set<number>,
): boolean {
  for (let at = slot.start; at < slot.end; at += minutes(1)) if (!open.has(at)) return false;
  if (slot.start < now + minutes(rules.leadMinutes)) return false;
  const wanted = {
    start: slot.start - minutes(rules.bufferBeforeMinutes),
    end: slot.end + minutes(rules.bufferAfterMinutes),
  };
  return blocked.every((block) => block.end <= wanted.start || wanted.end <= block.start);
}

describe("free time", () => {
  it("is what a minute-by-minute walk finds, on days when clocks change too", () => {
    fc.assert(
      fc.property(
        scenario,
        fc.array(fc.integer({ min: 0, max: 119 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 16 }),
        (given, starts, length) => {
          const built = build(given);
          const open = openMinutes(given.openings, given.place.zone, built.range);
          const free = freeSpans(built.calendar, built.unit, built.range, built.now);
          for (const start of starts) {
            const slot = {
              start: built.range.start + minutes(start * 15),
              end: built.range.start + minutes((start + length) * 15),
            };
            if (slot.end > built.range.end) continue;
            const found = free.some((span) => span.start <= slot.start && slot.end <= span.end);
            expect(found, `${given.place.zone} ${new Date(slot.start).toISOString()}`).toBe(
              freeByModel(slot, built, open),
            );
          }
        },
      ),
      { numRuns: 600 },
    );
  }, 60_000);

  it("offers only slots that the model finds free", () => {
    fc.assert(
      fc.property(scenario, fc.constantFrom(15, 60, 120), (given, length) => {
        const built = build(given);
        const open = openMinutes(given.openings, given.place.zone, built.range);
        for (const slot of freeSlots(built.calendar, built.range, length, built.now)) {
          expect(slot.end - slot.start).toBe(minutes(length));
          expect(freeByModel(slot, built, open), new Date(slot.start).toISOString()).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});

describe("a day of opening 09:00–17:00 in Shanghai", () => {
  const now = Date.UTC(2026, 10, 23, 0);
  const nine = Date.UTC(2026, 10, 24, 1);
  const rules = { ...defaultRules, stepMinutes: 60, leadMinutes: 0 };
  const calendar = (blocked: Span[][]): FacilityCalendar => ({
    facilityId: "f",
    zone: "Asia/Shanghai",
    hours: everyWeek([2, 3].map((weekday) => ({ weekday, fromMinute: 540, toMinute: 1020 }))),
    rules,
    units: blocked.map((spans, at) => ({ id: `u${at + 1}`, number: at + 1, blocked: spans })),
  });
  const day = { start: nine - 9 * hour, end: nine + 15 * hour };

  it("has eight hours, the last from 16:00", () => {
    const slots = freeSlots(calendar([[]]), day, 60, now);
    expect(slots).toHaveLength(8);
    expect(slots.at(-1)?.start).toBe(nine + 7 * hour);
  });

  it("gives the second unit when the first is taken", () => {
    const slots = freeSlots(calendar([[{ start: nine, end: nine + hour }], []]), day, 60, now);
    expect(slots.slice(0, 2).map(({ unit }) => unit)).toEqual([2, 1]);
  });

  it("lets one booking follow another at once: ranges are half-open", () => {
    const slots = freeSlots(calendar([[{ start: nine, end: nine + hour }]]), day, 60, now);
    expect(slots[0]?.start).toBe(nine + hour);
  });

  it("names the nearest free times first, before and after", () => {
    const blocked = [{ start: nine + 2 * hour, end: nine + 4 * hour }];
    const near = nearestFree(
      calendar([blocked]),
      { start: nine + 2 * hour, end: nine + 3 * hour },
      day,
      3,
      now,
    );
    expect(near.map(({ start }) => (start - nine) / hour)).toEqual([1, 0, 4]);
  });

  it("looks on into later weeks for the next free time, and stops at the horizon", () => {
    const fortnight = { start: now, end: now + 14 * 24 * hour };
    expect(nextFree(calendar([[fortnight]]), 60, 2, now).map(({ start }) => (start - nine) / hour)).toEqual([
      14 * 24,
      14 * 24 + 1,
    ]);
    const whole = { start: now, end: now + 100 * 24 * hour };
    expect(nextFree(calendar([[whole]]), 60, 2, now)).toEqual([]);
  });
});
