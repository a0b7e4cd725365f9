import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hashPassword } from "#app/domain/identity/passwords.server.ts";
import { licenceTermsInput } from "#app/domain/contracts/licence/inputs.ts";
import { hashOf } from "#app/domain/contracts/text/canonical.ts";
import { contract, contractMilestone, contractSignature, contractText } from "#db/schema/contracts.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import { licenceOffer } from "#db/schema/licences.ts";
import { charge } from "#db/schema/money.ts";
import { z } from "zod";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layMeasure } from "../../support/decided.ts";
import * as catalog from "../catalog/world.ts";
import { code, must } from "../catalog/world.ts";
import * as deals from "../deals/world.ts";
import { at } from "../deals/world.ts";
import { callApi } from "../demands/call-api.ts";
import { password } from "./world.ts";

let test: TestDatabase;
let market: deals.Market;
let buyer: catalog.Member;
let technologyId: string;

const begun = "2026-11-24T02:00:00Z";
const terms = {
  ...{ mode: "ordinary_licence", price: { amount: 5_000_000, currency: "CNY" }, termMonths: 24 },
  ...{ territory: "浙江省", manner: "管材的制造和销售", material: "配方、工艺规程和检验方法各一份" },
  ...{ deliverDays: 20, standard: "资料目录所列各项齐备", other: "" },
};
const patent = {
  ...{ ipType: "invention", applicationNo: "ZL201310699744.2", legalStatus: "granted" },
  ...{ filedOn: "2013-12-18", grantedOn: "2016-03-02", legalStatusCheckedOn: "2026-11-01" },
};
const shown = z.looseObject({
  id: z.string(),
  sha256: z.string(),
  canonical: z.string(),
  opensAt: z.string(),
});

async function withPassword(...members: catalog.Member[]) {
  const passwordHash = await hashPassword(password);
  for (const { actor } of members)
    await test.db
      .update(appUser)
      .set({ passwordHash })
      .where(eq(appUser.id, actor.user?.id ?? ""));
}

const call = (who: catalog.Member, path: string, body: unknown, time = begun) =>
  callApi(at(who, time), "POST", path, body);

/** The owner reads the text of an offer, then signs and makes it. */
async function offered(change: Record<string, unknown> = {}, time = begun) {
  const body = { ...terms, ...change };
  const path = `/technologies/${technologyId}/licence-offer`;
  const read = await call(market.seller, `${path}/preview`, body, time);
  if (!read.ok) return read;
  const { sha256 } = z.looseObject({ sha256: z.string() }).parse(read.value);
  return call(market.seller, path, { ...body, sha256, password }, time);
}

const accept = (who: catalog.Member, { id, sha256 }: { id: string; sha256: string }, time = begun) =>
  call(who, `/licence-offers/${id}/accept`, { sha256, password }, time);

async function newTechnology(change: Record<string, unknown> = {}) {
  technologyId = await deals.offeredTechnology(market, {
    ...{ transferModes: ["assignment", "exclusive_licence", "ordinary_licence", "open_licence"] },
    ...{ priceForm: "fixed", askingPrice: 5_000_000 },
    ...change,
  });
}

beforeAll(async () => {
  test = await testDatabase();
  market = await deals.openMarket(test.db, false);
  buyer = await catalog.found(test.db, { kind: "enterprise", roles: ["owner"], publicInstitution: false });
  await withPassword(market.seller, buyer);
});

afterAll(() => test.close());
beforeEach(() => newTechnology());

