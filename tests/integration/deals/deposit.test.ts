import { eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startFromDeal } from "#app/domain/contracts/from-deal.server.ts";
import {
  concludeSale,
  contestDefault,
  decideDefault,
  declareDefault,
} from "#app/domain/deals/bidding/finish.server.ts";
import { placeBid } from "#app/domain/deals/bidding/place-bid.server.ts";
import { settleDeals } from "#app/domain/deals/settle.server.ts";
import { hashPassword } from "#app/domain/identity/passwords.server.ts";
import { technology } from "#db/schema/catalog.ts";
import { auction } from "#db/schema/deals.ts";
import { appUser } from "#db/schema/identity.ts";
import { charge } from "#db/schema/money.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import * as catalog from "../catalog/world.ts";
import { code, must } from "../catalog/world.ts";
import { callApi } from "../demands/call-api.ts";
import * as world from "./world.ts";
import { at, depositState } from "./world.ts";

let test: TestDatabase;
let market: world.Market;
let winner: catalog.Member;
let loser: catalog.Member;

const password = "kexiang-demo";
const struck = "2026-12-02T03:00:00Z";
/** The time for the contract ends with 1 January in China; that to declare a default with 16 January. */
const overdue = "2027-01-02T02:00:00Z";
const released = "2027-01-16T16:00:00Z";

beforeAll(async () => {
  test = await testDatabase();
  market = await world.openMarket(test.db, false);
  const made = () => catalog.found(test.db, { kind: "enterprise", roles: ["owner"] });
  [winner, loser] = [await made(), await made()];
  const users = [market.seller, winner].map(({ ctx }) => ctx.actor.user?.id ?? "");
  const passwordHash = await hashPassword(password);
  await test.db.update(appUser).set({ passwordHash }).where(inArray(appUser.id, users));
});

afterAll(() => test.close());

/** A lot that `winner` has won with a deposit of 10,000 yuan. */
async function sold(): Promise<{ id: string; entry: string }> {
  const id = await world.announced(market);
  const entry = await world.enter(test.db, winner, id);
  must(await placeBid(at(winner, "2026-12-02T01:30:00Z"), id, { amount: 120_000_00 }));
  await tick(struck);
  return { id, entry };
}

const tick = (time: string) => settleDeals(world.timerAt(test.db, time));
const call = (who: catalog.Member, time: string, path: string, body: unknown = {}) =>
  callApi(at(who, time), "POST", path, body);
const declare = (id: string, time = overdue) =>
  declareDefault(at(market.seller, time), id, { reason: "逾期未签约" });
const contest = (id: string, time = "2027-01-04T02:00:00Z", who = winner) =>
  contestDefault(at(who, time), id, { reason: "转让方一直没有提供合同文本" });
const decide = (id: string, outcome: "uphold" | "dismiss", who = market.regulator) =>
  decideDefault(at(who, "2027-01-12T02:00:00Z"), id, { outcome, reason: "双方往来邮件可证" });

async function stateOf(id: string) {
  const [row] = await test.db.select().from(auction).where(eq(auction.id, id));
  return row?.state;
}

const isReleased = async (entry: string): Promise<boolean> => {
  const [row] = await test.db.select().from(charge).where(eq(charge.causeId, entry));
  return row?.releasedAt !== null;
};

/** The contract of a lot, proposed by the seller and signed by those named. */
async function signed(id: string, by: catalog.Member[]): Promise<string> {
  const [row] = await test.db.select().from(auction).where(eq(auction.id, id));
  await test.db
    .update(technology)
    .set({ ipType: "invention", legalStatus: "granted", filedOn: "2020-03-01" })
    .where(eq(technology.listingId, row?.technologyId ?? ""));
  const time = "2026-12-20T02:00:00Z";
  const made = must(await call(market.seller, time, "/contracts", { auctionId: id })) as {
    id: string;
    terms: { milestones: object[]; rights: object };
  };
  const terms = {
    ...made.terms,
    rights: {
      ...made.terms.rights,
      ...{ number: "ZL202010000001.0", material: "全套图纸", encumbrances: "无" },
      ...{ territory: "全国", improvements: "each_its_own" },
    },
    milestones: made.terms.milestones.map((one, n) => ({
      ...{ ...one, dueOn: `2027-0${n + 3}-15`, standard: "资料齐全", method: "清点" },
    })),
  };
  const proposed = must(await call(market.seller, time, `/contracts/${made.id}/propose`, { terms })) as {
    text: { sha256: string };
  };
  const { sha256 } = proposed.text;
  must(await call(winner, time, `/contracts/${made.id}/agree`, { sha256 }));
  for (const who of by) must(await call(who, time, `/contracts/${made.id}/sign`, { sha256, password }));
  return made.id;
}

