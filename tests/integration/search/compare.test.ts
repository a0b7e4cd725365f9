import { eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listing } from "#db/schema/catalog.ts";
import { type Context, visitor } from "#app/domain/context.ts";
import { compareFacilities } from "#app/domain/search/compare.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";

let test: TestDatabase;
let ctx: Context;
let facilities: string[];

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
  ctx = { db: test.db, clock: systemClock, actor: visitor("test") };
  facilities = await idsOf("facility", 5);
});

afterAll(() => test.close());

async function idsOf(kind: string, most: number): Promise<string[]> {
  const rows = await test.db
    .select({ id: listing.id })
    .from(listing)
    .where(sql`kind = ${kind} and state = 'published'`)
    .orderBy(listing.id)
    .limit(most);
  return rows.map(({ id }) => id);
}

const compare = (ids: readonly string[], near?: string) => compareFacilities(ctx, ids, near);

describe("a comparison", () => {
  it("shows facilities in the order chosen, each once, with what they say", async () => {
    const [a = "", b = "", c = ""] = facilities;
    const { facilities: shown, absent } = await compare([c, a, c, b], "330200");
    expect(shown.map(({ id }) => id)).toEqual([c, a, b]);
    expect(absent).toEqual([]);
    for (const one of shown) {
      expect(one.bookable.id).toBe(one.id);
      expect(one.kilometres).toBeGreaterThanOrEqual(0);
      expect(one.region.length).toBeGreaterThan(0);
      const rows = await test.db.execute<{ amount: number }>(sql`select amount::float8 as amount from price
        where listing_id = ${one.id} and user_class <> 'internal' and valid_from <= current_date
        and (valid_to is null or valid_to > current_date) order by amount`);
      expect(one.prices.map(({ amount }) => amount)).toEqual(rows.map(({ amount }) => amount));
    }
  });

  it("takes four and says how many are beyond", async () => {
    const { facilities: shown, absent } = await compare(facilities);
    expect(shown.map(({ id }) => id)).toEqual(facilities.slice(0, 4));
    expect(absent).toEqual([{ id: facilities[4], why: "beyond" }]);
  });

  it("is empty without ids, and has one with one", async () => {
    expect(await compare([])).toEqual({ facilities: [], absent: [], origin: null });
    expect((await compare(facilities.slice(0, 1))).facilities).toHaveLength(1);
  });

  it("tells unknown, withdrawn, unpublished and other things apart as far as the public may know", async () => {
    const [withdrawn = "", draft = "", ...rest] = facilities;
    const [service = ""] = await idsOf("service", 1);
    await test.db.update(listing).set({ state: "withdrawn" }).where(eq(listing.id, withdrawn));
    await test.db.update(listing).set({ state: "draft", publishedAt: null }).where(eq(listing.id, draft));
    const unknown = "019a0000-0000-7000-8000-000000000000";
    const { facilities: shown, absent } = await compare([
      withdrawn,
      draft,
      service,
      unknown,
      "' or 1=1",
      ...rest,
    ]);
    expect(shown.map(({ id }) => id)).toEqual(rest);
    expect(absent.map(({ id, why }) => [id, why])).toEqual([
      [withdrawn, "withdrawn"],
      [draft, "unknown"],
      [service, "other_kind"],
      [unknown, "unknown"],
      ["' or 1=1", "unknown"],
    ]);
    await test.db
      .update(listing)
      .set({ state: "published", publishedAt: new Date() })
      .where(inArray(listing.id, [withdrawn, draft]));
  });
});
