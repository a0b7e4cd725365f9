import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchSynonym } from "#db/schema/search.ts";
import { EmbeddedEngine } from "#search/embedded.ts";
import { ask as runStatement } from "#search/embedded/ask.ts";
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

/** A statement that takes as long as it is let. */
const sleepy = (signal: AbortSignal) =>
  runStatement(test.db, sql`select 0 as total, pg_sleep(60)::text as hits`, signal);

const active = async (): Promise<number> => {
  const [row] = await test.db.execute<{ n: number }>(
    sql`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state = 'active' and query like '%pg_sleep(60)%'`,
  );
  return row?.n ?? 0;
};

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
      { id: "film", title: "聚偏氟乙烯成膜" },
      { id: "film2", title: "成膜", body: "聚偏氟乙烯" },
    ]);
  });

  it.each([
    ["扫描电镜", "sem"],
    ["SEM", "sem"],
    ["掃描電鏡", "sem"],
    ["saomiao dianjing", "sem"],
    ["扫瞄电镜", "sem"],
    ["gongjujiao", "raman"],
    ["jupianfuyix", "film"],
    ["聚偏氟乙希", "film"],
    ["lilizidianc", "lib"],
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
    expect((await ask({})).total.value).toBe(10);
  });

  it("ends in the database when nobody waits for it any more", async () => {
    const running = new AbortController();
    const slow = sleepy(running.signal);
    const left = new Error("left");
    await expect.poll(() => active()).toBe(1);
    running.abort(left);
    await expect(slow).rejects.toBe(left);
    await expect.poll(() => active()).toBe(0);
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

describe("filters", () => {
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
