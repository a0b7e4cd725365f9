import { describe, expect, it } from "vitest";
import { type FacilityCalendar, freeSlots, nearestFree, nextFree } from "#app/domain/booking/availability.ts";
import { everyWeek } from "#app/domain/booking/opening-days.ts";
import { defaultRules } from "#app/domain/booking/policy.ts";
import { minutes, type Span } from "#app/domain/booking/spans.ts";

const hour = minutes(60);

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
