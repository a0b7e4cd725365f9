import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demand, listing, price, technology } from "#db/schema/catalog.ts";
import { slot } from "#db/schema/booking.ts";
import { organization } from "#db/schema/identity.ts";
import { type Context, visitor } from "#app/domain/context.ts";
import { searchInput } from "#app/domain/search/inputs.ts";
import { indexOwned } from "#app/domain/search/index-owned.server.ts";
import { loadHome } from "#app/domain/search/home.server.ts";
import { searchMarket, type SearchPage } from "#app/domain/search/search.server.ts";
import { suggest } from "#app/domain/search/suggest.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { indexListing, prepareIndex, rebuildIndex, repairDrift } from "#search/indexing.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";

let test: TestDatabase;
let ctx: Context;

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
  ctx = { db: test.db, clock: systemClock, actor: visitor("test") };
});

afterAll(() => test.close());

async function search(query: Record<string, string | string[]>): Promise<SearchPage> {
  const result = await searchMarket(ctx, searchInput.parse(query));
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

const idsOf = (page: SearchPage): string[] => page.hits.map(({ id }) => id);
const index = (id: string) => indexListing(test.db, id, new Date());

async function anyListing(kind: "facility" | "technology" | "service" | "demand", state = "published") {
  const [row] = await test.db
    .select()
    .from(listing)
    .where(sql`${listing.kind} = ${kind} and ${listing.state} = ${state}`)
    .orderBy(listing.id)
    .limit(1);
  if (!row) throw new Error(`no ${state} ${kind}`);
  return row;
}

const setState = (id: string, state: string) =>
  test.db.update(listing).set({ state }).where(eq(listing.id, id));

/** Counts of published listings straight from the rows. */
async function countRows(condition: ReturnType<typeof sql>): Promise<number> {
  const [row] = await test.db.execute<{ n: number }>(
    sql`select count(*)::int as n from listing l left join facility f on f.listing_id = l.id
        left join technology t on t.listing_id = l.id where l.state = 'published' and ${condition}`,
  );
  return row?.n ?? 0;
}

describe("what is found", () => {
  it("is the same for every name of a thing", async () => {
    const names = ["扫描电镜", "扫描电子显微镜", "SEM", "saomiao dianjing", "掃描電鏡", "smdj"];
    const found = await Promise.all(names.map((q) => search({ q })));
    for (const page of found) {
      expect(page.hits.length).toBeGreaterThan(3);
      expect(new Set(idsOf(page))).toEqual(new Set(idsOf(found[0] ?? page)));
      expect(page.hits[0]?.titleZh).toMatch(/扫描电|电镜/);
    }
  });

  it("says why, in the text's own spelling", async () => {
    const { hits } = await search({ q: "SEM" });
    for (const { marked } of hits) {
      expect(`${marked.titleZh}${marked.titleEn}${marked.summaryZh}${marked.because?.text ?? ""}`).toContain(
        "\uE000",
      );
    }
  });

  it("narrows to a city and to a district, and counts what the rows say", async () => {
    const page = await search({ kind: "facility", region: "3301" });
    expect(page.total.value).toBe(await countRows(sql`l.kind = 'facility' and l.region_code like '3301%'`));
    expect(page.hits.every(({ regionCode }) => regionCode.startsWith("3301"))).toBe(true);
    for (const { value, count, label } of page.facets.region ?? []) {
      expect(count).toBe(await countRows(sql`l.kind = 'facility' and l.region_code = ${value}`));
      expect(label?.zh).toBeTruthy();
    }
    const district = page.hits[0]?.regionCode ?? "";
    expect((await search({ kind: "facility", region: district })).total.value).toBe(
      await countRows(sql`l.kind = 'facility' and l.region_code = ${district}`),
    );
    expect((await search({ region: "33" })).total.value).toBe(await countRows(sql`l.region_code like '33%'`));
    expect((await search({ region: "330000" })).total.value).toBe(
      await countRows(sql`l.region_code like '33%'`),
    );
  });

  it("counts every facet as the rows do, ignoring the facet's own choice", async () => {
    const page = await search({ kind: "facility", field: "430" });
    for (const { value, count } of page.facets.kind ?? []) {
      expect(count).toBe(await countRows(sql`l.kind = ${value} and '430' = any(l.field_codes)`));
    }
    for (const { value, count } of page.facets.field ?? []) {
      expect(count).toBe(await countRows(sql`l.kind = 'facility' and ${value} = any(l.field_codes)`));
    }
    for (const { value, count } of page.facets.funding ?? []) {
      expect(count).toBe(
        await countRows(
          sql`l.kind = 'facility' and '430' = any(l.field_codes) and ${value} = any(f.funding_sources)`,
        ),
      );
    }
  });

  it("keeps chosen conditions that nothing meets, with their names", async () => {
    const page = await search({ q: "绝无此物", region: "3301" });
    expect(page.total.value).toBe(0);
    expect(page.facets.city).toEqual([{ value: "3301", count: 0, label: { zh: "杭州市", en: "Hangzhou" } }]);
  });

  it("keeps to a highest price and sorts by price", async () => {
    const { hits } = await search({ kind: "facility", priceMax: "20000", sort: "price", limit: "100" });
    const prices = hits.map(({ lowestPrice }) => lowestPrice?.amount ?? Number.NaN);
    expect(prices.length).toBeGreaterThan(3);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
    expect(Math.max(...prices)).toBeLessThanOrEqual(20_000);
  });

  it("shows each listing once over all pages", async () => {
    const first = await search({ limit: "7" });
    const pages = Math.ceil(first.total.value / 7);
    const all = await Promise.all(
      Array.from({ length: pages }, (_, i) => search({ limit: "7", page: String(i + 1) })),
    );
    const ids = all.flatMap(idsOf);
    expect(ids).toHaveLength(await countRows(sql`true`));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("technologies", () => {
  it("are found by patent number in every spelling and by the beginning of an IPC symbol", async () => {
    const row = await anyListing("technology");
    const application = "201710601862.3";
    await test.db
      .update(technology)
      .set({ applicationNo: application, ipc: ["H01M 10/0525"] })
      .where(eq(technology.listingId, row.id));
    await index(row.id);
    for (const q of ["ZL201710601862.3", "201710601862", "zl 2017106018623", "CN201710601862.3"]) {
      expect(idsOf(await search({ q })), q).toEqual([row.id]);
    }
    for (const ipc of ["H", "H01", "H01M", "h01m10", "H01M 10/05", "H01M10/0525"]) {
      const page = await search({ ipc });
      expect(idsOf(page), ipc).toContain(row.id);
      expect(
        page.hits.every((hit) =>
          hit.ipc?.some((symbol) =>
            symbol.toUpperCase().replace(/\W/g, "").startsWith(ipc.toUpperCase().replace(/\W/g, "")),
          ),
        ),
      ).toBe(true);
    }
    expect(idsOf(await search({ ipc: "H02" }))).not.toContain(row.id);
    expect(idsOf(await search({ q: "H01M" }))).toContain(row.id);
  });
});

describe("what is not published", () => {
  it.each(["draft", "submitted", "returned", "public_notice", "suspended", "withdrawn"])(
    "is never found while %s",
    async (state) => {
      const row = await anyListing("facility");
      const before = await search({ q: row.titleZh });
      expect(idsOf(before)).toContain(row.id);
      await setState(row.id, state);
      expect(idsOf(await search({ q: row.titleZh })), "before the index has heard of it").not.toContain(
        row.id,
      );
      await index(row.id);
      const after = await search({ q: row.titleZh });
      expect(idsOf(after)).not.toContain(row.id);
      const all = await search({});
      expect(all.total.value).toBe(await countRows(sql`true`));
      expect((await suggest(ctx, row.titleZh.slice(0, 6), "zh-CN")).map(({ id }) => id)).not.toContain(
        row.id,
      );
      await setState(row.id, "published");
      await index(row.id);
      expect(idsOf(await search({ q: row.titleZh }))).toContain(row.id);
    },
  );

  it("includes the confidential part of a demand", async () => {
    const row = await anyListing("demand");
    await test.db
      .update(demand)
      .set({ confidentialPart: "ZQXJWV7731", target: "强度提高百分之六十七" })
      .where(eq(demand.listingId, row.id));
    await index(row.id);
    expect(idsOf(await search({ q: "强度提高百分之六十七" }))).toContain(row.id);
    expect((await search({ q: "ZQXJWV7731" })).total.value).toBe(0);
  });
});

describe("an owner that changes its name", () => {
  it("is found by the new one once its listings' jobs have run", async () => {
    const row = await anyListing("facility");
    await test.db
      .update(organization)
      .set({ nameZh: "鲲鹏北冥研究院" })
      .where(eq(organization.id, row.organizationId));
    await indexOwned({ db: test.db, clock: systemClock }, row.organizationId);
    const jobs = await test.db.execute<{ id: string }>(
      sql`select payload->>'listingId' as id from graphile_worker._private_jobs where key like 'index:%'`,
    );
    const owned = await countRows(sql`l.organization_id = ${row.organizationId}`);
    expect(jobs).toHaveLength(owned);
    for (const { id } of jobs) await index(id);
    expect((await search({ q: "鲲鹏北冥研究院" })).total.value).toBe(owned);
  });
});

describe("drift", () => {
  it("is repaired: lost, stale, and listings whose price began today", async () => {
    const rows = await test.db
      .select()
      .from(listing)
      .where(sql`state = 'published' and kind = 'facility'`)
      .orderBy(listing.id)
      .limit(3);
    const [lost, hidden, priced] = rows;
    if (!lost || !hidden || !priced) throw new Error("too few listings");
    await test.db.execute(sql`delete from search_doc where id = ${lost.id}`);
    await setState(hidden.id, "suspended");
    await test.db.execute(
      sql`update search_doc set version = version - 3 * 86400 * 1000000::bigint where id = ${priced.id}`,
    );
    await test.db
      .update(price)
      .set({ validFrom: sql`current_date - 1`, validTo: null, amount: 1 })
      .where(
        sql`id = (select id from price where listing_id = ${priced.id} and user_class <> 'internal' order by id limit 1)`,
      );
    expect(await repairDrift(test.db, new Date())).toBe(3);
    expect(await repairDrift(test.db, new Date())).toBe(0);
    expect(idsOf(await search({ q: lost.titleZh }))).toContain(lost.id);
    expect(idsOf(await search({ q: hidden.titleZh }))).not.toContain(hidden.id);
    expect(idsOf(await search({ priceMax: "1" }))).toContain(priced.id);
  });

  it("leaves a good index alone and rebuilds to the same", async () => {
    expect(await prepareIndex(test.db, new Date())).toBeUndefined();
    const before = await search({ limit: "100" });
    expect(await rebuildIndex(test.db, new Date())).toBe(before.total.value);
    const { tookMs: _, ...same } = await search({ limit: "100" });
    expect(before).toMatchObject(same);
  });
});

describe("free time", () => {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

  it("leaves out what is blocked for the whole window, on every page and in every count", async () => {
    const window = { kind: "facility", freeFrom: day(7), freeTo: day(9), freeMinutes: "60" };
    const open = await search({ ...window, limit: "100" });
    expect(open.total.value).toBeGreaterThan(5);
    const during = { start: `${day(6)}T00:00:00Z`, end: `${day(11)}T00:00:00Z` };
    const taken = await test.db.execute<{ id: string }>(
      sql`select facility_id as id from slot where blocked && tstzrange(${during.start}, ${during.end})`,
    );
    const first = open.hits.find(({ id }) => taken.every((one) => one.id !== id));
    if (!first) throw new Error("nothing is free all the time");
    const units = await test.db.execute<{ id: string }>(
      sql`select id from facility_unit where facility_id = ${first.id}`,
    );
    for (const { id } of units) {
      const blocked = { start: new Date(during.start), end: new Date(during.end) };
      await test.db
        .insert(slot)
        .values({ facilityId: first.id, unitId: id, blocked, cause: "closure", state: "closed" });
    }
    const after = await search({ ...window, limit: "100" });
    expect(idsOf(after)).toEqual(idsOf(open).filter((id) => id !== first.id));
    expect(after.total.value).toBe(open.total.value - 1);
    expect(after.facets.kind).toEqual([{ value: "facility", count: after.total.value }]);
    const paged = await search({ ...window, limit: "3", page: "2" });
    expect(idsOf(paged)).toEqual(idsOf(after).slice(3, 6));
  });

  it("finds nothing beyond what anybody can book", async () => {
    expect(
      (await search({ kind: "facility", freeFrom: day(7), freeTo: day(8), freeMinutes: "10080" })).total
        .value,
    ).toBe(0);
  });
});

describe("suggestions", () => {
  it("offer words of the trade, owners and listings that exist", async () => {
    const found = await suggest(ctx, "扫描", "zh-CN");
    expect(found.length).toBeGreaterThan(2);
    for (const { text, kind, id } of found) {
      expect((await search({ q: text })).total.value, text).toBeGreaterThan(0);
      expect(id === undefined).toBe(kind === "term" || kind === "model");
    }
    expect((await suggest(ctx, "saomiao", "zh-CN")).map(({ text }) => text)).toContain("扫描电镜");
    expect(await suggest(ctx, "  ", "zh-CN")).toEqual([]);
  });
});

describe("the market at a glance", () => {
  it("counts the rows", async () => {
    const { numbers, newest } = await loadHome({ ...ctx });
    for (const { kind, listings } of newest) {
      const count = await countRows(sql`l.kind = ${kind}`);
      expect(numbers[kind]).toBe(count);
      expect(listings).toHaveLength(Math.min(4, count));
    }
  });
});
