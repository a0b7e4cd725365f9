import { describe, expect, it } from "vitest";
import { differencesOf } from "#app/domain/assessment/set-diff.ts";

const set = { basis: "a", validFrom: "2025-01-01", praiseCount: 5, version: 1 };
const hours = { code: "hours", formula: "usage_hours", points: 1500 };
const share = { code: "share", formula: "external_hours / usage_hours", points: 1000 };

describe("the differences of two versions", () => {
  it("are none between a version and its copy", () => {
    const one = { set, indicators: [hours, share] };
    expect(differencesOf(one, { ...one, set: { ...set, version: 2 } })).toEqual([]);
  });

  it("are changed numbers, changed indicators, and those that came and went", () => {
    const after = {
      set: { ...set, praiseCount: 6 },
      indicators: [
        { ...hours, points: 2000 },
        { ...share, code: "outside" },
      ],
    };
    expect(differencesOf({ set, indicators: [hours, share] }, after)).toEqual([
      { indicator: null, field: "praiseCount", before: "5", after: "6" },
      { indicator: "hours", field: "points", before: "1500", after: "2000" },
      { indicator: "outside", field: "indicator", before: null, after: "outside" },
      { indicator: "share", field: "indicator", before: "share", after: null },
    ]);
  });
});
