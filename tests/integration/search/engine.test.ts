import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchSynonym } from "#db/schema/search.ts";
import { EmbeddedEngine } from "#search/embedded.ts";
import type { Filter, IndexSchema, SearchDoc, SearchRequest } from "#search/engine.ts";
import { Lexicon } from "#search/language/lexicon.ts";
import { initialThesaurus } from "#search/language/thesaurus.ts";
import { searchableFields, searchableText } from "#search/text.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";

const schema: IndexSchema = {
  name: "trial",
  version: 1,
  searchable: searchableFields,
  filterable: {
    id: "string",
    kind: "string",
    city: "string",
    field: "string[]",
    price: "number",
    createdAt: "number",
    visible: "boolean",
    mood: "string",
    tags: "string[]",
    rating: "number",
  },
  facets: ["kind", "city", "field", "mood", "tags"],
  sortable: ["price", "createdAt", "rating"],
};

const everything: Filter = { field: "visible", op: "eq", value: true };
const lexicon = new Lexicon(initialThesaurus);
let test: TestDatabase;
let engine: EmbeddedEngine;

interface Item {
  id: string;
  title: string;
  kind?: string;
  model?: string;
  body?: string;
  city?: string | null;
  fields?: string[];
  price?: number | null;
  mood?: string | null;
  tags?: string[];
  rating?: number | null;
  version?: number;
}

function document({
  id,
  title,
  kind = "facility",
  model = "",
  body = "",
  version = 1,
  ...rest
}: Item): SearchDoc {
  const wording = {
    kind,
    titleZh: title,
    titleEn: "",
    keywords: [],
    model,
    ownerZh: "浙江大学",
    ownerEn: "Zhejiang University",
    places: ["浙江"],
    body: [body],
  };
  const { city = null, fields = [], price = null, mood = null, tags = [], rating = null } = rest;
  return {
    ...searchableText(wording, lexicon),
    id,
    version,
    boost: 1,
    kind,
    city,
    field: fields,
    price,
    mood,
    tags,
    rating,
    createdAt: 1,
    visible: true,
  };
}

const rebuild = (items: readonly Item[]) =>
  engine.rebuild(
    schema,
    (async function* () {
      for (const item of items) yield document(item);
    })(),
  );

const ask = (request: Partial<SearchRequest>) =>
  engine.search({ index: "trial", q: "", scope: everything, offset: 0, limit: 50, ...request });

const found = async (q: string, request: Partial<SearchRequest> = {}): Promise<string[]> =>
  (await ask({ q, ...request })).hits.map(({ id }) => id);

beforeAll(async () => {
  test = await testDatabase();
  engine = new EmbeddedEngine(test.db, [schema]);
  await engine.ensure(schema);
  const rows = initialThesaurus.flatMap((terms, groupNo) =>
    terms.map((term, position) => ({ groupNo, term, position })),
  );
  await test.db.insert(searchSynonym).values(rows);
});

afterAll(() => test.close());

describe("finding", () => {
  beforeAll(async () => {
    await rebuild([
      { id: "sem", title: "场发射扫描电子显微镜", model: "JSM-7800F" },
      { id: "tem", title: "透射电镜", model: "JEM-2100F", body: "可与SEM联用，配有能谱。" },
      { id: "tem2", title: "透射电镜", model: "JEM-2200F" },
      { id: "xrd", title: "X射线衍射仪", model: "D8 ADVANCE" },
      { id: "nmr", title: "600 MHz 核磁共振波谱仪" },
      { id: "ph", title: "pH计" },
      { id: "raman", title: "共聚焦拉曼 Raman spectrometer 镜" },
      { id: "lib", title: "锂离子电池正极材料 lithium cathode", kind: "technology" },
    ]);
  });

  it.each([
    ["扫描电镜", "sem"],
    ["SEM", "sem"],
    ["掃描電鏡", "sem"],
    ["saomiao dianjing", "sem"],
    ["扫瞄电镜", "sem"],
    ["scaning electron microscope", "sem"],
    ["JSM7800F", "sem"],
    ["jem 2100f", "tem"],
    ["JEM-21", "tem"],
    ["d8advance", "xrd"],
    ["X射线", "xrd"],
    ["600兆核磁", "nmr"],
    ["600M 核磁", "nmr"],
    ["pH计", "ph"],
    ["raman spectometer", "raman"],
    ["spectrom", "raman"],
    ["lithuim cathode", "lib"],
    ["li-ion cathod", "lib"],
  ])("%s finds %s first", async (q, id) => {
    expect((await found(q))[0]).toBe(id);
  });

  it("finds by one and two characters", async () => {
    expect(await found("镜")).toEqual(expect.arrayContaining(["sem", "tem", "raman"]));
    expect(await found("射线")).toEqual(["xrd"]);
  });

  it("puts the thing before what only mentions it", async () => {
    expect((await found("SEM")).slice(0, 2)).toEqual(["sem", "tem"]);
  });

  it("never takes one model number for another", async () => {
    expect((await found("JEM-2100F"))[0]).toBe("tem");
    expect(await found("JEM-2100F")).not.toContain("tem2");
  });

  it("says what it searched for instead, and why something was found", async () => {
    const { rewritten, reasons } = await ask({ q: "smdj" });
    expect(rewritten).toBe("扫描电镜");
    expect(reasons).toContainEqual(["扫描", "描电", "电镜"]);
  });

  it.each([
    "'",
    "\\",
    "'; drop table search_doc; --",
    ":*",
    "!镜",
    "a & b | !c",
    "<->",
    "()",
    "''::tsquery",
    "%_",
    "\u0000镜",
    "🙂",
    "\uD800",
    "*",
    '"',
    "-SEM",
    "镜".repeat(400),
    "a ".repeat(200),
  ])("takes %j as text", async (q) => {
    const { hits, total } = await ask({ q });
    expect(hits.length).toBeLessThanOrEqual(total.value);
    expect((await ask({})).total.value).toBe(8);
  });

  it("refuses pages that are too deep", async () => {
    await expect(ask({ offset: 990, limit: 11 })).rejects.toThrow("too deep");
  });
});

