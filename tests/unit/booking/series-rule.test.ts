import { describe, expect, it } from "vitest";
import { atTimeOfDay, occurrencesOf, ruleOf } from "#app/domain/booking/series/rule.ts";

const local = (zone: string, spans: { start: number }[]) =>
  spans.map(({ start }) => new Date(start).toLocaleString("sv", { timeZone: zone }).slice(0, 16));

const weekly = ruleOf({ frequency: "weekly", every: 1, days: ["MO", "WE"], count: 4 });

describe("a rule of recurrence", () => {
  it("is written as RFC 5545 has it", () => {
    expect(weekly).toBe("FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,WE;COUNT=4");
    expect(ruleOf({ frequency: "daily", every: 2, days: ["MO"], count: 3 })).toBe(
      "FREQ=DAILY;INTERVAL=2;COUNT=3",
    );
  });

  it.each([
    ["Europe/London", "2026-10-21T09:00:00+01:00", ["2026-10-21 09:00", "2026-10-26 09:00"]],
    ["America/New_York", "2026-03-04T09:00:00-05:00", ["2026-03-04 09:00", "2026-03-09 09:00"]],
    ["Asia/Shanghai", "2026-12-30T09:00:00+08:00", ["2026-12-30 09:00", "2027-01-04 09:00"]],
  ])("keeps the wall-clock time in %s", (zone, first, expected) => {
    const found = occurrencesOf(weekly, new Date(first), 90, zone);
    expect(local(zone, found).slice(0, 2)).toEqual(expected);
    expect(found).toHaveLength(4);
    for (const { start, end } of found) expect(end - start).toBe(90 * 60_000);
  });

  it("begins with the first even where that is on another weekday", () => {
    const found = occurrencesOf(weekly, new Date("2026-11-24T09:00:00+08:00"), 60, "Asia/Shanghai");
    expect(local("Asia/Shanghai", found)[0]).toBe("2026-11-24 09:00");
  });

  it("leaves out months without the day, and has its 29 February in leap years", () => {
    const monthly = ruleOf({ frequency: "monthly", every: 1, days: [], count: 3 });
    const found = occurrencesOf(monthly, new Date("2028-01-29T09:00:00+08:00"), 60, "Asia/Shanghai");
    expect(local("Asia/Shanghai", found)).toEqual([
      "2028-01-29 09:00",
      "2028-02-29 09:00",
      "2028-03-29 09:00",
    ]);
  });

  it("never has more than 60 occurrences", () => {
    expect(occurrencesOf("FREQ=DAILY;COUNT=500", new Date("2026-11-24T01:00:00Z"), 60, "UTC")).toHaveLength(
      60,
    );
  });
});

describe("another time of day", () => {
  it("is on the same local day", () => {
    const late = new Date("2026-11-24T23:30:00+08:00");
    expect(atTimeOfDay(late, "08:00", "Asia/Shanghai").toISOString()).toBe("2026-11-24T00:00:00.000Z");
  });
});
