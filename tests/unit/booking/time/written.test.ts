import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDateTime, formatRange, momentInput } from "#app/components/format.ts";
import { localMoment } from "#app/domain/booking/act-forms.ts";
import { momentsMeant } from "#app/domain/moments-meant.ts";

const zones = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Asia/Shanghai"];
const minuteMs = 60_000;
const errorsOf = (zone: string, text: string) =>
  localMoment(zone)
    .safeParse(text)
    .error?.issues.map(({ message }) => message);

describe("a moment in a field", () => {
  /** Any minute of six years. */
  const moments = fc.integer({ min: 0, max: 6 * 365 * 1440 }).map((n) => Date.UTC(2025, 0) + n * minuteMs);

  it("is read as it was written", () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (at, zone) => {
        expect(localMoment(zone).parse(momentInput(at, zone)).getTime()).toBe(at);
      }),
    );
  });

  it("is read as it was written all through a night in which clocks go back", () => {
    for (const [zone, day] of [
      ["Europe/London", "2027-10-31"],
      ["America/New_York", "2027-11-07"],
      ["Australia/Lord_Howe", "2027-04-04"],
    ] as const)
      for (
        let at = Date.parse(`${day}T00:00Z`) - 86_400_000;
        at < Date.parse(`${day}T12:00Z`);
        at += 30 * minuteMs
      )
        expect(localMoment(zone).parse(momentInput(at, zone)).getTime(), momentInput(at, zone)).toBe(at);
    expect(momentInput(Date.parse("2027-10-31T01:30Z"), "Europe/London")).toBe("2027-10-31 01:30 +00:00");
  });

  it("means what it is read as, and two things where the clocks show it twice", () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (at, zone) => {
        const text = momentInput(at, zone);
        expect(momentsMeant(text, zone)).toEqual([new Date(at)]);
        const wall = text.slice(0, 16);
        expect(momentsMeant(wall, zone)[0]).toEqual(localMoment(zone).parse(wall));
        expect(momentsMeant(wall, zone)).toHaveLength(wall === text ? 1 : 2);
      }),
    );
    const night = momentsMeant("2027-10-31 1:30", "Europe/London");
    expect(night.map((at) => at.toISOString())).toEqual([
      "2027-10-31T00:30:00.000Z",
      "2027-10-31T01:30:00.000Z",
    ]);
    for (const text of [
      "2027-02-30 09:00",
      "2027-03-01 25:00",
      "2027-03-01 09:60",
      "2027-13-01 09:00",
      "soon",
    ])
      expect(momentsMeant(text, "Europe/London"), text).toEqual([]);
  });

  it("is refused with an offset that the clocks do not have", () => {
    expect(errorsOf("Europe/London", "2027-10-31 01:30 +02:00")).toEqual(["local_time"]);
    expect(errorsOf("Europe/London", "2027-10-31 01:30")).toBeUndefined();
  });
});

describe("a time on a page", () => {
  const london = (from: string, to: string) => formatRange(`${from}:00Z`, `${to}:00Z`, "en", "Europe/London");

  it("has its offset where the clocks change within it or show it twice, and nowhere else", () => {
    expect(london("2027-10-31T00:00", "2027-10-31T02:00")).toBe("Sun 31 Oct 2027, 01:00 GMT+1–02:00 GMT");
    expect(london("2027-10-31T01:00", "2027-10-31T01:30")).toBe("Sun 31 Oct 2027, 01:00 GMT–01:30 GMT");
    expect(london("2027-03-28T00:00", "2027-03-28T03:00")).toBe("Sun 28 Mar 2027, 00:00 GMT–04:00 GMT+1");
    expect(london("2027-10-31T02:00", "2027-10-31T04:00")).toBe("Sun 31 Oct 2027, 02:00–04:00");
    expect(formatDateTime("2027-10-31T00:30Z", "zh-CN", "Europe/London")).toBe(
      "2027年10月31日（周日）01:30 GMT+1",
    );
    expect(formatDateTime("2027-03-28T01:00Z", "zh-CN", "Europe/London")).toBe("2027年3月28日（周日）02:00");
  });
});