describe("writing", () => {
  it("is seen when the transaction commits, and not when it is rolled back", async () => {
    await rebuild([]);
    await engine.apply([{ upsert: document({ id: "a", title: "离心机" }) }], { index: "trial" });
    expect(await found("离心机")).toEqual(["a"]);
    const rolledBack = test.db.transaction(async (tx) => {
      await engine.apply([{ upsert: document({ id: "b", title: "离心机" }) }], { index: "trial", tx });
      throw new Error("undo");
    });
    await expect(rolledBack).rejects.toThrow("undo");
    expect(await found("离心机")).toEqual(["a"]);
  });

  it("ignores an older version", async () => {
    await rebuild([{ id: "a", title: "新名称", version: 5 }]);
    await engine.apply([{ upsert: document({ id: "a", title: "旧名称", version: 4 }) }], { index: "trial" });
    expect(await found("旧名称")).toEqual([]);
    await engine.apply([{ delete: "a", version: 4 }], { index: "trial" });
    expect(await found("新名称")).toEqual(["a"]);
    await engine.apply([{ delete: "a", version: 6 }], { index: "trial" });
    expect(await found("新名称")).toEqual([]);
  });

  it("shows readers the old or the new index while it is rebuilt, and keeps what is written meanwhile", async () => {
    await rebuild([{ id: "old", title: "离心机" }]);
    await engine.rebuild(
      schema,
      (async function* () {
        yield document({ id: "new", title: "离心机" });
        expect(await found("离心机")).toEqual(["old"]);
        await engine.apply([{ upsert: document({ id: "meanwhile", title: "离心机" }) }], { index: "trial" });
      })(),
    );
    expect((await found("离心机")).sort()).toEqual(["meanwhile", "new"]);
    const rows = await test.db.execute(sql`select distinct gen from search_doc where idx = 'trial'`);
    expect(rows).toHaveLength(1);
  });

  it("hears of an edited thesaurus", async () => {
    await rebuild([{ id: "a", title: "离心机" }]);
    expect(await found("甩干器")).toEqual([]);
    await test.db.insert(searchSynonym).values([
      { groupNo: 9001, term: "离心机", position: 0 },
      { groupNo: 9001, term: "甩干器", position: 1 },
    ]);
    await ask({});
    expect(await found("甩干器")).toEqual(["a"]);
  });
});