describe("the deposit of a winner", () => {
  it("goes back by itself when the contract takes effect, and nobody can then declare a default", async () => {
    const { id, entry } = await sold();
    await signed(id, [winner, market.seller]);
    expect(await stateOf(id)).toBe("sale_concluded");
    expect(await depositState(test.db, entry)).toBe("refunded");
    expect(code(await declare(id))).toBe("not_allowed_now");
    expect(await isReleased(entry)).toBe(false);
  });

  it("also goes back when the contract takes effect after a default was declared", async () => {
    const { id, entry } = await sold();
    const contractId = await signed(id, []);
    must(await declare(id));
    const later = "2027-01-04T02:00:00Z";
    const { text } = must(await callApi(at(winner, later), "GET", `/contracts/${contractId}`)) as {
      text: { sha256: string };
    };
    for (const who of [winner, market.seller])
      must(await call(who, later, `/contracts/${contractId}/sign`, { sha256: text.sha256, password }));
    expect(await stateOf(id)).toBe("sale_concluded");
    expect(await depositState(test.db, entry)).toBe("refunded");
  });

  it("is not the seller's who does not sign what the winner has signed", async () => {
    const { id, entry } = await sold();
    await signed(id, [winner]);
    expect(code(await declare(id))).toBe("winner_signed");
    await tick(released);
    expect(await stateOf(id)).toBe("sale_lapsed");
    expect(await depositState(test.db, entry)).toBe("refunded");
  });

  it("goes back when the seller says nothing in time, and the technology is free again", async () => {
    const { id, entry } = await sold();
    await tick(overdue);
    expect(await stateOf(id)).toBe("contract_overdue");
    expect(await depositState(test.db, entry)).toBe("paid");
    await tick("2027-01-16T15:59:59Z");
    expect(await stateOf(id)).toBe("contract_overdue");
    await tick(released);
    expect(await stateOf(id)).toBe("sale_lapsed");
    expect(await depositState(test.db, entry)).toBe("refunded");
    expect(code(await startFromDeal(at(winner, released), { auctionId: id }))).toBe("contract_no_deal");
  });

  it("stays held after a declared default until the winner has had its time to contest", async () => {
    const { id, entry } = await sold();
    must(await declare(id));
    expect(await stateOf(id)).toBe("default_declared");
    // Five working days after Saturday, 2 January.
    await tick("2027-01-08T15:59:59Z");
    expect(await isReleased(entry)).toBe(false);
    await tick("2027-01-08T16:00:00Z");
    expect(await stateOf(id)).toBe("winner_defaulted");
    expect(await isReleased(entry)).toBe(true);
    expect(code(await contest(id, "2027-01-08T16:00:01Z"))).toBe("not_allowed_now");
  });

  it("is for a mediator to decide once the winner contests, and for nobody of either side", async () => {
    const [kept, back] = [await sold(), await sold()];
    for (const { id } of [kept, back]) {
      must(await declare(id));
      expect(code(await contest(id, undefined, loser))).toBe("forbidden");
      must(await contest(id));
    }
    for (const who of [market.seller, winner])
      expect(code(await decide(kept.id, "uphold", who))).toBe("forbidden");
    const elsewhere = await catalog.found(test.db, {
      ...{ kind: "government", roles: ["officer"], territory: ["32"] },
    });
    expect(code(await decide(kept.id, "uphold", elsewhere))).toBe("forbidden");
    must(await decide(kept.id, "uphold"));
    must(await decide(back.id, "dismiss"));
    expect([await stateOf(kept.id), await isReleased(kept.entry)]).toEqual(["winner_defaulted", true]);
    expect([await stateOf(back.id), await depositState(test.db, back.entry)]).toEqual([
      "sale_lapsed",
      "refunded",
    ]);
  });

  it("goes back when no mediator decides in time", async () => {
    const { id, entry } = await sold();
    must(await declare(id));
    must(await contest(id));
    await tick("2027-02-03T15:59:59Z");
    expect(await stateOf(id)).toBe("default_contested");
    await tick("2027-02-03T16:00:00Z");
    expect(await stateOf(id)).toBe("sale_lapsed");
    expect(await depositState(test.db, entry)).toBe("refunded");
  });

  it("goes back as soon as the seller confirms the contract, also after it has declared a default", async () => {
    const { id, entry } = await sold();
    must(await declare(id));
    must(await contest(id));
    must(await concludeSale(at(market.seller, "2027-01-05T02:00:00Z"), id));
    expect(await depositState(test.db, entry)).toBe("refunded");
  });
});
