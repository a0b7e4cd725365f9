import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Context, visitor } from "#app/domain/context.ts";
import { type SearchInput, searchInput } from "#app/domain/search/inputs.ts";
import { nearestTerms } from "#app/domain/search/nearest-terms.ts";
import { resultPage } from "#app/domain/search/result-page.server.ts";
import { searchMarket } from "#app/domain/search/search.server.ts";
import { suggest } from "#app/domain/search/suggest.server.ts";
import { helpWithNothing } from "#app/domain/search/zero-help.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";

let test: TestDatabase;
let ctx: Context;

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
  ctx = { db: test.db, clock: systemClock, actor: visitor("test") };
});

afterAll(() => test.close());

async function count(input: SearchInput): Promise<number> {
  const found = await searchMarket(ctx, input);
  if (!found.ok) throw new Error(found.problem.code);
  return found.value.total.value;
}

describe("a search that finds nothing", () => {
  it("is told terms that look or sound alike and find something", async () => {
    const help = await helpWithNothing(ctx, searchInput.parse({ q: "拉慢光谱" }));
    expect(help.meant.map(({ words }) => words)).toContain("拉曼光谱仪");
    for (const { words, count: told } of help.meant)
      expect(await count(searchInput.parse({ q: words, sort: "newest" })), words).toBe(told);
  });

  it("is told what each condition costs, as the search without it finds", async () => {
    const input = searchInput.parse({ q: "电镜", kind: "technology", region: "3311", trl: "9" });
    expect(await count(input)).toBe(0);
    const help = await helpWithNothing(ctx, input);
    const bare = { ...input, kind: [], region: [], trl: [] };
    expect(help.wordsOnly).toBe(await count(bare));
    for (const { condition, count: told } of help.without)
      expect(await count({ ...input, [condition]: [] }), condition).toBe(told);
  });

  it("is told of fewer words and of the order by relevance", async () => {
    const input = searchInput.parse({ q: "X射线衍射 羽毛球", sort: "price" });
    expect(await count(input)).toBe(0);
    const help = await helpWithNothing(ctx, input);
    expect(help.fewer.map(({ words }) => words)).toEqual(["X射线衍射"]);
    expect(help.byRelevance).toBe(await count({ ...input, sort: "relevance" }));
  });

  it("never counts what may not be seen", async () => {
    const input = searchInput.parse({ q: "拉慢光谱", region: "3301", kind: "facility" });
    expect((await helpWithNothing(ctx, input)).meant).not.toEqual([]);
    await test.db.execute("update search_doc set visible = false");
    const help = await helpWithNothing(ctx, input);
    expect(help).toEqual({ meant: [], fewer: [], without: [], wordsOnly: 0, byRelevance: null });
    await test.db.execute("update search_doc set visible = true");
  });

  it("comes with its page, and other searches come without", async () => {
    const nothing = await resultPage(
      ctx,
      searchInput.parse({ q: "拉慢光谱", region: "3301", kind: "demand" }),
    );
    expect(nothing.ok && nothing.value.help).toBeTruthy();
    const something = await resultPage(ctx, searchInput.parse({ q: "SEM" }));
    expect(something.ok && something.value.help).toBeNull();
  });
});

describe("a page of results", () => {
  it("says of each facility when it is next free, as an order by that does, and proposes the next days", async () => {
    const input = searchInput.parse({ q: "SEM", kind: "facility" });
    const page = await resultPage(ctx, input);
    const ordered = await searchMarket(ctx, { ...input, sort: "free" });
    if (!page.ok || !ordered.ok) throw new Error("a search was refused");
    const times = (hits: typeof ordered.value.hits) =>
      Object.fromEntries(hits.map(({ id, free }) => [id, free?.start]));
    expect(times(page.value.result.hits)).toEqual(times(ordered.value.hits));
    expect(Object.values(times(page.value.result.hits)).filter(Boolean).length).toBeGreaterThan(3);
    const { from, to } = page.value.soon;
    expect(Date.parse(to) - Date.parse(from)).toBe(7 * 86_400_000);
  });

  it("says nothing of free times where nothing can be booked", async () => {
    const page = await resultPage(ctx, searchInput.parse({ kind: "technology" }));
    expect(page.ok && page.value.result.hits.some(({ free }) => free)).toBe(false);
  });
});

describe("other names", () => {
  it("are said as listings write them", async () => {
    const found = await searchMarket(ctx, searchInput.parse({ q: "SEM" }));
    const also = found.ok ? found.value.also : [];
    expect(also).toHaveLength(1);
    expect(also[0]?.word).toBe("SEM");
    expect(also[0]?.names).toContain("扫描电镜");
  });
});

describe("terms alike", () => {
  it("are ordered by likeness, never the word itself", () => {
    const terms = ["质谱仪", "光谱仪", "显微镜", "质谱"];
    expect(nearestTerms("质谱仪", terms, 9)[0]).toBe("质谱");
    expect(nearestTerms("质谱仪", terms, 9)).not.toContain("质谱仪");
    expect(nearestTerms("zzzz", terms, 9)).toEqual([]);
  });
});

describe("suggestions", () => {
  it("name models, owners, fields and places that lead to something", async () => {
    const kinds = async (q: string, locale: "zh-CN" | "en" = "zh-CN") =>
      (await suggest(ctx, q, locale)).map(({ kind, text, id }) => ({ kind, text, id }));
    expect(await kinds("JSM-IT")).toContainEqual({ kind: "model", text: "JSM-IT500", id: undefined });
    expect(await kinds("杭州")).toContainEqual({ kind: "place", text: "杭州市", id: "3301" });
    expect(await kinds("材料科")).toContainEqual({ kind: "field", text: "材料科学", id: "430" });
    expect(await kinds("mater", "en")).toContainEqual({
      kind: "field",
      text: "Materials science",
      id: "430",
    });
    const [owner] = (await kinds("江理工")).filter(({ kind }) => kind === "organization");
    expect(owner?.text).toBe("钱塘江理工大学");
    expect(await count(searchInput.parse({ org: owner?.id ?? "" }))).toBeGreaterThan(0);
  });
});
