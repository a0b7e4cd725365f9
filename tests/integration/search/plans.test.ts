import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchState } from "#db/schema/search.ts";
import { listingIndex } from "#search/documents.ts";
import { EmbeddedEngine } from "#search/embedded.ts";
import { planAll } from "#search/embedded/plan.ts";
import { pageStatement, searchStatement } from "#search/embedded/statement.ts";
import type { SearchRequest } from "#search/engine.ts";
import { Words } from "#search/words.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";

/** So many listings that a plan which reads them all would be seen by every reader. */
const listings = 100_000;
/** So many of them cost nothing, and as many were published at once: more than a search weighs against each other. */
const alike = 3000;
let test: TestDatabase;

/** Rows of the index as a market of this size has them, but with few words each, so that they are made in seconds. */
beforeAll(async () => {
  test = await testDatabase({ max: 2 });
  await test.db.insert(searchState).values({ idx: listingIndex.name, docs: listings });
  await test.db.execute(sql`insert into search_doc
      (idx, id, kind, region, region_city, fields, org, price, created_at, version, tok_version, tsv)
    select 'listing', lpad((n * 7919 % ${sql.raw(String(listings))})::text, 12, '0'), (array['facility', 'technology', 'service', 'demand'])[1 + n % 4],
      '330106', '3301', array[(110 + n % 60 * 10)::text], 'org' || n % 700, case when n > ${sql.raw(String(alike))} then 1 + (n * 7919) % 1000000 else 0 end,
      1700000000 + least(n, ${sql.raw(String(listings - alike))}), 1, 1,
      ('''离心'':1A ''心机'':2A ''w' || n || ''':3A ''rare' || n % 5000 || ''':4B ''common'':5D ''' || repeat('long', 50) || ''':6D')::tsvector
    from generate_series(1, ${sql.raw(String(listings))}) as n`);
  await test.db.execute(sql`analyze search_doc`);
});

afterAll(() => test.close());

const planOf = async (statement: SQL): Promise<string> => {
  const lines = await test.db.execute<{ "QUERY PLAN": string }>(sql`explain ${statement}`);
  return lines.map((line) => line["QUERY PLAN"]).join("\n");
};

const request = (more: Partial<SearchRequest>): SearchRequest => ({
  index: listingIndex.name,
  q: "",
  scope: { field: "visible", op: "eq", value: true },
  facets: listingIndex.facets,
  disjunctive: true,
  offset: 0,
  limit: 20,
  ...more,
});

describe("in a market of 100,000 listings", () => {
  it.each(["rare4711", "rare4711 common", "w99 离心机"])("%s is looked up, not looked for", async (q) => {
    const understood = await new Words(test.db).understand(q, false);
    const plan = await planOf(searchStatement(listingIndex, request({ q }), planAll(understood)));
    expect(plan).toContain("Bitmap Index Scan on search_doc_tsv");
    expect(plan).toContain("Tid Scan on search_doc");
    expect(plan).not.toContain("Seq Scan on search_doc");
  });

  it.each([
    ["newest", undefined, "created_at"],
    ["newest, asked for", { field: "createdAt", dir: "desc" }, "created_at"],
    ["cheapest", { field: "price", dir: "asc" }, "price"],
  ] as const)("a page of the %s is read in the order of an index", async (_name, sort, column) => {
    const plan = await planOf(pageStatement(listingIndex, request({ ...(sort && { sort }) })));
    expect(plan).toMatch(new RegExp(`Index Scan (?:Backward )?using search_doc_idx_${column}`));
    expect(plan).not.toContain("Seq Scan on search_doc");
  });

  it("two processes share what reads many pages", async () => {
    const understood = await new Words(test.db).understand("离心机", false);
    const plan = await planOf(searchStatement(listingIndex, request({ q: "离心机" }), planAll(understood)));
    expect(plan).toMatch(/Gather[^\n]*\n\s*Workers Planned: 1/);
  });

  it.each([
    ["equally cheap", { field: "price", dir: "asc" }],
    ["equally good", undefined],
  ] as const)("each page has others of the many that are %s", async (_name, sort) => {
    const engine = new EmbeddedEngine(test.db, [listingIndex], new Words(test.db));
    const pages = Array.from({ length: 10 }, (_, page) => page * 100).map((offset) =>
      engine.search(request({ q: "离心机", offset, limit: 100, facets: [], ...(sort && { sort }) })),
    );
    const shown = (await Promise.all(pages)).flatMap(({ hits }) => hits.map(({ id }) => id));
    expect(new Set(shown).size).toBe(1000);
  });

  it("one listing is written by its key", async () => {
    const plan = await planOf(
      sql`delete from search_doc where idx = 'listing' and id = '000000004711' and version <= 5`,
    );
    expect(plan).toMatch(/Index Scan.* search_doc_/);
    expect(plan).not.toContain("Seq Scan on search_doc");
  });
});
