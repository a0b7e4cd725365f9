import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { searchInput } from "#app/domain/search/inputs.ts";
import { readPageQuery } from "#app/domain/search/page-query.ts";
import { engineRequest } from "#app/domain/search/request.ts";

const read = (query: string) => readPageQuery(new URLSearchParams(query));

describe("the search page's address", () => {
  it("is the home page without words or conditions, and with those of others", () => {
    expect(read("").home).toBe(true);
    expect(read("lang=en&utm_source=x&q=+").home).toBe(true);
    for (const query of ["q=SEM", "kind=facility", "region=3301", "sort=newest", "view=list", "page=2"]) {
      expect(read(query).home, query).toBe(false);
    }
  });

  it("takes several values, and prices as people write them", () => {
    const { input } = read("q=SEM&kind=facility&region=3301&region=330205&funding=own&priceYuan=300.5&trl=7");
    expect(input).toMatchObject({
      kind: ["facility"],
      region: ["3301", "330205"],
      funding: ["own"],
      trl: ["7"],
      priceMax: 30_050,
    });
  });

  it("takes days for free time as whole days in the platform's zone", () => {
    const { input } = read("freeFrom=2026-12-01&freeTo=2026-12-02&freeMinutes=240");
    expect(input.freeFrom?.toISOString()).toBe("2026-11-30T16:00:00.000Z");
    expect(input.freeTo?.toISOString()).toBe("2026-12-02T16:00:00.000Z");
  });

  it.each([
    ["region=abc&q=SEM", "region"],
    ["trl=77&q=SEM", "trl"],
    ["page=0&q=SEM", "page"],
    ["sort=shoe&q=SEM", "sort"],
    ["priceYuan=viel&q=SEM", "priceMax"],
    ["freeFrom=2026-12-01&q=SEM", "freeFrom"],
    [`q=${"x".repeat(500)}`, "q"],
  ])("leaves out and names what cannot be read in %s", (query, name) => {
    expect(read(query).dropped).toContain(name);
  });

  it("never throws, whatever the address", () => {
    const name = fc.constantFrom(...Object.keys(searchInput.shape), "priceYuan", "view", "x");
    const value = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom("facility", "3301", "-1", "1e9", "2026-12-01", ""),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 12 }), (pairs) => {
        const { input } = readPageQuery(new URLSearchParams(pairs));
        expect(input.page * input.limit).toBeLessThanOrEqual(1000);
        expect(engineRequest(input).offset).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("the outside interface", () => {
  it.each([
    { kind: "shoe" },
    { region: "3" },
    { field: "43" },
    { org: "1" },
    { funding: "gift" },
    { trl: "0" },
    { ipc: "Z01" },
    { priceMax: "-1" },
    { priceMax: "1.5" },
    { limit: "101" },
    { page: "51", limit: "20" },
    { sort: "price; drop table listing" },
    { freeFrom: "2026-12-01T00:00:00+08:00", freeTo: "2026-11-01T00:00:00+08:00", freeMinutes: "60" },
    { freeFrom: "2026-12-01", freeTo: "2027-12-01", freeMinutes: "60" },
    { freeMinutes: "60" },
    { unknown: "1" },
  ])("refuses %j", (query) => {
    expect(searchInput.safeParse(query).success).toBe(false);
  });

  it("takes a part of a chosen region for what is wanted of it", () => {
    const region = (...codes: string[]) => engineRequest(searchInput.parse({ region: codes })).refine?.region;
    expect(region("3301", "330106")).toEqual(region("330106"));
    expect(region("330000", "3301", "330106", "3302")).toEqual(region("330106", "3302"));
    expect(region("3301", "330100")).toEqual({
      or: [
        { field: "city", op: "eq", value: "3301" },
        { field: "city", op: "eq", value: "3301" },
      ],
    });
  });

  it("narrows a region to province, city or district", () => {
    const region = (code: string) => engineRequest(searchInput.parse({ region: code })).refine?.region;
    expect(region("33")).toEqual({ or: [{ field: "province", op: "eq", value: "33" }] });
    expect(region("330000")).toEqual({ or: [{ field: "province", op: "eq", value: "33" }] });
    expect(region("3301")).toEqual({ or: [{ field: "city", op: "eq", value: "3301" }] });
    expect(region("330100")).toEqual({ or: [{ field: "city", op: "eq", value: "3301" }] });
    expect(region("330106")).toEqual({ or: [{ field: "region", op: "eq", value: "330106" }] });
    // 3310 is Taizhou, not a province with zeros.
    expect(region("3310")).toEqual({ or: [{ field: "city", op: "eq", value: "3310" }] });
    expect(region("331000")).toEqual({ or: [{ field: "city", op: "eq", value: "3310" }] });
    expect(region("331004")).toEqual({ or: [{ field: "region", op: "eq", value: "331004" }] });
  });
});
