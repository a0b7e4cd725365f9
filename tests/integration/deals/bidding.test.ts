import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAuditLog } from "#app/domain/audit/log.server.ts";
import { announceAuction } from "#app/domain/deals/bidding/announce.server.ts";
import { enterAuction } from "#app/domain/deals/bidding/enter.server.ts";
import { callOff, concludeSale, declareDefault } from "#app/domain/deals/bidding/finish.server.ts";
import { placeBid } from "#app/domain/deals/bidding/place-bid.server.ts";
import { settleDeals } from "#app/domain/deals/settle.server.ts";
import { auction, bid } from "#db/schema/deals.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layMeasure } from "../../support/decided.ts";
import * as catalog from "../catalog/world.ts";
import { code, must } from "../catalog/world.ts";
import { callApi } from "../demands/call-api.ts";
import * as world from "./world.ts";
import { at, depositState } from "./world.ts";

let test: TestDatabase;
let market: world.Market;
let people: catalog.Member[];

const opened = "2026-12-02T01:30:00Z";
const secretReserve = 123_456_78;

beforeAll(async () => {
  test = await testDatabase();
  market = await world.openMarket(test.db);
  people = await Promise.all(
    [1, 2, 3].map(() => catalog.found(test.db, { kind: "enterprise", roles: ["owner"] })),
  );
});

afterAll(() => test.close());

const one = (n: number): catalog.Member => people[n] ?? market.seller;
const bidding = (n: number, id: string, amount: number, time = opened) =>
  placeBid(at(one(n), time), id, { amount });
const stateOf = async (id: string) => {
  const [row] = await test.db.select().from(auction).where(eq(auction.id, id));
  return row;
};

describe("announcing a bidding", () => {
  it("takes a term of notice, an offered manner and one bidding at a time, and is the seller's alone", async () => {
    const technologyId = await world.offeredTechnology(market);
    const announce = (change: object, who = market.seller) =>
      announceAuction(who.ctx, world.lot(technologyId, { ...change }));
    const soon = { startsAt: "2026-11-30T01:00:00Z", endsAt: "2026-11-30T03:00:00Z" };
    expect(await announce(soon)).toMatchObject({
      problem: { errors: [{ path: "startsAt", code: "notice_short", params: { days: 7 } }] },
    });
    expect(await announce({ mode: "equity" })).toMatchObject({
      problem: { errors: [{ path: "mode", code: "mode_not_offered" }] },
    });
    expect(code(await announce({}, one(0)))).toBe("not_found");
    const member = await catalog.join(test.db, market.seller.organizationId, ["member"]);
    expect(code(await announce({}, member))).toBe("forbidden");
    const { id } = must(await announce({}));
    expect(code(await announce({}))).toBe("bidding_exists");
    const change = test.db.update(auction).set({ step: 1 }).where(eq(auction.id, id));
    await expect(change).rejects.toThrow();
    must(await callOff(market.seller.ctx, id, { reason: "材料有误" }));
    must(await announce({}));
  });
});

