import { describe, expect, it } from "vitest";
import { openingGroups } from "#app/components/booking/opening-words.ts";
import { bookingPath, slotLabel } from "#app/components/booking/slot-links.ts";
import { ownTime } from "#app/components/booking/your-zone.ts";
import { localDays, localWeek, mondayOf, readDate } from "#app/domain/booking/hours.ts";
import { allowedLength, chosenLength, offeredLengths } from "#app/domain/booking/lengths.ts";
import { defaultRules } from "#app/domain/booking/policy.ts";

const hour = 3_600_000;

describe("opening hours in words", () => {
  const day = (weekday: number, ...spans: [number, number][]) =>
    spans.map(([fromMinute, toMinute]) => ({ weekday, fromMinute, toMinute }));

  it("puts neighbouring days with the same hours together", () => {
    const office = [1, 2, 3, 5].flatMap((weekday) => day(weekday, [780, 1050], [510, 690]));
    expect(openingGroups([...office, ...day(6, [540, 720])])).toEqual([
      { from: 1, to: 3, hours: "08:30–11:30, 13:00–17:30" },
      { from: 5, to: 5, hours: "08:30–11:30, 13:00–17:30" },
      { from: 6, to: 6, hours: "09:00–12:00" },
    ]);
  });

  it("says midnight at the end of a day as 24:00", () => {
    expect(openingGroups(day(7, [0, 1440]))).toEqual([{ from: 7, to: 7, hours: "00:00–24:00" }]);
  });
});

describe("a slot's label", () => {
  const slot = (start: number) => ({ start, end: start + hour, unit: 1 });
  const first = Date.parse("2026-10-25T01:30:00+01:00");

  it("tells the two half past ones of an autumn night apart", () => {
    const night = [slot(first), slot(first + hour), slot(first + 2 * hour)];
    expect(night.map((one) => slotLabel(one, "en", "Europe/London"))).toEqual([
      "01:30 GMT+1",
      "01:30 GMT",
      "02:30",
    ]);
    expect(slotLabel(slot(Date.parse("2026-11-01T01:30:00-04:00")), "en", "America/New_York")).toBe(
      "01:30 GMT−4",
    );
  });

  it("names the reader's day where it is another", () => {
    const morning = Date.parse("2026-11-27T08:30:00+08:00");
    expect(ownTime(morning, "en", "Asia/Shanghai", "America/New_York")).toBe("Thu 19:30");
    expect(ownTime(morning, "en", "Asia/Shanghai", "Asia/Tokyo")).toBe("09:30");
  });

  it("leads to the booking of just that time, with what was written", () => {
    expect(bookingPath("f", { start: first, end: first + hour }, { purpose: "断口", way: "" })).toBe(
      `/facilities/f/book?start=2026-10-25T00%3A30%3A00.000Z&end=2026-10-25T01%3A30%3A00.000Z&purpose=${encodeURIComponent("断口")}`,
    );
  });
});

describe("weeks", () => {
  it("have 169 hours when clocks go back and 167 when they go forward", () => {
    const length = ({ start, end }: { start: number; end: number }) => (end - start) / hour;
    expect(length(localWeek(Date.parse("2026-10-22T12:00Z"), "Europe/London"))).toBe(169);
    expect(length(localWeek(Date.parse("2026-03-26T12:00Z"), "Europe/London"))).toBe(167);
    expect(length(localWeek(Date.parse("2026-10-22T12:00Z"), "Asia/Shanghai"))).toBe(168);
  });

  it("are seven local days, whatever their length", () => {
    const days = localDays(localWeek(Date.parse("2026-10-22T12:00Z"), "Europe/London"), "Europe/London");
    expect(days.map(({ date }) => date)).toEqual(
      ["19", "20", "21", "22", "23", "24", "25"].map((day) => `2026-10-${day}`),
    );
    expect(days.map(({ start, end }) => (end - start) / hour)).toEqual([24, 24, 24, 24, 24, 24, 25]);
  });

  it("begin on Monday, over the year's end too", () => {
    expect(mondayOf("2027-01-01")).toBe("2026-12-28");
    expect(mondayOf("2026-12-28")).toBe("2026-12-28");
  });

  it.each(["2026-02-30", "2026-13-01", "26-01-01", "", "2026-1-1"])("do not begin on %o", (text) => {
    expect(readDate(text)).toBeUndefined();
  });
});

describe("lengths to choose from", () => {
  const rules = (minMinutes: number, maxMinutes: number, stepMinutes: number) => ({
    ...defaultRules,
    minMinutes,
    maxMinutes,
    stepMinutes,
  });

  it("are all that the rules allow when they are few", () => {
    expect(offeredLengths(rules(60, 180, 30))).toEqual([60, 90, 120, 150, 180]);
    expect(offeredLengths(rules(480, 480, 60))).toEqual([480]);
  });

  it("are the usual ones with the shortest and longest when they are many, and all allowed", () => {
    const many = offeredLengths(rules(30, 10_080, 30));
    expect(many.length).toBeLessThanOrEqual(10);
    expect([many[0], many.at(-1)]).toEqual([30, 10_080]);
    expect(many.every((length) => length % 30 === 0)).toBe(true);
  });

  it("begin with about an hour unless asked", () => {
    expect(chosenLength([30, 60, 90], Number.NaN)).toBe(60);
    expect(chosenLength([30, 60, 90], 90)).toBe(90);
    expect(chosenLength([1440, 2880], 60)).toBe(1440);
  });

  it("bend a wish to what is allowed", () => {
    const strict = rules(60, 480, 30);
    expect([10, 70, 710].map((asked) => allowedLength(strict, asked))).toEqual([60, 90, 480]);
    const quotas = (["user", "group"] as const).map((scope, index) => ({
      ...{ scope, period: "day" as const },
      maxMinutes: 200 - index * 150,
    }));
    expect([710, 100].map((asked) => allowedLength({ ...strict, quotas }, asked))).toEqual([180, 120]);
  });
});