const cities = ["3301", "3302", "3303"];
const moods = ["calm", 'it\'s "odd" \\ %'];
const nullable = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const item = fc.record({
  kind: fc.constantFrom("facility", "service", "demand"),
  city: nullable(fc.constantFrom(...cities)),
  fields: fc.uniqueArray(fc.constantFrom("430", "150", "460"), { maxLength: 3 }),
  price: nullable(fc.integer({ min: 0, max: 20 })),
  mood: nullable(fc.constantFrom(...moods)),
  tags: fc.uniqueArray(fc.constantFrom("x", "y", "z"), { maxLength: 2 }),
  rating: nullable(fc.integer({ min: 0, max: 5 })),
});
const leaf: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    field: fc.constant("kind"),
    op: fc.constantFrom("eq" as const, "ne" as const),
    value: fc.constantFrom("facility", "service", "none"),
  }),
  fc.record({
    field: fc.constantFrom("field", "tags"),
    op: fc.constantFrom("eq" as const, "ne" as const),
    value: fc.constantFrom("430", "x", "y"),
  }),
  fc.record({
    field: fc.constant("city"),
    op: fc.constant("in" as const),
    value: fc.subarray([...cities, "nowhere"]),
  }),
  fc.record({
    field: fc.constant("mood"),
    op: fc.constantFrom("eq" as const, "ne" as const),
    value: fc.constantFrom(...moods, "x' or 'a' = 'a"),
  }),
  fc.record({
    field: fc.constantFrom("price", "rating"),
    op: fc.constantFrom("gt" as const, "gte" as const, "lt" as const, "lte" as const),
    value: fc.integer({ min: 0, max: 20 }),
  }),
  fc.record({
    field: fc.constant("price"),
    op: fc.constant("between" as const),
    value: fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 5, max: 20 })),
  }),
  fc.record({
    field: fc.constantFrom("price", "mood", "city", "rating"),
    op: fc.constant("isNull" as const),
  }),
);
const { tree } = fc.letrec<{ tree: Filter }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({ and: fc.array(tie("tree"), { maxLength: 3 }) }),
    fc.record({ or: fc.array(tie("tree"), { maxLength: 3 }) }),
    fc.record({ not: tie("tree") }),
  ),
}));

type Values = Record<string, string | number | null | string[]>;

/** What the port says a filter means, written down a second time. */
function holds(filter: Filter, values: Values): boolean {
  if ("and" in filter) return filter.and.every((part) => holds(part, values));
  if ("or" in filter) return filter.or.some((part) => holds(part, values));
  if ("not" in filter) return !holds(filter.not, values);
  const value = values[filter.field] ?? null;
  const equals = (one: unknown) =>
    Array.isArray(value) ? value.some((each) => each === one) : value === one;
  switch (filter.op) {
    case "eq":
      return equals(filter.value);
    case "ne":
      return !equals(filter.value);
    case "in":
      return filter.value.some(equals);
    case "isNull":
      return value === null;
    case "between":
      return typeof value === "number" && value >= filter.value[0] && value <= filter.value[1];
    default:
      if (typeof value !== "number") return false;
      return {
        gt: value > filter.value,
        gte: value >= filter.value,
        lt: value < filter.value,
        lte: value <= filter.value,
      }[filter.op];
  }
}

describe("filters and counts", () => {
  it("are what the rows say, for random rows and filters", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 25 }), tree, tree, async (rows, first, second) => {
        const items = rows.map((row, i) => ({ id: `i${String(i).padStart(3, "0")}`, title: "样品", ...row }));
        await rebuild(items);
        const facets = ["kind", "city", "field", "mood", "tags"];
        const result = await ask({ refine: { kind: first, city: second }, disjunctive: true, facets });
        const valuesOf = ({ fields, ...row }: (typeof items)[number]): Values => ({ ...row, field: fields });
        const both = items.filter((row) => holds(first, valuesOf(row)) && holds(second, valuesOf(row)));
        expect(result.total).toEqual({ value: both.length, exact: true });
        expect(result.hits.map(({ id }) => id).sort()).toEqual(both.map(({ id }) => id));
        for (const facet of facets) {
          const kept = items.filter(
            (row) =>
              (facet === "kind" || holds(first, valuesOf(row))) &&
              (facet === "city" || holds(second, valuesOf(row))),
          );
          const each = kept
            .flatMap((row) => [valuesOf(row)[facet] ?? null].flat())
            .filter((value) => value !== null);
          const counts = Object.fromEntries(
            [...new Set(each)].map((value) => [value, each.filter((one) => one === value).length]),
          );
          expect(
            Object.fromEntries((result.facets[facet] ?? []).map(({ value, count }) => [value, count])),
          ).toEqual(counts);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("sorts with missing values last both ways and ties by id", async () => {
    await rebuild([
      { id: "a", title: "离心机", price: 3 },
      { id: "b", title: "离心机", price: null },
      { id: "c", title: "离心机", price: 1 },
      { id: "d", title: "离心机", price: 3 },
    ]);
    expect(await found("", { sort: { field: "price", dir: "asc" } })).toEqual(["c", "a", "d", "b"]);
    expect(await found("离心机", { sort: { field: "price", dir: "desc" } })).toEqual(["a", "d", "c", "b"]);
  });

  it("knows only the fields of the schema and values of a decent length", async () => {
    await expect(ask({ scope: { field: "secret", op: "eq", value: "x" } })).rejects.toThrow(
      "no field secret",
    );
    await expect(ask({ scope: { field: "kind", op: "eq", value: "x".repeat(401) } })).rejects.toThrow(
      "too long",
    );
  });
});