describe("a standard licence", () => {
  it("is a contract in force by one acceptance: both signatures on one text, its price charged", async () => {
    const offer = shown.parse(must(await offered()));
    expect(hashOf(offer.canonical)).toBe(offer.sha256);
    const made = must(await accept(buyer, offer)) as { contractId: string };
    const [row] = await test.db.select().from(contract).where(eq(contract.id, made.contractId));
    expect(row).toMatchObject({ state: "in_force", kind: "licence", amount: 5_000_000 });
    const [text] = await test.db
      .select()
      .from(contractText)
      .where(eq(contractText.id, row?.textId ?? ""));
    expect(text?.canonical).toContain(offer.sha256);
    expect(text?.canonical).toContain("2026-12-14");
    const signatures = await test.db
      .select()
      .from(contractSignature)
      .where(eq(contractSignature.contractId, made.contractId));
    expect(signatures.map(({ side, method, sha256 }) => [side, method, sha256]).toSorted()).toEqual([
      ["client", "password", text?.sha256],
      ["developer", "standing_offer", text?.sha256],
    ]);
    const [milestone] = await test.db
      .select()
      .from(contractMilestone)
      .where(eq(contractMilestone.contractId, made.contractId));
    expect(milestone).toMatchObject({ state: "awaiting_payment", amount: 5_000_000 });
    const [owed] = await test.db
      .select()
      .from(charge)
      .where(eq(charge.causeId, milestone?.id ?? ""));
    expect(owed).toMatchObject({ amount: 5_000_000, state: "open" });
    expect(code(await accept(buyer, offer))).toBe("licence_held");
  });

  it("is one contract for two who accept at once for one organisation, and one each for two organisations", async () => {
    const offer = shown.parse(must(await offered()));
    const other = await catalog.found(test.db, { kind: "enterprise", roles: ["owner"] });
    await withPassword(other);
    const all = await Promise.all([buyer, buyer, other].map((who) => accept(who, offer)));
    expect(all.filter(({ ok }) => ok)).toHaveLength(2);
    expect(all.filter(({ ok }) => !ok).map(code)).toEqual(["licence_held"]);
  });

  it("is signed and accepted with the password and the digest that was read alone", async () => {
    const offer = shown.parse(must(await offered()));
    const path = `/licence-offers/${offer.id}/accept`;
    expect(code(await call(buyer, path, { sha256: offer.sha256, password: "wrong" }))).toBe("invalid");
    expect(code(await call(buyer, path, { sha256: "0".repeat(64), password }))).toBe("contract_other_text");
    const member = await catalog.found(test.db, { kind: "enterprise", roles: ["member"] });
    await withPassword(member);
    expect(code(await accept(member, offer))).toBe("forbidden");
    expect(code(await accept(market.seller, offer))).toBe("own_technology");
    await newTechnology();
    const body = { ...terms, sha256: offer.sha256, password };
    const other = await call(market.seller, `/technologies/${technologyId}/licence-offer`, {
      ...body,
      price: { amount: 1, currency: "CNY" },
    });
    expect(code(other)).toBe("contract_other_text");
  });

  it("cannot be accepted once it is taken back, nor when its owner is called otherwise since", async () => {
    const offer = shown.parse(must(await offered()));
    const { organization: own } = market.seller.actor;
    const [before] = await test.db
      .select()
      .from(organization)
      .where(eq(organization.id, own?.id ?? ""));
    const rename = (nameZh: string) =>
      test.db
        .update(organization)
        .set({ nameZh })
        .where(eq(organization.id, own?.id ?? ""));
    await rename("改名后的单位");
    expect(code(await accept(buyer, offer))).toBe("contract_other_text");
    await rename(before?.nameZh ?? "");
    expect(code(await call(buyer, `/licence-offers/${offer.id}/withdraw`, {}))).toBe("forbidden");
    must(await call(market.seller, `/licence-offers/${offer.id}/withdraw`, {}));
    expect(code(await accept(buyer, offer))).toBe("licence_gone");
    must(await offered());
    expect(code(await offered())).toBe("licence_offer_exists");
  });

  it("never changes in the database", async () => {
    const offer = shown.parse(must(await offered()));
    const cheaper = test.db.update(licenceOffer).set({ price: 1 }).where(eq(licenceOffer.id, offer.id));
    await expect(cheaper).rejects.toThrow();
  });
});

describe("what shuts a standard licence out", () => {
  /** Negotiates and concludes a deal between the seller and another company. */
  async function concluded(mode: string) {
    const other = await catalog.found(test.db, { kind: "enterprise", roles: ["owner"] });
    const enquiry = { technologyId, enquiry: "想用于管材", termsVersion: 1 };
    const { id } = must(await call(other, "/negotiations", enquiry)) as { id: string };
    must(await call(market.seller, `/negotiations/${id}/open`, { termsVersion: 1 }));
    const version = { mode, payment: "lump", amount: 400_000_00, territory: "全国", termMonths: 12 };
    must(
      await call(market.seller, `/negotiations/${id}/offer`, { ...version, improvements: "each_its_own" }),
    );
    must(await call(other, `/negotiations/${id}/accept`, {}));
    return call(market.seller, `/negotiations/${id}/conclude`, {});
  }

  it("an exclusive licence concluded meanwhile", async () => {
    const offer = shown.parse(must(await offered()));
    must(await concluded("exclusive_licence"));
    expect(code(await accept(buyer, offer))).toBe("technology_gone");
    expect(code(await offered())).toBe("technology_gone");
  });

  it("and an open licence on offer shuts out an exclusive one, an ordinary one does not", async () => {
    expect(await offered({ mode: "open_licence" })).toMatchObject({
      problem: { errors: [{ path: "mode", code: "open_licence_needs_patent" }] },
    });
    await newTechnology(patent);
    must(await offered({ mode: "open_licence" }));
    expect(code(await concluded("exclusive_licence"))).toBe("technology_gone");
    await newTechnology();
    must(await offered());
    must(await concluded("exclusive_licence"));
  });

  it("a measure in force on either side", async () => {
    const offer = shown.parse(must(await offered()));
    const barred = await catalog.found(test.db, { kind: "enterprise", roles: ["owner"] });
    await withPassword(barred);
    const from = new Date("2026-11-20T00:00:00Z");
    await layMeasure(test.db, { organizationId: barred.organizationId, kind: "blacklist", from });
    expect(code(await accept(barred, offer))).toBe("standing");
    const own = market;
    market = {
      ...own,
      seller: await catalog.found(test.db, { roles: ["owner"], publicInstitution: false }),
    };
    await withPassword(market.seller);
    await newTechnology();
    const theirs = shown.parse(must(await offered()));
    await layMeasure(test.db, { organizationId: market.seller.organizationId, kind: "blacklist", from });
    expect(code(await accept(buyer, theirs))).toBe("standing");
    expect(code(await offered())).toBe("standing");
    market = own;
  });
});

describe("a public institution's standard licence", () => {
  it("is published for fifteen days first", async () => {
    const own = market;
    market = { ...own, seller: await catalog.found(test.db, { roles: ["owner"], publicInstitution: true }) };
    await withPassword(market.seller);
    await newTechnology();
    const offer = shown.parse(must(await offered()));
    expect(offer.opensAt).toBe("2026-12-09T16:00:00.000Z");
    expect(code(await accept(buyer, offer, "2026-12-09T15:59:59Z"))).toBe("licence_gone");
    must(await accept(buyer, offer, "2026-12-09T16:00:00Z"));
    market = own;
  });
});

it("terms without a price are refused", () => {
  expect(licenceTermsInput.safeParse({ ...terms, price: 0 }).success).toBe(false);
});
