import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { breachesOf } from "#app/domain/deals/bidding/policy.ts";
import { settleDeals } from "#app/domain/deals/settle.server.ts";
import { auction, auctionEntry, bid } from "#db/schema/deals.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { type Racers, sometime, startRacers, tally } from "../../support/race/race.ts";
import type { Task } from "../../support/race/tasks.ts";
import * as catalog from "../catalog/world.ts";
import * as world from "./world.ts";

const bidders = 40;
const start = 100_000_00;
const step = 1_000_00;
/** Three minutes before the end: every bid is late and prolongs the bidding. */
const late = "2026-12-02T02:57:00Z";
const late2 = "2026-12-02T02:59:00Z";

interface Place {
  test: TestDatabase;
  market: world.Market;
  people: catalog.Member[];
  unlocked: Racers;
}

let sound: Place;
/** A database without the rule on bids and without the key that numbers them. */
let bare: Place;
let locked: Racers;

async function settleIn(): Promise<Place> {
  const test = await testDatabase({ max: 4 });
  const market = await world.openMarket(test.db);
  const found = () => catalog.found(test.db, { kind: "enterprise", roles: ["owner"] });
  return {
    ...{ test, market },
    people: await Promise.all(Array.from({ length: bidders }, found)),
    unlocked: startRacers(test.url, { processes: 1, without: "guards" }),
  };
}

beforeAll(async () => {
  [sound, bare] = await Promise.all([settleIn(), settleIn()]);
  locked = startRacers(sound.test.url);
  await bare.test.sql`drop trigger bid_above_last on bid`;
  await bare.test.sql`alter table bid drop constraint bid_auction_id_n_pk`;
}, 60_000);

afterAll(async () => {
  locked?.stop();
  for (const place of [sound, bare]) {
    place?.unlocked.stop();
    await place?.test.close();
  }
});

/** A bidding that everybody has entered and paid for. */
async function running({ test, market, people }: Place): Promise<string> {
  const id = await world.announced(market, { deposit: 0, reserve: start + 5 * step });
  const [row] = await test.db.select().from(auction).where(eq(auction.id, id));
  const entered = { auctionId: id, termsSha256: row?.termsSha256 ?? "", acceptedAt: new Date(late) };
  await test.db.insert(auctionEntry).values(
    people.map(({ organizationId, actor }, i) => ({
      ...{ ...entered, organizationId, userId: actor.user?.id ?? "", number: i + 1 },
      depositPaidAt: new Date(late),
    })),
  );
  return id;
}

/** Everybody bids at once, from both processes; two and two bid the same. */
const rush = ({ people }: Place, id: string, now: string, from: number): Task[] =>
  people.map(({ actor }, i) => ({
    ...{ kind: "bid" as const, id, actor, now },
    extra: { amount: from + Math.floor(i / 2) * step },
  }));

async function record({ test }: Place, id: string) {
  const [row] = await test.db.select().from(auction).where(eq(auction.id, id));
  const bids = await test.db.select().from(bid).where(eq(bid.auctionId, id)).orderBy(asc(bid.n), asc(bid.at));
  if (!row) throw new Error("no auction");
  return { row, bids, breaches: breachesOf(row, row.plannedEnd, bids) };
}

describe("forty bidders at once, over two processes", () => {
  it("are put in order, prolong the bidding and leave one winner", async () => {
    const id = await running(sound);
    const first = await locked.race(late, rush(sound, id, late, start));
    const second = await locked.race(late2, rush(sound, id, late2, start + 22 * step));
    const accepted = [...first, ...second].filter(({ outcome }) => outcome === "ok").length;
    expect(Object.keys(tally([...first, ...second])).filter((code) => !expected.test(code))).toEqual([]);
    const { row, bids, breaches } = await record(sound, id);
    expect(breaches).toEqual([]);
    expect([row.bids, bids.length]).toEqual([accepted, accepted]);
    expect(accepted).toBeGreaterThan(1);
    expect([row.price, row.leaderId]).toEqual([bids.at(-1)?.amount, bids.at(-1)?.entryId]);
    expect(Math.max(...bids.map(({ amount }) => amount))).toBe(row.price);
    expect(row.endsAt.toISOString()).toBe("2026-12-02T03:04:00.000Z");
    // Several workers find it due at once; it ends once.
    const over = world.timerAt(sound.test.db, "2026-12-02T03:04:00Z");
    await Promise.all([settleDeals(over), settleDeals(over), settleDeals(over)]);
    const ended = await record(sound, id);
    expect([ended.row.state, ended.row.leaderId]).toEqual(["sold", row.leaderId]);
    const struck = await sound.test
      .sql`select 1 from audit_entry where entity_id = ${id} and transition = 'strike'`;
    expect(struck.length).toBe(1);
  });

  it("cannot break the record without the lock, for the database refuses; but they collide", async () => {
    let collided = false;
    for (let round = 0; round < 3 && !collided; round += 1) {
      const id = await running(sound);
      const went = tally(await sound.unlocked.race(late, rush(sound, id, late, start)));
      expect((await record(sound, id)).breaches).toEqual([]);
      collided = Object.keys(went).some((code) => !expected.test(code));
    }
    expect(collided).toBe(true);
  });

  it("break it where neither lock nor rule stands in the way", async () => {
    const lost = async () => {
      const id = await running(bare);
      await bare.unlocked.race(late, rush(bare, id, late, start));
      return (await record(bare, id)).breaches.length > 0;
    };
    expect(await sometime(lost)).toBe(true);
  });
});

const expected = /^(ok|bid_too_low|leading_already)$/;
