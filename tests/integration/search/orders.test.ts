import { eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { facility, listing } from "#db/schema/catalog.ts";
import { slot } from "#db/schema/booking.ts";
import { organization } from "#db/schema/identity.ts";
import { region } from "#db/schema/shared.ts";
import { nextFreeTimes } from "#app/domain/booking/availability.server.ts";
import { loadFacility } from "#app/domain/booking/known-facility.server.ts";
import { chosenLength, offeredLengths } from "#app/domain/booking/lengths.ts";
import { type Context, visitor } from "#app/domain/context.ts";
import { kilometres } from "#app/domain/search/distance.ts";
import { searchInput } from "#app/domain/search/inputs.ts";
import { resultPage } from "#app/domain/search/result-page.server.ts";
import { searchMarket, type SearchPage } from "#app/domain/search/search.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";

let test: TestDatabase;
let ctx: Context;

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
  ctx = { db: test.db, clock: systemClock, actor: visitor("test") };
});

afterAll(() => test.close());

type Query = Record<string, string | string[]>;

async function search(query: Query, as: Context = ctx): Promise<SearchPage> {
  const result = await searchMarket(as, searchInput.parse(query));
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

const idsOf = (page: SearchPage): string[] => page.hits.map(({ id }) => id);

/** Every page of a search, one after the other. */
async function allPages(query: Query, limit: number): Promise<SearchPage["hits"]> {
  const first = await search({ ...query, limit: String(limit) });
  const hits = [...first.hits];
  for (let page = 2; hits.length < first.total.value; page++) {
    const next = await search({ ...query, limit: String(limit), page: String(page) });
    if (next.hits.length === 0) throw new Error(`page ${page} is empty`);
    hits.push(...next.hits);
  }
  return hits;
}

async function seats() {
  const rows = await test.db.select().from(region);
  return new Map(
    rows.map(({ code, lat, lng }) => [code, { lat: lat ?? Number.NaN, lng: lng ?? Number.NaN }]),
  );
}

describe("by distance", () => {
  it("the nearest first on every page, as the seats in the region table say", async () => {
    const at = await seats();
    const ningbo = at.get("330200");
    if (!ningbo) throw new Error("no such city");
    const hits = await allPages({ kind: "facility", sort: "distance", near: "3302" }, 9);
    const away = hits.map(({ regionCode }) => kilometres(ningbo, at.get(regionCode) ?? ningbo));
    expect(hits.length).toBeGreaterThan(50);
    expect(new Set(hits.map(({ id }) => id)).size).toBe(hits.length);
    expect(Math.max(...away)).toBeGreaterThan(100);
    for (const [i, km] of away.entries()) {
      expect(hits[i]?.kilometres).toBeCloseTo(km, 6);
      // The engine measures on a flat map, which may swap places that are equally far.
      if (i > 0) expect(km).toBeGreaterThan((away[i - 1] ?? 0) - 1);
    }
    expect(hits[0]?.regionCode.startsWith("3302")).toBe(true);
  });

  it("counts from the actor's organisation, and asks for a place where there is none", async () => {
    const [owner] = await test.db
      .select()
      .from(organization)
      .where(eq(organization.regionCode, "330106"))
      .limit(1);
    if (!owner) throw new Error("nobody is there");
    const own = { ...owner, verified: true };
    const found = await search({ sort: "distance" }, { ...ctx, actor: { ...ctx.actor, organization: own } });
    expect(found.origin?.code).toBe("330106");
    expect(found.hits[0]?.kilometres).toBe(0);
    const nowhere = await searchMarket(ctx, searchInput.parse({ sort: "distance" }));
    expect(nowhere).toMatchObject({ ok: false, problem: { code: "place_needed", status: 422 } });
    const page = await resultPage(ctx, searchInput.parse({ sort: "distance" }));
    expect(page).toMatchObject({ ok: true, value: { refused: null, result: { origin: null } } });
    expect(page.ok && page.value.cities.length).toBe(11);
    expect(page.ok && page.value.result.hits.length).toBe(20);
    const unknown = await searchMarket(ctx, searchInput.parse({ sort: "distance", near: "990000" }));
    expect(unknown).toMatchObject({ ok: false, problem: { code: "place_needed" } });
  });

  it("says distances in any other order when a place is named", async () => {
    const page = await search({ kind: "facility", sort: "price", near: "330100" });
    expect(page.hits.every(({ kilometres: km }) => km !== null)).toBe(true);
    expect((await search({ kind: "facility" })).hits.every(({ kilometres: km }) => km === null)).toBe(true);
  });
});

describe("by next free time", () => {
  /** What the facility's own page offers first. */
  async function firstOffered(id: string): Promise<number | undefined> {
    const own = await loadFacility(test.db, id, ctx.clock.now());
    if (!own || own.units.length === 0) return undefined;
    const [first] = await nextFreeTimes(ctx, own, chosenLength(offeredLengths(own.rules), 0), 1);
    return first?.start;
  }

  it("the earliest first on every page, each with what its own page says", async () => {
    const fixed = { ...ctx, clock: { now: () => new Date() } };
    const at = new Date();
    fixed.clock.now = () => at;
    const hits: SearchPage["hits"] = [];
    const query = { kind: "facility", sort: "free", limit: "13" };
    const { total } = await search(query, fixed);
    for (let page = 1; hits.length < total.value; page++)
      hits.push(...(await search({ ...query, page: String(page) }, fixed)).hits);
    expect(new Set(hits.map(({ id }) => id)).size).toBe(hits.length);
    const starts = hits.map(({ free }) => free?.start ?? Number.MAX_SAFE_INTEGER);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(new Set(starts).size).toBeGreaterThan(5);
    for (const hit of hits.filter((_, i) => i % 9 === 0)) {
      expect(hit.free?.start, hit.titleZh).toBe(await firstOffered(hit.id));
    }
  });

  it("puts a facility later once its first time is taken, and last when it takes no bookings", async () => {
    const everything = { sort: "free", limit: "100" };
    const before = await search(everything);
    const end = new Date(Date.now() + 6 * 86_400_000);
    const taken = await test.db.execute<{ id: string }>(
      sql`select facility_id as id from slot where lower(blocked) < ${end.toISOString()}::timestamptz and upper(blocked) > now()`,
    );
    const first = before.hits.find(({ id, free }) => free && taken.every((one) => one.id !== id));
    if (!first?.free) throw new Error("nothing is free all the time");
    const units = await test.db.execute<{ id: string }>(
      sql`select id from facility_unit where facility_id = ${first.id} and retired_at is null`,
    );
    for (const { id } of units) {
      const blocked = { start: new Date(), end };
      await test.db
        .insert(slot)
        .values({ facilityId: first.id, unitId: id, blocked, cause: "closure", state: "closed" });
    }
    const after = await search(everything);
    const moved = after.hits.find(({ id }) => id === first.id);
    expect(new Set(idsOf(after))).toEqual(new Set(idsOf(before)));
    expect(moved?.free?.start ?? Number.MAX_SAFE_INTEGER).toBeGreaterThanOrEqual(end.getTime());
    expect(idsOf(after).indexOf(first.id)).toBeGreaterThan(idsOf(before).indexOf(first.id));
    await test.db
      .update(facility)
      .set({ runState: "awaiting_repair" })
      .where(eq(facility.listingId, first.id));
    const broken = await search(everything);
    expect(broken.hits.find(({ id }) => id === first.id)?.free).toBeNull();
    expect(broken.hits.slice(idsOf(broken).indexOf(first.id)).every(({ free }) => free === null)).toBe(true);
  });

  it("is one of facilities, whose counts are those of the search", async () => {
    const free = await search({ sort: "free" });
    const plain = await search({ kind: "facility" });
    expect(free.total.value).toBe(plain.total.value);
    expect(free.facets.city).toEqual(plain.facets.city);
    expect((await search({ sort: "free", kind: "service" })).hits).toEqual([]);
    expect((await search({ sort: "free", kind: "service" })).total.value).toBe(0);
  });

  it("keeps to a window, and says when within it", async () => {
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    const window = { freeFrom: day(5), freeTo: day(6), freeMinutes: "60" };
    const page = await search({ ...window, sort: "free", limit: "100" });
    expect(new Set(idsOf(page))).toEqual(new Set(idsOf(await search({ ...window, limit: "100" }))));
    expect(page.hits.length).toBe(page.total.value);
    const [from, to] = [new Date(`${day(5)}T00:00:00+08:00`), new Date(`${day(7)}T00:00:00+08:00`)];
    for (const { free } of page.hits) {
      expect(free?.start).toBeGreaterThanOrEqual(from.getTime());
      expect(free?.end).toBeLessThanOrEqual(to.getTime());
    }
  });
});

describe("what the index does not know yet", () => {
  it("leaves no gap on the page and is not counted", async () => {
    const before = await search({ kind: "facility", limit: "10" });
    const gone = [before.hits[2]?.id ?? "", before.hits[7]?.id ?? ""];
    await test.db.update(listing).set({ state: "suspended" }).where(inArray(listing.id, gone));
    const after = await search({ kind: "facility", limit: "10" });
    expect(after.hits).toHaveLength(10);
    expect(after.total.value).toBe(before.total.value - 2);
    expect(idsOf(after).slice(0, 8)).toEqual(idsOf(before).filter((id) => !gone.includes(id)));
    const byTime = await search({ kind: "facility", sort: "free", limit: "100" });
    expect(byTime.hits.length).toBe(byTime.total.value);
    expect(idsOf(byTime)).not.toContain(gone[0]);
    await test.db.update(listing).set({ state: "published" }).where(inArray(listing.id, gone));
  });
});
