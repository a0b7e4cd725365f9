import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FacilityCalendar, freeSlots, freeSpans, gridStarts } from "#app/domain/booking/availability.ts";
import { openingOccurrences } from "#app/domain/booking/hours.ts";
import { hoursOf } from "#app/domain/booking/opening-days.ts";
import { defaultRules, type Situation } from "#app/domain/booking/policy.ts";
import { minutes, type Span } from "#app/domain/booking/spans.ts";
import { timeRules } from "#app/domain/booking/time-rules.ts";
import { type HardDay, hardDays, wallAt } from "../../../support/wall-clock.ts";
import { modelOf, pace, type Plan } from "./slow-facility.ts";

const quarter = minutes(15);
/** Sixty hours: every stretch of them holds at least one whole local day and two midnights. */
const quarters = 240;

const some = { minLength: 0, maxLength: 3 };
const stretch = fc
  .record({ from: fc.integer({ min: 0, max: 95 }), length: fc.integer({ min: 1, max: 96 }) })
  .map(({ from, length }) => ({ fromMinute: from * 15, toMinute: Math.min(1440, (from + length) * 15) }));

const everyDay = (...parts: [number, number][]) =>
  [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    parts.map(([fromMinute, toMinute]) => ({ weekday, fromMinute, toMinute })),
  );

const weekly = fc.oneof(
  fc.array(
    fc.tuple(fc.integer({ min: 1, max: 7 }), stretch).map(([weekday, part]) => ({ weekday, ...part })),
    { maxLength: 8 },
  ),
  fc.constantFrom(
    everyDay([0, 1440]),
    everyDay([0, 135], [1200, 1440]),
    everyDay([90, 150], [150, 400]),
    everyDay([60, 120]),
  ),
);

const plan = (days: readonly string[]): fc.Arbitrary<Plan> =>
  fc.record({
    weekly,
    exceptions: fc.array(
      fc.record({
        day: fc.constantFrom(...days),
        part: fc.option(stretch, { freq: 3, nil: { fromMinute: null, toMinute: null } }),
      }),
      some,
    ),
    holidays: fc.uniqueArray(
      fc.record({ day: fc.constantFrom(...days), working: fc.boolean(), name: fc.constant("节假日") }),
      { selector: ({ day }) => day, ...some },
    ),
    closedOnHolidays: fc.boolean(),
    openOnMakeupDays: fc.boolean(),
  });

const taken = fc
  .array(
    fc.record({ from: fc.integer({ min: -40, max: quarters }), length: fc.integer({ min: 1, max: 60 }) }),
    { maxLength: 4 },
  )
  .map((spans) =>
    spans.map(({ from, length }) => ({ start: from * quarter, end: (from + length) * quarter })),
  );

const scenario = (days: readonly string[]) =>
  fc.record({
    plan: plan(days),
    units: fc.tuple(taken, taken),
    before: fc.constantFrom(0, 15, 45),
    after: fc.constantFrom(0, 20),
    lead: fc.constantFrom(0, 60, 600),
    horizon: fc.constantFrom(2, 60),
    step: fc.constantFrom(15, 30, 60),
    /** Minutes; from a quarter of an hour over a night to more than a day. */
    length: fc.constantFrom(15, 60, 120, 600, 1440, 1560),
  });

type Scenario = ReturnType<typeof scenario> extends fc.Arbitrary<infer T> ? T : never;

function build(day: HardDay, given: Scenario) {
  const { plan: is, units, ...rest } = given;
  const range = { start: day.from, end: day.from + quarters * quarter };
  const rules = {
    ...defaultRules,
    bufferBeforeMinutes: rest.before,
    bufferAfterMinutes: rest.after,
    leadMinutes: rest.lead,
    horizonDays: rest.horizon,
    stepMinutes: rest.step,
    minMinutes: 15,
    maxMinutes: 10_000,
  };
  const calendar: FacilityCalendar = {
    facilityId: "f",
    zone: day.zone,
    rules,
    hours: hoursOf(
      is.weekly,
      is.exceptions.map(({ day: date, part }) => ({ day: date, note: "", ...part })),
      is.holidays,
      is,
    ),
    units: units.map((spans, index) => ({
      id: `u${index}`,
      number: index + 1,
      blocked: spans.map(({ start, end }) => ({ start: day.from + start, end: day.from + end })),
    })),
  };
  const now = day.from - minutes(60);
  return { range, now, rules, calendar, model: modelOf(day.zone, range, is) };
}

type Built = ReturnType<typeof build>;

