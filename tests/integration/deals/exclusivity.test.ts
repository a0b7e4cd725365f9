import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { announceAuction } from "#app/domain/deals/bidding/announce.server.ts";
import { listing } from "#db/schema/catalog.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import * as catalog from "../catalog/world.ts";
import { code, must } from "../catalog/world.ts";
import { callApi } from "../demands/call-api.ts";
import * as world from "./world.ts";
import { at } from "./world.ts";

let test: TestDatabase;
let market: world.Market;
let buyers: catalog.Member[];

const begun = "2026-11-24T02:00:00Z";
const modes = ["assignment", "exclusive_licence", "sole_licence", "ordinary_licence"];

beforeAll(async () => {
  test = await testDatabase();
  market = await world.openMarket(test.db, false);
  const made = () => catalog.found(test.db, { kind: "enterprise", roles: ["owner"] });
  buyers = [await made(), await made()];
});

afterAll(() => test.close());

const call = (who: catalog.Member, path: string, body: unknown = {}, time = begun) =>
  callApi(at(who, time), "POST", path, body);

const offered = () =>
  world.offeredTechnology(market, { transferModes: modes, priceForm: "fixed", askingPrice: 500_000_00 });

const enquire = (who: catalog.Member, technologyId: string, time = begun) =>
  call(who, "/negotiations", { technologyId, enquiry: "想用于管材", termsVersion: 1 }, time);

/** A negotiation on which both have agreed; `n` picks the buyer. */
async function agreed(technologyId: string, n: number, mode: string, time = begun): Promise<string> {
  const buyer = buyers[n] ?? market.seller;
  const { id } = must(await enquire(buyer, technologyId, time)) as { id: string };
  must(await call(market.seller, `/negotiations/${id}/open`, { termsVersion: 1 }, time));
  const terms = {
    ...{ mode, payment: "lump", amount: 400_000_00, territory: "全国", improvements: "each_its_own" },
    termMonths: mode === "assignment" ? null : 12,
  };
  must(await call(market.seller, `/negotiations/${id}/offer`, terms, time));
  must(await call(buyer, `/negotiations/${id}/accept`, {}, time));
  return id;
}

const conclude = (id: string, time = begun) => call(market.seller, `/negotiations/${id}/conclude`, {}, time);

describe("a technology on which a deal was concluded", () => {
  it.each([
    ["assignment", "ordinary_licence", "technology_gone"],
    ["assignment", "assignment", "technology_gone"],
    ["exclusive_licence", "ordinary_licence", "technology_gone"],
    ["exclusive_licence", "assignment", "technology_gone"],
    ["sole_licence", "ordinary_licence", "technology_gone"],
    ["sole_licence", "assignment", "ok"],
    ["ordinary_licence", "ordinary_licence", "ok"],
    ["ordinary_licence", "assignment", "ok"],
  ])("after %s: %s is %s", async (first, second, answer) => {
    const technologyId = await offered();
    const [one, other] = [await agreed(technologyId, 0, first), await agreed(technologyId, 1, second)];
    must(await conclude(one));
    const done = await conclude(other);
    if (answer === "ok") expect(must(done)).toMatchObject({ state: "deal_concluded" });
    else expect(code(done)).toBe(answer);
  });

  it("is concluded upon once when two conclude at the same time", async () => {
    const technologyId = await offered();
    const ids = [
      await agreed(technologyId, 0, "exclusive_licence"),
      await agreed(technologyId, 1, "assignment"),
    ];
    const done = await Promise.all(ids.map((id) => conclude(id)));
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
    expect(done.flatMap((one) => (one.ok ? [] : [one.problem.code]))).toEqual(["technology_gone"]);
  });

  it("can be had again when no contract is signed in ninety days", async () => {
    const technologyId = await offered();
    const first = await agreed(technologyId, 0, "assignment");
    must(await conclude(first));
    const enquiring = (time: string) => enquire(buyers[1] ?? market.seller, technologyId, time);
    expect(code(await enquiring("2027-02-22T15:59:59Z"))).toBe("technology_gone");
    const later = "2027-02-22T16:00:00Z";
    const other = await agreed(technologyId, 1, "assignment", later);
    expect(must(await conclude(other, later))).toMatchObject({ state: "deal_concluded" });
    // The first deal has had its time: its contract would sell what is sold.
    const late = await call(buyers[0] ?? market.seller, "/contracts", { negotiationId: first }, later);
    expect(code(late)).toBe("technology_gone");
  });

  it("can be had again as soon as the contract of the deal is withdrawn", async () => {
    const technologyId = await offered();
    const negotiationId = await agreed(technologyId, 0, "assignment");
    must(await conclude(negotiationId));
    const buyer = buyers[0] ?? market.seller;
    const { id } = must(await call(buyer, "/contracts", { negotiationId })) as { id: string };
    expect(code(await enquire(buyers[1] ?? market.seller, technologyId))).toBe("technology_gone");
    must(await call(buyer, `/contracts/${id}/withdraw`, { reason: "不再需要" }));
    const other = await agreed(technologyId, 1, "assignment");
    expect(must(await conclude(other))).toMatchObject({ state: "deal_concluded" });
  });

  it("is put up for no bidding that could not be concluded", async () => {
    const technologyId = await offered();
    must(await conclude(await agreed(technologyId, 0, "sole_licence")));
    const lot = (mode: string) =>
      announceAuction(at(market.seller, "2026-11-24T03:00:00Z"), world.lot(technologyId, { mode }));
    expect(code(await lot("ordinary_licence"))).toBe("technology_gone");
    expect(must(await lot("assignment"))).toMatchObject({ state: "bidding_announced" });
  });

  it("is concluded upon by nobody once it is off the market", async () => {
    const technologyId = await offered();
    const id = await agreed(technologyId, 0, "ordinary_licence");
    await test.db.update(listing).set({ state: "withdrawn" }).where(eq(listing.id, technologyId));
    expect(code(await conclude(id))).toBe("technology_gone");
  });
});
