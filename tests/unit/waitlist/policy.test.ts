import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FacilityCalendar } from "#app/domain/booking/availability.ts";
import { hoursOf } from "#app/domain/booking/opening-days.ts";
import { isUsedAgain } from "#app/domain/booking/reused.ts";
import { defaultRules } from "#app/domain/booking/rules.ts";
import { contains } from "#app/domain/booking/spans.ts";
import {
  candidates,
  type JoinSituation,
  offerUntil,
  reviewJoin,
  windowOf,
} from "#app/domain/booking/waitlist/policy.ts";
import { effectiveWait } from "#app/domain/booking/waitlist/states.ts";

const at = (time: string): number => Date.parse(`2026-11-${time}:00+08:00`);
const hour = 3_600_000;
const wanted = { start: at("24T14:00"), end: at("24T16:00") };
const wait = { window: wanted, minutes: 120 };
const situation = (change: Partial<JoinSituation> = {}): JoinSituation => ({
  now: at("23T09:00"),
  offerMinutes: 240,
  horizonDays: 60,
  own: [],
  ...change,
});
const rules = (change: Partial<JoinSituation>, window = wanted) =>
  reviewJoin({ wanted, wait: { ...wait, window } }, situation(change)).map(({ rule }) => rule);

describe("joining", () => {
  it("is refused for every reason there is", () => {
    expect(rules({})).toEqual([]);
    expect(rules({ offerMinutes: null })).toEqual(["no_waiting_list"]);
    expect(rules({}, { start: at("24T15:00"), end: at("24T20:00") })).toEqual(["window_leaves_out"]);
    expect(rules({ now: at("24T14:00") })).toEqual(["window_over"]);
    expect(rules({ horizonDays: 0, now: at("23T09:00") })).toEqual(["window_beyond_horizon"]);
    expect(rules({ own: [{ start: at("24T15:59"), end: at("24T17:00") }] })).toEqual(["already_waiting"]);
    expect(rules({ own: [{ start: at("24T16:00"), end: at("24T17:00") }] })).toEqual([]);
    expect(rules({ offerMinutes: null, now: at("24T15:00") })).toEqual(["no_waiting_list", "window_over"]);
  });

  it("means whole local days by a day, never the past, and always the wanted time", () => {
    expect(windowOf("exact", wanted, "Asia/Shanghai", at("23T09:00"))).toEqual(wanted);
    expect(windowOf("day", wanted, "Asia/Shanghai", at("23T09:00"))).toEqual({
      start: at("24T00:00"),
      end: at("25T00:00"),
    });
    expect(windowOf("days", wanted, "Asia/Shanghai", at("23T09:00"))).toEqual({
      start: at("23T09:00"),
      end: at("28T00:00"),
    });
    const clocks = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
    const zones = fc.constantFrom("Asia/Shanghai", "Europe/London", "America/New_York");
    fc.assert(
      fc.property(clocks, fc.integer({ min: 1, max: 72 }), zones, (start, hours, zone) => {
        const span = { start, end: start + hours * hour };
        for (const choice of ["exact", "day", "days"] as const)
          expect(contains(windowOf(choice, span, zone, start - hour), span)).toBe(true);
      }),
    );
  });
});

describe("an offer", () => {
  it("stands for the facility's time to decide, at most until the start", () => {
    expect(offerUntil(240, at("23T09:00"), at("24T14:00"))).toBe(at("23T13:00"));
    expect(offerUntil(240, at("24T12:00"), at("24T14:00"))).toBe(at("24T14:00"));
  });

  const openings = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, fromMinute: 480, toMinute: 1200 }));
  const calendar = (blocked: { start: number; end: number }[]): FacilityCalendar => ({
    facilityId: "f",
    zone: "Asia/Shanghai",
    hours: hoursOf(openings, [], [], defaultRules),
    rules: defaultRules,
    units: [{ id: "u", number: 1, blocked }],
  });

  it("is the earliest free time of each day of the window, of the wanted length", () => {
    const window = { start: at("24T13:00"), end: at("26T00:00") };
    const taken = [{ start: at("24T13:00"), end: at("24T17:00") }];
    expect(candidates(calendar(taken), { window, minutes: 120 }, at("23T09:00"))).toEqual([
      { start: at("24T17:00"), end: at("24T19:00") },
      { start: at("25T08:00"), end: at("25T10:00") },
    ]);
    expect(candidates(calendar(taken), wait, at("23T09:00"))).toEqual([]);
  });
});

describe("the clock", () => {
  const deadline = new Date(at("24T14:00"));
  it("ends waiting and offers without a job", () => {
    const before = new Date(at("24T13:59"));
    expect(effectiveWait({ state: "waiting", deadline }, before)).toBe("waiting");
    expect(effectiveWait({ state: "waiting", deadline }, deadline)).toBe("over");
    expect(effectiveWait({ state: "offered", deadline }, deadline)).toBe("passed");
    expect(effectiveWait({ state: "taken", deadline }, deadline)).toBe("taken");
    expect(effectiveWait({ state: "waiting", deadline: null }, deadline)).toBe("waiting");
  });
});

describe("a cancelled time", () => {
  const use = (from: string, to: string) => ({ start: at(`24T${from}`), end: at(`24T${to}`) });
  it("is used again when uses cover half of it, however they lie", () => {
    expect(isUsedAgain(wanted, [])).toBe(false);
    expect(isUsedAgain(wanted, [use("14:00", "14:59")])).toBe(false);
    expect(isUsedAgain(wanted, [use("14:00", "15:00")])).toBe(true);
    expect(isUsedAgain(wanted, [use("13:00", "14:30"), use("15:30", "18:00")])).toBe(true);
    // Two at once, on two units, are not two hours.
    expect(isUsedAgain(wanted, [use("14:00", "14:30"), use("14:00", "14:30")])).toBe(false);
  });
});