/** At every step: open, bookable, and with its buffers clear of what blocks the unit. */
function freeByModel(slot: Span, { model, now, rules }: Built, blocked: readonly Span[]): boolean {
  for (let at = slot.start; at < slot.end; at += minutes(pace)) {
    if (!model.isOpen(at)) return false;
    if (at < now + minutes(rules.leadMinutes)) return false;
    if (at >= now + minutes(rules.horizonDays * 1440)) return false;
  }
  const [from, to] = [
    slot.start - minutes(rules.bufferBeforeMinutes),
    slot.end + minutes(rules.bufferAfterMinutes),
  ];
  return blocked.every(({ start, end }) => end <= from || to <= start);
}

/** Every quarter of an hour at which something of `length` minutes may begin by the grids of the openings. */
function startsByModel({ model, range, rules }: Built): number[] {
  const starts: number[] = [];
  for (let at = range.start; at < range.end; at += minutes(pace)) {
    const onGrid = model.openings.some(
      ({ start, end }) => start <= at && at < end && (at - start) % minutes(rules.stepMinutes) === 0,
    );
    if (onGrid) starts.push(at);
  }
  return starts;
}

const situation = ({ calendar, now, rules }: Built): Situation => ({
  now,
  rules,
  zone: calendar.zone,
  hours: calendar.hours,
  ...{ listingState: "published", runState: "normal", ways: ["self_use"], unitCount: 2, closure: null },
  ...{ claimant: { userId: "me", organizationId: "ours", groupId: null }, groups: [], uses: [] },
  ...{ accessories: [], missing: [], block: null },
});

const refused = (built: Built, { start, end }: Span): string[] => {
  const wish = { start, end, way: "self_use", userClass: "internal", organizationVerified: true };
  return timeRules
    .flatMap((rule) => rule({ ...wish, termsVersion: 1 }, situation(built)) || [])
    .map(({ rule }) => rule);
};

describe.each(hardDays)("$what in $zone, against a walk along the clock", (day) => {
  const dates = [
    ...new Set([-12, 0, 24, 48, 60].map((hours) => wallAt(day.zone, day.from + minutes(hours * 60)).date)),
  ];
  const assert = (check: (built: Built, given: Scenario) => void, numRuns: number) =>
    fc.assert(
      fc.property(scenario(dates), (given) => check(build(day, given), given)),
      { numRuns },
    );

  it("openings are those of the weekday, the holiday, the make-up day or the exception", () => {
    assert(({ calendar, range, model }) => {
      expect(openingOccurrences(calendar.hours, day.zone, range)).toEqual(model.openings);
    }, 60);
  });

  it("free stretches hold a time exactly when every moment of it is free", () => {
    const times = fc.array(
      fc.tuple(fc.integer({ min: 0, max: quarters - 1 }), fc.integer({ min: 1, max: 130 })),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(scenario(dates), times, (given, asked) => {
        const built = build(day, given);
        for (const unit of built.calendar.units) {
          const free = freeSpans(built.calendar, unit, built.range, built.now);
          for (const [from, length] of asked) {
            const slot = { start: day.from + from * quarter, end: day.from + (from + length) * quarter };
            if (slot.end > built.range.end) continue;
            const found = free.some(({ start, end }) => start <= slot.start && slot.end <= end);
            expect(found, new Date(slot.start).toISOString()).toBe(freeByModel(slot, built, unit.blocked));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("offers every free slot on the grid and no other, on the first unit that is free", () => {
    assert((built, { length }) => {
      const { calendar, range, now } = built;
      const starts = startsByModel(built);
      expect(gridStarts(calendar, range)).toEqual(starts);
      const expected = starts.flatMap((start) => {
        const slot = { start, end: start + minutes(length) };
        if (slot.end > range.end) return [];
        const unit = calendar.units.find(({ blocked }) => freeByModel(slot, built, blocked));
        return unit ? [{ ...slot, unit: unit.number }] : [];
      });
      const offered = freeSlots(calendar, range, length, now);
      expect(offered.map(({ start, end, unit }) => ({ start, end, unit }))).toEqual(expected);
    }, 40);
  });

  it("takes a time, over midnights too, exactly when it is open throughout and begins on the grid", () => {
    const times = fc.array(
      fc.tuple(fc.integer({ min: 0, max: quarters - 1 }), fc.constantFrom(1, 4, 8, 40, 96, 104, 192)),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(scenario(dates), times, (given, asked) => {
        const built = build(day, { ...given, horizon: 60 });
        const grid = new Set(startsByModel(built));
        for (const [from, length] of asked) {
          const wish = { start: day.from + from * quarter, end: day.from + (from + length) * quarter };
          if (wish.end > built.range.end) continue;
          let open = true;
          for (let at = wish.start; at < wish.end; at += minutes(pace)) open &&= built.model.isOpen(at);
          const expected = !open ? "outside_hours" : !grid.has(wish.start) ? "start_step" : undefined;
          const found = refused(built, wish).find((rule) => ["outside_hours", "start_step"].includes(rule));
          expect(found, new Date(wish.start).toISOString()).toBe(expected);
        }
      }),
      { numRuns: 40 },
    );
  });
});
