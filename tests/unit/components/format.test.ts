import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatBytes,
  formatDate,
  formatDateTime,
  formatDeadline,
  formatDuration,
  formatLargeMoney,
  formatMoney,
  formatMonth,
  formatRange,
  formatShare,
  momentInput,
  yuanInput,
  zoneName,
} from "#app/components/format.ts";

const at = (iso: string) => new Date(`${iso}+08:00`);

describe("time", () => {
  test("a day has its weekday in full-width brackets", () => {
    expect(formatDate(at("2026-11-24T14:00:00"), "zh-CN", undefined, true)).toBe("2026年11月24日（周二）");
    expect(formatDate(at("2026-11-24T14:00:00"), "en", undefined, true)).toBe("Tue 24 Nov 2026");
  });

  test("a range within a day names the day once", () => {
    const range = [at("2026-11-24T14:00:00"), at("2026-11-24T16:00:00")] as const;
    expect(formatRange(...range, "zh-CN")).toBe("2026年11月24日（周二）14:00–16:00");
    expect(formatRange(...range, "en")).toBe("Tue 24 Nov 2026, 14:00–16:00");
  });

  test("a range to midnight ends at 24:00 of the same day", () => {
    expect(formatRange(at("2026-11-24T22:00:00"), at("2026-11-25T00:00:00"), "zh-CN")).toBe(
      "2026年11月24日（周二）22:00–24:00",
    );
    expect(formatRange(at("2026-11-24T00:00:00"), at("2026-11-27T00:00:00"), "en")).toBe(
      "Tue 24 Nov 2026, 00:00 – Thu 26 Nov 2026, 24:00",
    );
  });

  test("a deadline at midnight is the end of the day before", () => {
    expect(formatDeadline(at("2026-12-04T00:00:00"), "zh-CN")).toBe("2026年12月3日（周四）24:00");
    expect(formatDeadline(at("2026-12-04T00:00:00"), "en")).toBe("Thu 3 Dec 2026, 24:00");
    expect(formatDeadline(at("2026-12-04T17:30:00"), "zh-CN")).toBe("2026年12月4日（周五）17:30");
  });

  test("a zone is named as people name its clock", () => {
    expect([zoneName("Asia/Shanghai", "zh-CN"), zoneName("Asia/Shanghai", "en")]).toEqual([
      "北京时间",
      "China Standard Time",
    ]);
    expect(zoneName("Europe/Berlin", "en")).toBe("Central European Time, Europe/Berlin");
  });

  test("a range over midnight names both days", () => {
    expect(formatRange(at("2026-11-24T22:00:00"), at("2026-11-25T02:00:00"), "zh-CN")).toBe(
      "2026年11月24日（周二）22:00 – 2026年11月25日（周三）02:00",
    );
  });

  test("the zone decides the day", () => {
    const instant = "2026-11-24T20:30:00Z";
    expect(formatDateTime(instant, "zh-CN", "Asia/Shanghai")).toBe("2026年11月25日（周三）04:30");
    expect(formatDateTime(instant, "zh-CN", "Europe/Berlin", false)).toBe("2026年11月24日 21:30");
  });

  test("midnight is 00:00", () => {
    expect(formatDateTime(at("2026-01-01T00:00:00"), "en")).toBe("Thu 1 Jan 2026, 00:00");
  });

  // From 2000 on: the zone had summer time from 1986 to 1991.
  test("what a date-time field shows parses back to the same minute", () => {
    fc.assert(
      fc.property(fc.integer({ min: 15_778_080, max: 66_000_000 }), (minute) => {
        const instant = new Date(minute * 60_000);
        expect(at(momentInput(instant).replace(" ", "T")).getTime()).toBe(instant.getTime());
      }),
    );
  });
});

describe("money", () => {
  test.each([
    [0, "¥0.00"],
    [5, "¥0.05"],
    [120_000, "¥1,200.00"],
    [123_456_789, "¥1,234,567.89"],
    [-50, "−¥0.50"],
  ])("%i fen", (fen, text) => expect(formatMoney(fen)).toBe(text));

  test("no fen is lost at any size", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 52), max: 2 ** 52 }), (fen) => {
        const digits = formatMoney(fen).replace("−", "-").replace(/[¥,.]/g, "");
        expect(Number(digits) + 0).toBe(fen);
        expect(Number(yuanInput(fen).replace(".", "")) + 0).toBe(fen);
      }),
    );
  });

  test("large sums are said as the trade says them", () => {
    expect(formatLargeMoney(120_500_000, "zh-CN")).toBe("120.5 万元");
    expect(formatLargeMoney(32_000_000_000, "zh-CN")).toBe("3.2 亿元");
    expect(formatLargeMoney(120_500_000, "en")).toBe("¥1.205 million");
    expect(formatLargeMoney(50_000_000, "en")).toBe("¥500,000");
    expect(formatLargeMoney(999_900, "zh-CN")).toBe("¥9,999.00");
  });

  test("no amount is an empty field", () => expect(yuanInput(null)).toBe(""));
});

describe("other quantities", () => {
  test.each([
    [150, "2 小时 30 分钟"],
    [60, "1 小时"],
    [0, "0 分钟"],
    [1500, "25 小时"],
    [2880, "2 天"],
    [2950, "2 天 1 小时 10 分钟"],
  ])("%i minutes", (minutes, text) => expect(formatDuration(minutes, "zh-CN")).toBe(text));

  test("English hours", () => expect(formatDuration(150, "en")).toBe("2 h 30 min"));
  test("months", () => {
    expect(formatMonth("2026-01", "zh-CN")).toBe("2026年1月");
    expect(formatMonth("2026-12", "en")).toBe("Dec 2026");
  });

  test("shares, and those that are not nothing but round to it", () => {
    expect(formatShare(0.256, "zh-CN", 1)).toBe("25.6%");
    expect(formatShare(0, "zh-CN")).toBe("0%");
    expect(formatShare(0.004, "zh-CN")).toBe("不足 1%");
    expect(formatShare(0.006, "en")).toBe("1 %");
    expect(formatShare(324 / 1_223_620, "zh-CN", 1)).toBe("不足 0.1%");
    expect(formatShare(324 / 1_223_620, "en", 1)).toBe("less than 0.1 %");
  });
  test("sizes", () =>
    expect([812, 45_300, 3_400_000].map(formatBytes)).toEqual(["812 B", "45 kB", "3.4 MB"]));
});
