import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Filter, SearchRequest, SearchResult } from "#search/engine.ts";
import { codeOf } from "#search/meilisearch/tasks.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";
import { loadThesaurus, reachableEngines, type Trial } from "../../support/search/engines.ts";
import { countsOf, holds, trialDocument, type TrialItem, trialValues } from "../../support/search/trial.ts";

/**
 * What every engine does alike. Numbers in names are rows of the table of differences in `search/engine.ts`; what
 * it leaves to each engine is not compared.
 */
const patienceMs = 60_000;
const everything: Filter = { field: "visible", op: "eq", value: true };

describe.each(reachableEngines())("%s", (_name, open) => {
  let test: TestDatabase;
  let trial: Trial;

  beforeAll(async () => {
    test = await testDatabase();
    await loadThesaurus(test.db);
    trial = await open(test.db);
  });
  afterAll(async () => {
    await trial.close();
    await test.close();
  });

  const ask = (request: Partial<SearchRequest>): Promise<SearchResult> =>
    trial.engine.search({
      index: trial.schema.name,
      q: "",
      scope: everything,
      offset: 0,
      limit: 100,
      ...request,
    });
  const idsOf = ({ hits }: SearchResult) => hits.map(({ id }) => id);
  const found = async (q: string, request: Partial<SearchRequest> = {}) =>
    idsOf(await ask({ q, ...request }));
  const write = async (...operations: Parameters<Trial["engine"]["apply"]>[0]) => {
    const receipt = await trial.engine.apply(operations, { index: trial.schema.name });
    await trial.engine.settle(receipt, patienceMs);
  };

  describe("words", () => {
    beforeAll(() =>
      trial.fill([
        { id: "sem", title: "场发射扫描电子显微镜", model: "JSM-7800F", owner: "浙江大学" },
        { id: "tem", title: "透射电镜", model: "JEM-2100F" },
        { id: "tem2", title: "透射电镜", model: "JEM-2200F" },
        { id: "nmr", title: "600 MHz 核磁共振波谱仪" },
        { id: "raman", title: "共聚焦拉曼 Raman spectrometer" },
        {
          id: "lib",
          title: "锂离子电池正极材料 lithium cathode",
          kind: "technology",
          number: "ZL201910123456.3",
          ipc: "H01M10/0525",
        },
        {
          id: "quote",
          title: "石墨烯 graphene coating",
          body: "film surface layer, sample shape, observe, analyse, measure",
        },
      ]),
    );

    it.each([
      ["扫描电镜", "sem", "a synonym"],
      ["SEM", "sem", "an abbreviation"],
      ["掃描電鏡", "sem", "25: traditional characters"],
      ["saomiao dianjing", "sem", "20: pinyin"],
      ["扫瞄电镜", "sem", "20: a wrong character that sounds right"],
      ["JSM7800F", "sem", "a model written together"],
      ["jem 2100f", "tem", "a model written apart"],
      ["JSM-78", "sem", "the beginning of a model"],
      ["JSM78", "sem", "the beginning of a model written together"],
      ["H01M1", "lib", "the beginning of a class"],
      ["JEM-2100F", "tem", "22: digits are not forgiven first"],
      ["600兆核磁", "nmr", "a quantity in another unit"],
      ["raman spectometer", "raman", "21: a letter too few"],
      ["lithuim cathode", "lib", "21: letters swapped"],
      ["spectrom", "raman", "17: an unfinished word"],
      ["ZL201910123456.3", "lib", "a patent number"],
      ["201910123456", "lib", "a patent number without mark and check digit"],
      ["H01M", "lib", "a class"],
      ["H01M10/0525", "lib", "a whole class symbol"],
    ])("%s finds %s first: %s", async (q, id) => {
      expect((await found(q))[0]).toBe(id);
    });

    it("20: says what it searched for instead, and why each was found", async () => {
      const result = await ask({ q: "saomiao dianjing" });
      expect(result.rewritten).toBe("扫描电镜");
      expect(result.reasons.flat()).toContain("扫描");
    });

    it("23: takes a question of more than ten words by its first ten", async () => {
      const words = "graphene coating film surface layer sample shape observe analyse measure".split(" ");
      const q = [...words, "unheard", "unseen", "unknown"].join(" ");
      expect(await found(q)).toEqual(["quote"]);
    });

    it("24: takes quotes and hyphens as text, not as orders", async () => {
      expect(await found('"graphene" "石墨烯"')).toContain("quote");
      expect(await found("-graphene")).toContain("quote");
      expect(await found("石墨烯 -coating")).toContain("quote");
    });

    it("9: takes every sign as text", async () => {
      for (const q of [
        "' OR 1=1 --",
        '" AND visible = false',
        "\\",
        "a:b & c | !d",
        "(((",
        "'x':*",
        "%_",
        "*",
      ])
        await expect(ask({ q })).resolves.toBeDefined();
    });

    it("finds nothing for what nothing says, and browses for nothing said", async () => {
      const nothing = await ask({ q: "qwxzv", facets: ["kind"] });
      expect(nothing).toMatchObject({ hits: [], total: { value: 0, exact: true }, facets: { kind: [] } });
      expect(await found("  ")).toHaveLength(7);
    });

    it("adds what holds some of the words when nothing holds all, also when all are equally rare", async () => {
      const result = await ask({ q: "graphene cathode" });
      expect(idsOf(result)).toContain("quote");
      expect(result.total.exact).toBe(false);
    });

    it("scores what was searched for and nothing else", async () => {
      expect((await ask({ q: "石墨烯" })).hits[0]?.score).toEqual(expect.any(Number));
      expect((await ask({})).hits[0]?.score).toBeNull();
    });

    it("narrows what it finds, and counts by the choice of each group", async () => {
      const refine = {
        kind: { field: "kind", op: "eq", value: "technology" },
      } satisfies SearchRequest["refine"];
      const result = await ask({ q: "cathode", refine, facets: ["kind"], disjunctive: true });
      expect(idsOf(result)).toEqual(["lib"]);
      expect(result.facets.kind).toEqual([{ value: "technology", count: 1 }]);
      const other = await ask({ q: "JEM2100F", refine, facets: ["kind"], disjunctive: true });
      expect(other.hits).toEqual([]);
      expect(other.facets.kind).toEqual([{ value: "facility", count: expect.any(Number) }]);
    });

    it("pages through what carries a code and then what only holds the words", async () => {
      const all = await found("jem 2100f");
      const pages = await Promise.all([0, 1].map((offset) => found("jem 2100f", { offset, limit: 1 })));
      expect(pages.flat()).toEqual(all.slice(0, 2));
      expect(all[0]).toBe("tem");
    });

    it("answers several searches apart", async () => {
      const request = { index: trial.schema.name, scope: everything, offset: 0, limit: 5 };
      const answers = await trial.engine.searchMany(["SEM", "", "石墨烯"].map((q) => ({ ...request, q })));
      expect(answers.map((one) => one.total.value)).toEqual([expect.any(Number), 7, 1]);
      expect(answers[0]?.hits[0]?.id).toBe("sem");
    });

    it("31: stops when told to", async () => {
      const request = { index: trial.schema.name, q: "SEM", scope: everything, offset: 0, limit: 5 };
      const reason = new Error("the reader left");
      await expect(trial.engine.search(request, AbortSignal.abort(reason))).rejects.toBe(reason);
    });
  });

  describe("what is meant", () => {
    beforeAll(() =>
      trial.fill([
        { id: "a", title: "质谱仪" },
        { id: "b", title: "质谱仪", kind: "service" },
        { id: "c", title: "SiC 晶片" },
        { id: "d", title: "Sichuan pepper" },
      ]),
    );

    it("puts the kind that is asked for first, on every page", async () => {
      expect(await found("质谱仪")).toEqual(["a", "b"]);
      const asked = await ask({ q: "质谱仪 服务", facets: ["kind"] });
      expect([idsOf(asked), asked.total]).toEqual([["b", "a"], { value: 2, exact: true }]);
      expect(asked.facets.kind).toEqual([
        { value: "facility", count: 1 },
        { value: "service", count: 1 },
      ]);
      expect(await found("质谱仪 服务", { offset: 1, limit: 1 })).toEqual(["a"]);
    });

    it("takes a short word that is one for itself, and not for the beginning of others", async () => {
      expect(await found("SiC")).toEqual(["c"]);
      expect(await found("Sich")).toEqual(["d"]);
    });
  });

  describe("order", () => {
    const items: TrialItem[] = [
      { id: "a", title: "质谱仪", price: 300, rating: 3, createdAt: 1, place: { lat: 30.27, lng: 120.15 } },
      { id: "b", title: "质谱仪", price: null, rating: null, createdAt: 2, place: null },
      { id: "c", title: "质谱仪", price: 100, rating: 5, createdAt: 3, place: { lat: 29.87, lng: 121.54 } },
      { id: "d", title: "液相色谱", price: 200, rating: 1, createdAt: 4, place: { lat: 28.0, lng: 120.7 } },
    ];
    beforeAll(() => trial.fill(items));

    it.each([
      ["price", "asc", "cdab"],
      ["price", "desc", "adcb"],
      ["rating", "asc", "dacb"],
      ["rating", "desc", "cadb"],
      ["createdAt", "desc", "dcba"],
    ] as const)("10: by %s %s, what has none last", async (field, dir, expected) => {
      expect((await found("", { sort: { field, dir } })).join("")).toBe(expected);
    });

    it("11: equals by relevance and then id; the newest of what is browsed by the last id", async () => {
      const same = ["e3", "e1", "e2"].map((id) => ({ id, title: "质谱仪", price: 5, version: 2 }));
      await trial.fill(same);
      expect(await found("", { sort: { field: "price", dir: "desc" } })).toEqual(["e1", "e2", "e3"]);
      expect(await found("质谱仪")).toEqual(["e1", "e2", "e3"]);
      expect(await found("")).toEqual(["e3", "e2", "e1"]);
      await trial.fill(items);
    });

    it("by distance, what has no place last", async () => {
      expect((await found("", { sort: { nearTo: { lat: 30.27, lng: 120.15 } } })).join("")).toBe("acdb");
      expect((await found("", { sort: { nearTo: { lat: 27.99, lng: 120.69 } } })).join("")).toBe("dcab");
    });

    it("12: holds strictly, and adds nothing that lacks a word", async () => {
      expect((await found("质谱仪", { sort: { field: "price", dir: "desc" } })).join("")).toBe("acb");
    });

    it("pages do not overlap and the total does not change", async () => {
      const pages = await Promise.all(
        [0, 1, 2, 3, 4].map((offset) => ask({ offset, limit: 1, sort: { field: "createdAt", dir: "asc" } })),
      );
      expect(pages.flatMap(idsOf).join("")).toBe("abcd");
      expect(pages.map(({ total }) => total)).toEqual(Array(5).fill({ value: 4, exact: true }));
    });

    it("14: refuses a page that is too deep or too long", async () => {
      await expect(ask({ offset: 990, limit: 11 })).rejects.toThrow("too deep");
      await expect(ask({ limit: 101 })).rejects.toThrow("at most 100");
      await expect(ask({ offset: 900, limit: 100 })).resolves.toMatchObject({ hits: [] });
    });

    it("refuses a field that it does not have", async () => {
      await expect(ask({ scope: { field: "secret", op: "eq", value: 1 } })).rejects.toThrow(
        "no field secret",
      );
    });
  });

  describe("conditions", () => {
    it("9: compares values that look like orders", async () => {
      const moods = ['no such "mood" (x) AND', 'it\'s "so"', "a\nb", "NOT", "kind = 1", "]", "-1"];
      await trial.fill(moods.map((mood, i) => ({ id: `m${i}`, mood })));
      for (const [i, value] of moods.entries()) {
        expect(await found("", { scope: { field: "mood", op: "eq", value } })).toEqual([`m${i}`]);
        expect(await found("", { scope: { field: "mood", op: "in", value: [value, "other"] } })).toEqual([
          `m${i}`,
        ]);
      }
    });

    it("9: compares values with backslashes, or refuses them; never takes one for another", async () => {
      const moods = ["\\", "\\\\", 'a \\ "b"', "a\\nb", '\\" OR mood = "x'];
      await trial.fill(moods.map((mood, i) => ({ id: `m${i}`, mood })));
      for (const [i, value] of moods.entries()) {
        const asked = found("", { scope: { field: "mood", op: "eq", value } });
        const answer = await asked.catch((error: unknown) => codeOf(error));
        const right = trial.mayRefuse ? [[`m${i}`], "invalid_search_filter"] : [[`m${i}`]];
        expect(right).toContainEqual(answer);
      }
    });

    it("refuses values that are too long and conditions that are too deep", async () => {
      await expect(ask({ scope: { field: "mood", op: "eq", value: "x".repeat(401) } })).rejects.toThrow(
        "too long",
      );
      let deep: Filter = everything;
      for (let i = 0; i < 21; i++) deep = { not: deep };
      await expect(ask({ scope: deep })).rejects.toThrow("too deep");
    });

    it("finds the beginnings of a facet's values", async () => {
      await trial.fill([
        { id: "1", mood: "calm" },
        { id: "2", mood: "calm" },
        { id: "3", mood: "cold", visible: false },
        { id: "4", mood: "cool" },
        { id: "5", mood: "warm" },
      ]);
      const request = { index: trial.schema.name, facet: "mood", scope: everything, limit: 10 };
      expect(await trial.engine.facetSearch({ ...request, prefix: "c" })).toEqual([
        { value: "calm", count: 2 },
        { value: "cool", count: 1 },
      ]);
    });

    it("5–8, 15: mean what they say, in hits, totals, counts and ranges, on any market", async () => {
      const markets = fc.sample(market, { numRuns: 4, seed: 20_261_124 });
      for (const items of markets) {
        await trial.fill(items);
        await fc.assert(
          fc.asyncProperty(
            condition,
            fc.record({ kind: condition, region: condition }),
            async (scope, refine) => {
              const result = await ask({ scope, refine, facets: trial.schema.facets, disjunctive: true });
              expectCounted(items, scope, refine, result);
            },
          ),
          { numRuns: 15 },
        );
      }
    });

    function expectCounted(
      items: TrialItem[],
      scope: Filter,
      refine: Record<string, Filter>,
      result: SearchResult,
    ) {
      const passing = (without?: string) => {
        const parts = Object.entries(refine).flatMap(([name, filter]) => (name === without ? [] : [filter]));
        return items.filter((item) => [scope, ...parts].every((part) => holds(part, trialValues(item))));
      };
      const all = passing();
      expect(new Set(idsOf(result))).toEqual(new Set(all.map(({ id }) => id)));
      expect(result.total).toEqual({ value: all.length, exact: true });
      for (const facet of ["kind", "city", "region", "field", "mood", "tags", "trl"]) {
        const group = facet === "city" ? "region" : facet;
        expect([facet, result.facets[facet]]).toEqual([facet, countsOf(passing(group), facet)]);
      }
      const prices = all.flatMap(({ price }) => price ?? []);
      const range = prices.length > 0 ? { min: Math.min(...prices), max: Math.max(...prices) } : undefined;
      expect(result.stats.price).toEqual(range);
    }
  });

  describe("writing", () => {
    it("1: what was settled is found, changed, and gone", async () => {
      await trial.fill([]);
      await write({ upsert: trialDocument({ id: "w", title: "石墨烯", version: 1 }) });
      expect(await found("石墨烯")).toEqual(["w"]);
      await write({ upsert: trialDocument({ id: "w", title: "钙钛矿", version: 2 }) });
      expect([await found("石墨烯"), await found("钙钛矿")]).toEqual([[], ["w"]]);
      await write({ delete: "w", version: 3 });
      expect(await found("")).toEqual([]);
    });

    it("3: the newest version of a batch counts", async () => {
      await trial.fill([]);
      const versions = [2, 3, 1].map((version) => ({
        upsert: trialDocument({ id: "w", mood: `m${version}`, version }),
      }));
      await write(...versions);
      expect(await found("", { scope: { field: "mood", op: "eq", value: "m3" } })).toEqual(["w"]);
    });

    it("30: readers see the old index or the new, and what is written meanwhile is in the new", async () => {
      const old = Array.from({ length: 20 }, (_, i) => ({ id: `o${i}`, version: 1 }));
      await trial.fill(old);
      const seen = new Set<number>();
      const read = async () => seen.add((await ask({})).total.value);
      async function* renewed() {
        for (let i = 0; i < 30; i++) {
          if (i === 10) {
            await write({ upsert: trialDocument({ id: "n20", mood: "newer", version: 9 }) });
            await read();
          }
          yield trialDocument({ id: `n${i}`, mood: "new", version: 2 });
        }
        await read();
      }
      expect(await trial.engine.rebuild(trial.schema, renewed())).toBe(30);
      await read();
      expect([...seen].every((total) => [20, 21, 30].includes(total))).toBe(true);
      expect(await found("", { scope: { field: "mood", op: "eq", value: "newer" } })).toEqual(["n20"]);
    });

    it("says how it is", async () => {
      await trial.fill([{ id: "one" }, { id: "two" }]);
      expect(await trial.engine.health()).toMatchObject({ ok: true, docs: 2 });
    });
  });
});