describe("a bidding", () => {
  it("runs from the announcement over a late bid to the contract, and gives the others their deposits back", async () => {
    const id = await world.announced(market, { reserve: secretReserve });
    const [first, second, third] = [
      await world.enter(test.db, one(0), id),
      await world.enter(test.db, one(1), id),
      await world.enter(test.db, one(2), id, false),
    ];
    expect(code(await bidding(0, id, 100_000_00, "2026-12-02T00:59:59Z"))).toBe("not_allowed_now");
    expect(code(await bidding(2, id, 100_000_00))).toBe("deposit_unpaid");
    expect(code(await bidding(0, id, 99_999_99))).toBe("bid_too_low");
    must(await bidding(0, id, 100_000_00));
    expect(code(await bidding(0, id, 110_000_00))).toBe("leading_already");
    expect(code(await bidding(1, id, 100_999_99))).toBe("bid_too_low");
    must(await bidding(1, id, 101_000_00));
    await world.payDeposit(test.db, one(2), third);
    // Within five minutes of the end: five more from the bid.
    const late = must(await bidding(2, id, 130_000_00, "2026-12-02T02:58:30Z"));
    expect(late.endsAt.toISOString()).toBe("2026-12-02T03:03:30.000Z");
    await settleDeals(world.timerAt(test.db, "2026-12-02T03:00:00Z"));
    must(await bidding(0, id, 131_000_00, "2026-12-02T03:03:29Z"));
    expect(code(await bidding(1, id, 140_000_00, "2026-12-02T03:08:29Z"))).toBe("bidding_over");
    await settleDeals(world.timerAt(test.db, "2026-12-02T03:08:29Z"));
    expect(await stateOf(id)).toMatchObject({ state: "sold", price: 131_000_00, leaderId: first, bids: 4 });
    const deposits = await Promise.all([first, second, third].map((entry) => depositState(test.db, entry)));
    expect(deposits).toEqual(["paid", "refunded", "refunded"]);
    const seller = at(market.seller, "2026-12-03T01:00:00Z");
    expect(code(await declareDefault(seller, id, { reason: "未签约" }))).toBe("contract_time_left");
    must(await concludeSale(seller, id));
    expect(await depositState(test.db, first)).toBe("refunded");
    await expect(test.db.update(bid).set({ amount: 1 }).where(eq(bid.auctionId, id))).rejects.toThrow();
  });

  it("keeps the reserve and who bids to itself, whoever asks and wherever", async () => {
    const id = await world.announced(market, { reserve: secretReserve });
    await world.enter(test.db, one(0), id);
    await world.enter(test.db, one(1), id);
    must(await bidding(0, id, 100_000_00));
    must(await bidding(1, id, 101_000_00));
    const operator = await catalog.found(test.db, { roles: ["operator"] });
    const auditor = await catalog.found(test.db, { roles: ["auditor"] });
    for (const reader of [market.seller, market.regulator, operator, auditor, one(2)]) {
      const ctx = at(reader, opened);
      const shown = JSON.stringify([
        must(await callApi(ctx, "GET", `/auctions/${id}`)),
        must(await callApi(ctx, "GET", "/auctions")),
        await readAuditLog(ctx, {}, 500),
      ]);
      for (const hidden of [String(secretReserve), one(0).organizationId, one(1).organizationId])
        expect(shown, reader.actor.roles.join()).not.toContain(hidden);
    }
    const own = must(await callApi(at(one(1), opened), "GET", `/auctions/${id}`));
    expect(own).toMatchObject({ leader: 2, own: { number: 2, leading: true }, hasReserve: true });
    for (const table of ["audit_entry", "graphile_worker._private_jobs"])
      expect(JSON.stringify(await test.db.execute(sql.raw(`select * from ${table}`)))).not.toContain(
        String(secretReserve),
      );
    await settleDeals(world.timerAt(test.db, "2026-12-02T03:00:00Z"));
    // Below the reserve: nobody wins, and nobody learns by how much.
    const ended = must(await callApi(at(market.seller, "2026-12-02T03:01:00Z"), "GET", `/auctions/${id}`));
    expect(ended).toMatchObject({ state: "reserve_not_reached", winner: null });
    expect(JSON.stringify(ended)).not.toContain(String(secretReserve));
  });

  it("is closed to the seller, its people, the unverified, the restricted and whoever read other terms", async () => {
    const id = await world.announced(market);
    const row = await stateOf(id);
    const terms = { termsSha256: row?.termsSha256 ?? "" };
    expect(code(await enterAuction(market.seller.ctx, id, terms))).toBe("own_technology");
    expect(code(await enterAuction(one(0).ctx, id, { termsSha256: "0".repeat(64) }))).toBe("terms_changed");
    const unverified = await catalog.found(test.db, { roles: ["owner"], verified: false });
    expect(code(await enterAuction(unverified.ctx, id, terms))).toBe("not_verified");
    const banned = await catalog.found(test.db, { roles: ["owner"] });
    await world.enter(test.db, banned, id);
    const from = new Date("2026-12-01T00:00:00Z");
    await layMeasure(test.db, { organizationId: banned.organizationId, kind: "blacklist", from });
    expect(code(await placeBid(at(banned, opened), id, { amount: 100_000_00 }))).toBe("standing");
    expect(code(await bidding(2, id, 100_000_00))).toBe("not_entered");
  });

  it("ends without bids, or with a winner who lets the time pass and loses the deposit", async () => {
    const empty = await world.announced(market);
    const id = await world.announced(market);
    const entry = await world.enter(test.db, one(0), id);
    must(await bidding(0, id, 100_000_00));
    expect(code(await callOff(at(market.seller, opened), id, { reason: "反悔" }))).toBe("has_bids");
    await settleDeals(world.timerAt(test.db, "2026-12-02T03:00:00Z"));
    expect((await stateOf(empty))?.state).toBe("unsold");
    const winner = must(await callApi(at(one(0), "2026-12-03T00:00:00Z"), "GET", `/auctions/${id}`));
    expect(winner).toMatchObject({ state: "sold", winner: { id: one(0).organizationId } });
    must(await declareDefault(at(market.seller, "2027-01-03T00:00:00Z"), id, { reason: "逾期未签约" }));
    await settleDeals(world.timerAt(test.db, "2027-01-11T00:00:00Z"));
    const [held] = await test.db.execute<{ released_at: Date | null }>(
      sql`select released_at from charge where cause_id = ${entry}`,
    );
    expect(held?.released_at).not.toBeNull();
    const told = and(sql`payload->>'template' = 'auction-defaulted'`, sql`payload->>'entityId' = ${entry}`);
    const jobs = await test.db.execute(sql`select 1 from graphile_worker._private_jobs where ${told}`);
    expect(jobs.length).toBe(1);
  });
});
