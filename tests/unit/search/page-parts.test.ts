import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withParam, without } from "#app/components/search/address.ts";
import { stepped } from "#app/components/search/combobox.ts";
import { comparePath, parseSelection } from "#app/components/search/compare-selection.ts";
import { suggestionGroups, suggestionPath } from "#app/components/suggestions.ts";
import { kilometres } from "#app/domain/search/distance.ts";
import { regions } from "#db/seed/reference/regions.ts";

describe("distance", () => {
  it("is that along the globe", () => {
    // Paris to London, and a quarter of the way round.
    expect(kilometres({ lat: 48.8566, lng: 2.3522 }, { lat: 51.5074, lng: -0.1278 })).toBeCloseTo(343.6, 0);
    expect(kilometres({ lat: 0, lng: 0 }, { lat: 0, lng: 90 })).toBeCloseTo(10007.5, 0);
    expect(kilometres({ lat: 30, lng: 120 }, { lat: 30, lng: 120 })).toBe(0);
  });

  it("has a place for every region, within the province and near its city", () => {
    const at = new Map(regions.map((one) => [one.code, one]));
    for (const { code, lat, lng } of regions) {
      expect(lat, code).toBeGreaterThan(27);
      expect(lat, code).toBeLessThan(31.3);
      expect(lng, code).toBeGreaterThan(118);
      expect(lng, code).toBeLessThan(123);
      const city = at.get(`${code.slice(0, 4)}00`);
      if (city && city.code !== "330000") expect(kilometres(city, { lat, lng }), code).toBeLessThan(150);
    }
  });
});

describe("steps through suggestions", () => {
  it("go round by way of the field", () => {
    expect([-1, 0, 1].map((active) => stepped(active, 1, 2))).toEqual([0, 1, -1]);
    expect([-1, 0, 1].map((active) => stepped(active, -1, 2))).toEqual([1, -1, 0]);
  });
});

describe("suggestions", () => {
  it("lead to what they name", () => {
    expect(suggestionPath({ text: "SEM & co", kind: "term" })).toBe("/?q=SEM%20%26%20co");
    expect(suggestionPath({ text: "杭州市", kind: "place", id: "3301" })).toBe("/?region=3301");
    expect(suggestionPath({ text: "材料科学", kind: "field", id: "430" })).toBe("/?field=430");
    expect(suggestionPath({ text: "某大学", kind: "organization", id: "7" })).toBe("/?org=7");
    expect(suggestionPath({ text: "风洞", kind: "facility", id: "7" })).toBe("/facilities/7");
  });

  it("keep their places in the list when grouped", () => {
    const groups = suggestionGroups([
      { text: "a" },
      { text: "b", kind: "model" },
      { text: "c", kind: "demand", id: "1" },
    ]);
    expect(groups.map(({ name, items }) => [name, items.map(({ index }) => index)])).toEqual([
      ["term", [0]],
      ["model", [1]],
      ["listing", [2]],
    ]);
  });
});

describe("what is chosen for comparing", () => {
  it("is kept as it was, at most four, and is never more than text", () => {
    const kept = new URLSearchParams([
      ["1", "电镜 & <b>"],
      ["2", "=?"],
    ]).toString();
    expect(parseSelection(kept)).toEqual([
      { id: "1", title: "电镜 & <b>" },
      { id: "2", title: "=?" },
    ]);
    expect(parseSelection("")).toEqual([]);
    fc.assert(fc.property(fc.string(), (text) => parseSelection(text).length <= 4));
  });

  it("makes an address", () => {
    expect(comparePath(["1", "2"], "330100")).toBe("/compare?id=1&id=2&near=330100");
  });
});

describe("addresses of a search", () => {
  const params = new URLSearchParams("q=a&region=3301&region=3302&page=3");

  it("begin at the first page when anything changes", () => {
    expect(withParam(params, "sort", "free")).toBe("/?q=a&region=3301&region=3302&sort=free");
    expect(without(params, ["region"], "3301")).toBe("/?q=a&region=3302");
    expect(without(params, ["q", "region"])).toBe("/?");
  });
});