const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);
const kinds = ["facility", "technology", "service"];
const regions = ["330106", "330203", "110108"];
const tags = ["t1", "t2", "t3"];
const small = fc.integer({ min: -3, max: 9 });

const market = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 400 }).map((n) => `id-${n}`),
    kind: oneOf(...kinds),
    region: oneOf(null, ...regions),
    city: oneOf(null, "3301", "3302"),
    fields: fc.uniqueArray(oneOf("310", "410", "510"), { maxLength: 3 }),
    trl: oneOf(null, 1, 4, 9),
    price: fc.option(small, { nil: null }),
    mood: oneOf(null, "calm", "cold"),
    tags: fc.uniqueArray(oneOf(...tags), { maxLength: 3 }),
    rating: fc.option(small, { nil: null }),
    visible: fc.boolean(),
  }),
  { selector: ({ id }) => id, minLength: 10, maxLength: 60 },
);

const numeric = oneOf("price", "rating", "trl", "createdAt");
const simple: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ field: fc.constant("kind"), op: oneOf("eq" as const, "ne" as const), value: oneOf(...kinds) }),
  fc.record({ field: fc.constant("tags"), op: oneOf("eq" as const, "ne" as const), value: oneOf(...tags) }),
  fc.record({ field: fc.constant("visible"), op: oneOf("eq" as const, "ne" as const), value: fc.boolean() }),
  fc.record({
    field: fc.constant("mood"),
    op: fc.constant("in" as const),
    value: fc.subarray(["calm", "cold", "hot"]),
  }),
  fc.record({ field: fc.constant("region"), op: fc.constant("in" as const), value: fc.subarray(regions) }),
  fc.record({ field: fc.constant("trl"), op: fc.constant("in" as const), value: fc.subarray([1, 4, 9]) }),
  fc.record({
    field: numeric,
    op: oneOf("gt" as const, "gte" as const, "lt" as const, "lte" as const),
    value: small,
  }),
  fc.record({ field: numeric, op: fc.constant("between" as const), value: fc.tuple(small, small) }),
  fc.record({ field: oneOf("mood", "region", "price", "rating"), op: fc.constant("isNull" as const) }),
);
const condition: fc.Arbitrary<Filter> = fc.letrec<{ all: Filter }>((tie) => ({
  all: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    simple,
    fc.record({ and: fc.array(tie("all"), { maxLength: 3 }) }),
    fc.record({ or: fc.array(tie("all"), { maxLength: 3 }) }),
    fc.record({ not: tie("all") }),
  ),
})).all;
