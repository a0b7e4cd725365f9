import { describe, expect, it } from "vitest";
import { momentText, spanText } from "#app/domain/notices/subject-words.ts";

const shanghai = (text: string): Date => new Date(`${text}:00+08:00`);
const said = (from: string, to: string) =>
  (["zh-CN", "en"] as const).map((locale) => spanText(shanghai(from), shanghai(to), "Asia/Shanghai", locale));

describe("the times in a notice", () => {
  it("name a day once", () => {
    expect(said("2026-12-01T14:00", "2026-12-01T16:00")).toEqual([
      "2026年12月1日 14:00–16:00",
      "1 December 2026, 14:00–16:00",
    ]);
  });

  it("over midnight name both days", () => {
    expect(said("2026-12-01T22:00", "2026-12-02T02:00")).toEqual([
      "2026年12月1日 22:00 – 2026年12月2日 02:00",
      "1 December 2026, 22:00 – 2 December 2026, 02:00",
    ]);
  });

  it("end at 24:00 of the last day when they end at midnight, on one day or several", () => {
    expect(said("2026-12-01T00:00", "2026-12-02T00:00")).toEqual([
      "2026年12月1日 00:00–24:00",
      "1 December 2026, 00:00–24:00",
    ]);
    expect(said("2026-12-03T00:00", "2026-12-06T00:00")).toEqual([
      "2026年12月3日 00:00 – 2026年12月5日 24:00",
      "3 December 2026, 00:00 – 5 December 2026, 24:00",
    ]);
  });

  it("have their offsets in the nights in which clocks change", () => {
    const london = (from: string, to: string) =>
      spanText(new Date(from), new Date(to), "Europe/London", "en");
    expect(london("2026-10-25T00:30Z", "2026-10-25T01:30Z")).toBe("25 October 2026, 01:30 GMT+1–01:30 GMT");
    expect(london("2026-03-29T00:30Z", "2026-03-29T01:30Z")).toBe("29 March 2026, 00:30 GMT–02:30 GMT+1");
    expect(london("2026-10-25T09:00Z", "2026-10-25T10:00Z")).toBe("25 October 2026, 09:00–10:00");
    expect(momentText(new Date("2026-10-25T01:30Z"), "Europe/London", "zh-CN")).toBe(
      "2026年10月25日 01:30 GMT",
    );
  });
});
