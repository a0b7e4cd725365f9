import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePublicNotices } from "#app/domain/catalog/close-public-notices.server.ts";
import { createListing } from "#app/domain/catalog/create-listing.server.ts";
import { takeStep } from "#app/domain/catalog/take-step.server.ts";
import { settleDeals } from "#app/domain/deals/settle.server.ts";
import { countDueFailures, listDueFailures, retryDueFailures, settleDue } from "#app/domain/due.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { listing } from "#db/schema/catalog.ts";
import { auction } from "#db/schema/deals.ts";
import { region } from "#db/schema/shared.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";
import * as catalog from "../catalog/world.ts";
import { must } from "../catalog/world.ts";
import * as deals from "../deals/world.ts";

let test: TestDatabase;
let market: deals.Market;

beforeAll(async () => {
  test = await testDatabase();
  market = await deals.openMarket(test.db);
  await test.db.execute(sql`create function refuse_row() returns trigger language plpgsql as $$
    begin raise exception 'this row is broken'; end $$`);
});

afterAll(() => test.close());

/** Lets every change of one row fail, as a defect in one thing's data would; gives back what mends it. */
async function breakRow(table: "auction" | "listing", id: string): Promise<() => Promise<unknown>> {
  await test.db.execute(
    sql.raw(
      `create trigger broken before update on ${table} for each row when (old.id = '${id}') execute function refuse_row()`,
    ),
  );
  return () => test.db.execute(sql.raw(`drop trigger broken on ${table}`));
}

async function publicNotice(): Promise<string> {
  const { seller, regulator } = market;
  const { id } = must(
    await createListing(
      seller.ctx,
      catalog.technologyInput({ priceForm: "agreement", askingPrice: 5_000_000 }),
    ),
  );
  must(await takeStep(seller.ctx, { id }, "submit"));
  must(await takeStep(regulator.ctx, { id }, "announce"));
  return id;
}

const auctionState = async (id: string) =>
  (await test.db.select().from(auction).where(eq(auction.id, id)))[0]?.state;
const listingState = async (id: string) =>
  (await test.db.select().from(listing).where(eq(listing.id, id)))[0]?.state;

/** Two rows of a job that are due in this order, and how to see whether it has worked on them. */
const jobs = [
  {
    job: "settle-deals",
    table: "auction" as const,
    due: async () => [
      await deals.announced(market, { startsAt: "2026-12-02T01:00:00Z" }),
      await deals.announced(market, { startsAt: "2026-12-02T01:30:00Z" }),
    ],
    settle: settleDeals,
    at: "2026-12-02T02:00:00Z",
    state: auctionState,
    waiting: "bidding_announced",
    done: "bidding_open",
  },
  {
    job: "close-public-notices",
    table: "listing" as const,
    due: async () => [await publicNotice(), await publicNotice()],
    settle: closePublicNotices,
    at: "2027-02-01T00:00:00Z",
    state: listingState,
    waiting: "public_notice",
    done: "published",
  },
];

describe.each(jobs)("a broken row at the head of $job", ({ job, table, due, settle, at, ...rows }) => {
  it("stops no other row, is kept for operators, and is worked on once it is mended", async () => {
    const [broken = "", sound = ""] = await due();
    const mend = await breakRow(table, broken);
    const clockAt = (time: string) => ({ ...catalog.timer(test.db), clock: fixedClock(time) });

    await expect(settle(clockAt(at))).rejects.toThrow(`${job}: 1 rows failed; ${table} ${broken}`);
    expect(await rows.state(sound)).toBe(rows.done);
    expect(await rows.state(broken)).toBe(rows.waiting);
    expect(await listDueFailures(test.db)).toMatchObject([
      { job, entity: table, entityId: broken, attempts: 1, error: "this row is broken" },
    ]);
    expect(await countDueFailures(test.db)).toEqual([{ job, rows: 1 }]);

    // Put off: the next run leaves it alone and does not fail for it.
    expect(await settle(clockAt(at))).toMatchObject({ [table]: 0 });
    await mend();
    await retryDueFailures(clockAt(at), []);
    expect(await settle(clockAt(at))).toMatchObject({ [table]: 1 });
    expect(await rows.state(broken)).toBe(rows.done);
    expect(await listDueFailures(test.db)).toEqual([]);
  });
});

describe("rows that fail", () => {
  const start = Date.parse("2026-12-07T00:00:00Z");
  const minutes = (n: number) => new Date(start + n * 60_000);

  /** One run at so many minutes, for which every region but Hangzhou is broken. Gives the codes that were tried. */
  async function run(n: number, work: (code: string) => Promise<Result<unknown>>): Promise<string[]> {
    const tried: string[] = [];
    const id = sql<string>`('00000000-0000-4000-8000-000000' || ${region.code})`;
    await settleDue(
      { ...catalog.timer(test.db), clock: fixedClock(minutes(n).toISOString()) },
      "serve-queues",
      [
        {
          entity: "region",
          find: () =>
            test.db
              .select({ id })
              .from(region)
              .where(
                sql`${region.code} in ('330100', '330200') and not exists (select from due_failure f
                where f.job = 'serve-queues' and f.entity_id = ${id}::uuid and f.retry_at > ${minutes(n).toISOString()}::timestamptz)`,
              ),
          work: (one) => {
            tried.push(one.slice(-6));
            return work(one.slice(-6));
          },
        },
      ],
    ).catch(() => undefined);
    return tried;
  }

  it("are tried again ever more slowly, at most a day apart, and are forgotten once they are not due", async () => {
    const broken = async (code: string) =>
      code === "330200" ? fail(problems.notAllowedNow("do", "so")) : ok(undefined);
    const pauses: number[] = [];
    let n = 0;
    for (let attempt = 1; attempt <= 12; attempt++) {
      expect(await run(n, broken)).toContain("330200");
      const [failure] = await listDueFailures(test.db);
      expect(failure).toMatchObject({ attempts: attempt, error: "refused: not_allowed_now" });
      const pause = ((failure?.retryAt.getTime() ?? 0) - minutes(n).getTime()) / 60_000;
      expect(await run(n + pause - 1, broken)).not.toContain("330200");
      pauses.push(pause);
      n += pause;
    }
    expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440, 1440]);
    await run(n, async () => ok(undefined));
    expect(await listDueFailures(test.db)).toEqual([]);
  });

  it("are no failures where somebody else was faster", async () => {
    await run(0, async () => fail(problems.conflict()));
    expect(await listDueFailures(test.db)).toEqual([]);
  });
});
