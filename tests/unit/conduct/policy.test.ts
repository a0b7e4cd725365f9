import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  comesByItself,
  type ConductRules,
  consequenceEnds,
  consequenceOf,
  covers,
  doesCount,
  forbidsBooking,
  isLate,
} from "#app/domain/conduct/policy.ts";
import { blockLevels } from "#db/schema/vocabulary.ts";

const rules: ConductRules = {
  lateAfterMinutes: 15,
  countingDays: 90,
  warnAfter: 1,
  shortBlockAfter: 3,
  shortBlockDays: 7,
  longBlockAfter: 5,
  longBlockDays: 30,
  automaticShortBlock: true,
};
const at = (text: string) => new Date(`2026-11-${text}:00Z`);

describe("lateness", () => {
  it("begins after what the rules forgive", () => {
    expect(isLate(at("24T14:15"), at("24T14:00"), rules)).toBe(false);
    expect(isLate(new Date(at("24T14:15").getTime() + 1), at("24T14:00"), rules)).toBe(true);
  });
});

describe("the ladder", () => {
  it.each([
    [0, null],
    [1, "warning"],
    [2, "warning"],
    [3, "short"],
    [4, "short"],
    [5, "long"],
    [9, "long"],
  ])("makes of %i violations: %s", (count, level) => expect(consequenceOf(count, rules)).toBe(level));

  it("knows only the steps that are published", () => {
    const mild = { ...rules, shortBlockAfter: null, longBlockAfter: null };
    expect(consequenceOf(50, mild)).toBe("warning");
    expect(consequenceOf(50, { ...mild, longBlockAfter: 4 })).toBe("long");
  });

  it("never becomes lighter with one more violation", () => {
    fc.assert(
      fc.property(fc.nat(12), fc.nat(6), fc.option(fc.nat(6)), fc.nat(6), (count, warnAfter, short, more) => {
        const ladder = { ...rules, warnAfter, shortBlockAfter: short, longBlockAfter: (short ?? 0) + more };
        const [now, then] = [consequenceOf(count, ladder), consequenceOf(count + 1, ladder)];
        expect(now === null || (then !== null && covers(then, now))).toBe(true);
      }),
    );
  });

  it("never brings the long block by itself, and nothing where that is not published", () => {
    expect(blockLevels.filter((level) => comesByItself(level, rules))).toEqual(["warning", "short"]);
    const manual = { ...rules, automaticShortBlock: false };
    expect(blockLevels.filter((level) => comesByItself(level, manual))).toEqual([]);
  });

  it("says when a consequence ends", () => {
    const ends = blockLevels.map((level) => consequenceEnds(level, at("01T00:00"), rules).toISOString());
    expect(ends).toEqual([
      "2027-01-30T00:00:00.000Z",
      "2026-11-08T00:00:00.000Z",
      "2026-12-01T00:00:00.000Z",
    ]);
  });
});

describe("a violation", () => {
  const recorded = { state: "recorded", at: at("01T08:00"), until: at("20T08:00"), deadline: null };
  const contested = { ...recorded, state: "contested", deadline: at("10T00:00") };

  it("counts from when it happened until it has decayed", () => {
    expect(doesCount(recorded, at("01T07:59"))).toBe(false);
    expect(doesCount(recorded, at("01T08:00"))).toBe(true);
    expect(doesCount(recorded, at("20T07:59"))).toBe(true);
    expect(doesCount(recorded, at("20T08:00"))).toBe(false);
  });

  it("never counts when waived; upheld as before", () => {
    expect(doesCount({ ...recorded, state: "waived" }, at("02T00:00"))).toBe(false);
    expect(doesCount({ ...recorded, state: "upheld" }, at("02T00:00"))).toBe(true);
  });

  it("counts while contested until the provider has let the deadline pass", () => {
    expect(doesCount(contested, at("09T23:59"))).toBe(true);
    expect(doesCount(contested, at("10T00:00"))).toBe(false);
  });
});

describe("a block", () => {
  const block = { level: "short", state: "in_force", from: at("10T00:00"), until: at("17T00:00") } as const;

  it("forbids booking from its beginning to its end", () => {
    expect(forbidsBooking(block, at("09T23:59"))).toBe(false);
    expect(forbidsBooking(block, at("10T00:00"))).toBe(true);
    expect(forbidsBooking(block, at("17T00:00"))).toBe(false);
  });

  it("forbids nothing as a proposal, a warning, or once it is lifted", () => {
    expect(forbidsBooking({ ...block, state: "proposed" }, at("12T00:00"))).toBe(false);
    expect(forbidsBooking({ ...block, state: "lifted" }, at("12T00:00"))).toBe(false);
    expect(forbidsBooking({ ...block, level: "warning" }, at("12T00:00"))).toBe(false);
  });
});
