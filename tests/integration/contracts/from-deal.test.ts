import { eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { concludeSale } from "#app/domain/deals/bidding/finish.server.ts";
import { placeBid } from "#app/domain/deals/bidding/place-bid.server.ts";
import { settleDeals } from "#app/domain/deals/settle.server.ts";
import { dealContract, startFromDeal } from "#app/domain/contracts/from-deal.server.ts";
import { dealOrigin } from "#app/domain/contracts/deal-origin.server.ts";
import { contractPage } from "#app/domain/contracts/contract-page.server.ts";
import { hashPassword } from "#app/domain/identity/passwords.server.ts";
import { appUser } from "#db/schema/identity.ts";
import { technology } from "#db/schema/catalog.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import * as catalog from "../catalog/world.ts";
import { code, must } from "../catalog/world.ts";
import { callApi } from "../demands/call-api.ts";
import * as world from "../deals/world.ts";
import { at } from "../deals/world.ts";

let test: TestDatabase;
let market: world.Market;
let buyer: catalog.Member;
let stranger: catalog.Member;

const begun = "2026-11-24T02:00:00Z";
const password = "kexiang-demo";

beforeAll(async () => {
  test = await testDatabase();
  market = await world.openMarket(test.db, false);
  const made = () => catalog.found(test.db, { kind: "enterprise", roles: ["owner"] });
  [buyer, stranger] = [await made(), await made()];
  const users = [market.seller, buyer].map(({ ctx }) => ctx.actor.user?.id ?? "");
  const passwordHash = await hashPassword(password);
  await test.db.update(appUser).set({ passwordHash }).where(inArray(appUser.id, users));
});

afterAll(() => test.close());

const call = (who: catalog.Member, path: string, body: unknown = {}) =>
  callApi(at(who, begun), "POST", path, body);
const read = (who: catalog.Member, path: string) => callApi(at(who, begun), "GET", path);

const agreed = {
  ...{ mode: "exclusive_licence", payment: "royalty_with_entry_fee", amount: 400_000_00 },
  ...{ royaltyBasis: "sales", royaltyRate: 350, territory: "长三角", termMonths: 36, sublicence: true },
  ...{ improvements: "licensed_back", other: "每年提供一次技术培训。" },
};

async function negotiated(change: Record<string, unknown> = {}, concludes = true): Promise<string> {
  const technologyId = await world.offeredTechnology(market, {
    ...{ priceForm: "fixed", askingPrice: 500_000_00 },
    transferModes: ["assignment", "exclusive_licence", "ordinary_licence", "equity"],
  });
  await test.db
    .update(technology)
    .set({ ipType: "invention", legalStatus: "granted", filedOn: "2020-03-01" })
    .where(eq(technology.listingId, technologyId));
  const enquiry = { technologyId, enquiry: "想用于管材", termsVersion: 1 };
  const { id } = must(await call(buyer, "/negotiations", enquiry)) as { id: string };
  must(await call(market.seller, `/negotiations/${id}/open`, { termsVersion: 1 }));
  must(await call(market.seller, `/negotiations/${id}/offer`, { ...agreed, ...change }));
  must(await call(buyer, `/negotiations/${id}/accept`));
  if (concludes) must(await call(market.seller, `/negotiations/${id}/conclude`));
  return id;
}

describe("the contract of a concluded negotiation", () => {
  it("is drafted from the agreed version by either side, once, and leads back to it", async () => {
    const negotiationId = await negotiated();
    const shown = { ref: { negotiationId }, sellerId: market.seller.organizationId };
    const step = (who: catalog.Member) =>
      dealContract(at(who, begun), {
        ...{ ...shown, buyerId: buyer.organizationId, made: true, mode: "exclusive_licence" },
      });
    expect(await step(buyer)).toMatchObject({ begun: false });
    expect(await step(stranger)).toBeNull();
    expect(code(await call(stranger, "/contracts", { negotiationId }))).toBe("contract_no_deal");

    const made = must(await call(market.seller, "/contracts", { negotiationId }));
    expect(made).toMatchObject({
      ...{ kind: "licence", side: "developer", negotiationId, auctionId: null },
      client: { id: buyer.organizationId },
      developer: { id: market.seller.organizationId },
      terms: {
        amount: 400_000_00,
        milestones: [{ amount: 400_000_00 }],
        other: "每年提供一次技术培训。",
        rights: {
          ...{ object: "patent", filedOn: "2020-03-01", expiresOn: "2040-03-01", licence: "exclusive" },
          ...{ territory: "长三角", termMonths: 36, sublicence: "allowed", improvements: "licensed_back" },
          ...{ fee: "entry_fee_royalty", royaltyBasis: "sales", royaltyRate: 350 },
        },
      },
    });
    const { id } = made as { id: string };
    expect(await step(buyer)).toEqual({ path: `/contracts/${id}`, begun: true });
    const page = must(await contractPage(at(market.seller, begun), id));
    expect(await dealOrigin(market.seller.ctx, page.row)).toMatchObject({
      path: `/negotiations/${negotiationId}`,
    });
    expect(code(await call(buyer, "/contracts", { negotiationId }))).toBe("contract_deal_taken");
    must(await call(market.seller, `/contracts/${id}/withdraw`, { reason: "重新起草" }));
    expect(must(await call(buyer, "/contracts", { negotiationId }))).toMatchObject({ side: "client" });
  });

  it("cannot be drafted before it is concluded, nor for a contribution to equity", async () => {
    const open = await negotiated({}, false);
    expect(code(await call(buyer, "/contracts", { negotiationId: open }))).toBe("contract_no_deal");
    const equity = await negotiated({ mode: "equity", termMonths: null });
    expect(code(await call(buyer, "/contracts", { negotiationId: equity }))).toBe("contract_no_deal");
  });

  it("comes into force as an assignment once what the deal left open is said and both have signed", async () => {
    const instalments = [
      { amount: 100_000_00, due: "合同签订后十日内" },
      { amount: 200_000_00, due: "首批产品下线后" },
    ];
    const plain = { payment: "instalments", instalments, royaltyBasis: null, royaltyRate: null };
    const negotiationId = await negotiated({ ...plain, amount: 300_000_00, mode: "assignment" });
    const made = must(await call(buyer, "/contracts", { negotiationId })) as {
      id: string;
      terms: { milestones: object[]; rights: object };
    };
    const { id, terms } = made;
    expect(terms.milestones).toMatchObject(instalments.map(({ amount, due }) => ({ amount, title: due })));
    const open = must(await call(buyer, `/contracts/${id}/propose`, { terms })) as {
      text: { sha256: string };
    };
    const { sha256 } = open.text;
    expect(await call(market.seller, `/contracts/${id}/agree`, { sha256 })).toMatchObject({
      problem: { code: "contract_not_signable" },
    });
    const whole = {
      ...terms,
      rights: { ...terms.rights, number: "ZL202010000001.0", material: "全套图纸", encumbrances: "无" },
      milestones: terms.milestones.map((one, n) => ({
        ...{ ...one, dueOn: `2027-0${n + 1}-15`, standard: "资料齐全", method: "清点" },
      })),
    };
    // The other side may answer with its own text.
    const answered = must(await call(market.seller, `/contracts/${id}/propose`, { terms: whole })) as {
      text: { sha256: string };
    };
    const digest = { sha256: answered.text.sha256 };
    must(await call(buyer, `/contracts/${id}/agree`, digest));
    must(await call(buyer, `/contracts/${id}/sign`, { ...digest, password }));
    must(await call(market.seller, `/contracts/${id}/sign`, { ...digest, password }));
    const inForce = must(await read(buyer, `/contracts/${id}`));
    expect(inForce).toMatchObject({
      ...{ state: "in_force", kind: "assignment", amount: { amount: 300_000_00 } },
      milestones: [{ amount: { amount: 100_000_00 } }, { amount: { amount: 200_000_00 } }],
    });
  });
});

describe("the contract of a lot that was sold", () => {
  it("carries the price and the very terms that bidders accepted, also before the seller confirms", async () => {
    const terms = `转让全部权利。${"交付技术资料。".repeat(900)}`;
    const auctionId = await world.announced(market, { terms });
    await world.enter(test.db, buyer, auctionId);
    expect(code(await startFromDeal(at(buyer, begun), { auctionId }))).toBe("contract_no_deal");
    must(await placeBid(at(buyer, "2026-12-02T01:30:00Z"), auctionId, { amount: 120_000_00 }));
    const later = "2026-12-02T04:00:00Z";
    await settleDeals(world.timerAt(test.db, later));
    const { id } = must(await startFromDeal(at(buyer, later), { auctionId }));
    const page = must(await contractPage(at(buyer, later), id));
    expect(page.row).toMatchObject({ auctionId, kind: "assignment", clientId: buyer.organizationId });
    expect(page.row.draft).toMatchObject({ amount: 120_000_00 });
    const { other, plan } = page.row.draft as { other: string; plan: string };
    expect(other + plan).toBe(terms);
    must(await concludeSale(at(market.seller, later), auctionId));
    expect(code(await startFromDeal(at(market.seller, later), { auctionId }))).toBe("contract_deal_taken");
  });
});
