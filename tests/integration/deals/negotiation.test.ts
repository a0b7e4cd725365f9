import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAuditLog } from "#app/domain/audit/log.server.ts";
import { settleDeals } from "#app/domain/deals/settle.server.ts";
import { dealNotice, negotiation, offer } from "#db/schema/deals.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layMeasure } from "../../support/decided.ts";
import * as catalog from "../catalog/world.ts";
import { code, must, rulesOf } from "../catalog/world.ts";
import { callApi } from "../demands/call-api.ts";
import * as world from "./world.ts";
import { at } from "./world.ts";

let test: TestDatabase;
let market: world.Market;
let buyer: catalog.Member;
let stranger: catalog.Member;

const begun = "2026-11-24T02:00:00Z";
const secret = "SECRET-TERM-5V";

beforeAll(async () => {
  test = await testDatabase();
  market = await world.openMarket(test.db);
  [buyer, stranger] = await Promise.all([
    catalog.found(test.db, { kind: "enterprise", roles: ["owner"] }),
    catalog.found(test.db, { kind: "enterprise", roles: ["owner"] }),
  ]);
});

afterAll(() => test.close());

const terms = (amount: number, change: Record<string, unknown> = {}) => ({
  ...{ mode: "ordinary_licence", payment: "lump", amount, territory: "浙江省", improvements: "each_its_own" },
  ...{ termMonths: 60, other: secret, message: `${secret} 附言` },
  ...change,
});

const call = (who: catalog.Member, path: string, body: unknown = {}, time = begun) =>
  callApi(at(who, time), "POST", path, body);
const read = (who: catalog.Member, id: string, time = begun) =>
  callApi(at(who, time), "GET", `/negotiations/${id}`);

async function enquired(): Promise<string> {
  const technologyId = await world.offeredTechnology(market, { priceForm: "fixed" });
  const enquiry = `${secret} 想用于管材`;
  must(await call(buyer, "/negotiations", { technologyId, enquiry, termsVersion: 1 }));
  const [row] = await test.db.select().from(negotiation).where(eq(negotiation.technologyId, technologyId));
  return row?.id ?? "";
}

/** Four versions to agreement: offer, counter-offer, offer, counter-offer, which the seller accepts. */
async function agreed(): Promise<string> {
  const id = await enquired();
  const { seller } = market;
  must(await call(seller, `/negotiations/${id}/open`, { termsVersion: 1 }));
  must(await call(seller, `/negotiations/${id}/offer`, terms(900_000_00)));
  must(await call(buyer, `/negotiations/${id}/offer`, terms(500_000_00, { territory: "全国" })));
  must(
    await call(
      seller,
      `/negotiations/${id}/offer`,
      terms(200_000_00, {
        ...{ payment: "royalty_with_entry_fee", royaltyBasis: "sales", royaltyRate: 300, territory: "全国" },
      }),
    ),
  );
  must(await call(buyer, `/negotiations/${id}/offer`, terms(700_000_00, { territory: "全国" })));
  must(await call(seller, `/negotiations/${id}/accept`));
  return id;
}

describe("a negotiation", () => {
  it("goes by turns over kept versions to agreement, and says what each changed", async () => {
    const id = await enquired();
    const { seller } = market;
    expect(code(await call(seller, `/negotiations/${id}/offer`, terms(1)))).toBe("not_allowed_now");
    must(await call(seller, `/negotiations/${id}/open`, { termsVersion: 1 }));
    expect(code(await call(buyer, `/negotiations/${id}/offer`, terms(1)))).toBe("not_allowed_now");
    expect(code(await call(seller, `/negotiations/${id}/accept`))).toBe("no_offer_to_accept");
    must(await call(seller, `/negotiations/${id}/offer`, terms(900_000_00)));
    must(await call(buyer, `/negotiations/${id}/offer`, terms(500_000_00, { territory: "全国" })));
    const seen = must(await read(seller, id));
    expect(seen).toMatchObject({
      ...{ state: "with_seller", owner: "seller", side: "seller" },
      versions: [{ changed: [] }, { side: "buyer", changed: ["amount", "territory"] }],
    });
    await expect(
      test.db.update(offer).set({ amount: 1 }).where(eq(offer.negotiationId, id)),
    ).rejects.toThrow();
    expect(await call(seller, `/negotiations/${id}/offer`, terms(1, { mode: "equity" }))).toMatchObject({
      problem: { errors: [{ path: "mode", code: "mode_not_offered" }] },
    });
  });

  it("is nobody's but the two sides', through every door", async () => {
    const id = await agreed();
    const readers = [
      stranger,
      market.regulator,
      await catalog.found(test.db, { roles: ["operator"] }),
      await catalog.found(test.db, { roles: ["auditor"] }),
      await catalog.join(test.db, buyer.organizationId, ["member"]),
    ];
    for (const reader of readers) {
      expect(code(await read(reader, id))).toBe("not_found");
      const ctx = at(reader, begun);
      const shown = JSON.stringify([
        must(await callApi(ctx, "GET", "/negotiations")),
        must(await callApi(ctx, "GET", "/deal-notices")),
        await readAuditLog(ctx, {}, 500),
      ]);
      for (const word of [secret, id]) expect(shown).not.toContain(word);
    }
    for (const path of ["offer", "accept", "break_off"]) {
      const body = path === "offer" ? terms(1) : path === "accept" ? {} : { reason: "无" };
      expect(code(await call(stranger, `/negotiations/${id}/${path}`, body))).toBe("not_found");
    }
    for (const table of ["audit_entry", "graphile_worker._private_jobs", "listing_version"])
      expect(JSON.stringify(await test.db.execute(sql.raw(`select * from ${table}`)))).not.toContain(secret);
  });

  it("is gated by standing, lapses unanswered and is left with a reason", async () => {
    const id = await enquired();
    const again = { enquiry: "再问", termsVersion: 1 };
    const [row] = await test.db.select().from(negotiation).where(eq(negotiation.id, id));
    const technologyId = row?.technologyId ?? "";
    expect(code(await call(buyer, "/negotiations", { technologyId, ...again }))).toBe("negotiating_already");
    expect(code(await call(market.seller, "/negotiations", { technologyId, ...again }))).toBe(
      "own_technology",
    );
    expect(code(await call(stranger, "/negotiations", { technologyId, ...again, termsVersion: 2 }))).toBe(
      "terms_changed",
    );
    await settleDeals(world.timerAt(test.db, "2026-12-30T00:00:00Z"));
    expect(must(await read(buyer, id))).toMatchObject({ state: "negotiation_lapsed" });
    const banned = await catalog.found(test.db, { roles: ["owner"] });
    const from = new Date("2026-11-01T00:00:00Z");
    await layMeasure(test.db, { organizationId: banned.organizationId, kind: "blacklist", from });
    expect(code(await call(banned, "/negotiations", { technologyId, ...again }))).toBe("standing");
    const other = await enquired();
    must(await call(buyer, `/negotiations/${other}/break_off`, { reason: "另有来源" }));
    expect(must(await read(market.seller, other))).toMatchObject({ state: "broken_off", ending: "另有来源" });
  });
});

describe("an agreed price of a public institution", () => {
  const over = "2026-12-09T16:00:00.000Z";

  it("is announced for whole days, and not concluded before, nor while an objection is open", async () => {
    const id = await agreed();
    const { seller } = market;
    expect(rulesOf(await call(seller, `/negotiations/${id}/conclude`))).toEqual(["deal_notice_first"]);
    expect(await call(seller, `/negotiations/${id}/announce`, { insider: true })).toMatchObject({
      problem: { errors: [{ path: "relation", code: "required" }] },
    });
    must(
      await call(seller, `/negotiations/${id}/announce`, { insider: true, relation: "受让方由完成人参股" }),
    );
    const [notice] = await test.db.select().from(dealNotice).where(eq(dealNotice.negotiationId, id));
    const noticeId = notice?.id ?? "";
    expect(notice?.until.toISOString()).toBe(over);
    const shown = must(await callApi(catalog.nobody(test.db), "GET", `/deal-notices/${noticeId}`));
    expect(shown).toMatchObject({ insider: true, amount: { amount: 700_000_00 }, mode: "ordinary_licence" });
    for (const word of [secret, buyer.organizationId]) expect(JSON.stringify(shown)).not.toContain(word);
    const objection = { name: "某甲", contact: "a@b.test", text: "价格明显低于评估值，请说明定价依据。" };
    const object = (time: string) =>
      callApi(
        { ...catalog.nobody(test.db), clock: at(seller, time).clock },
        "POST",
        `/deal-notices/${noticeId}/object`,
        objection,
      );
    must(await object("2026-12-09T15:59:00Z"));
    // A form that was sent twice.
    must(await object("2026-12-09T15:59:30Z"));
    expect(code(await object(over))).toBe("notice_over");
    const early = await call(seller, `/negotiations/${id}/conclude`, {}, "2026-12-09T15:59:59Z");
    expect(rulesOf(early)).toEqual(["deal_notice_running", "deal_objections_open"]);
    expect(rulesOf(await call(seller, `/negotiations/${id}/conclude`, {}, over))).toEqual([
      "deal_objections_open",
    ]);
    // The rule of the database stands behind the command.
    const around = test.db
      .update(negotiation)
      .set({ state: "deal_concluded", concludedAt: new Date(over) })
      .where(eq(negotiation.id, id));
    await expect(around).rejects.toThrow();
    const answered = must(await callApi(catalog.nobody(test.db), "GET", `/deal-notices/${noticeId}`));
    expect(JSON.stringify(answered)).not.toContain(objection.contact);
    const [against] = await test.db.execute<{ id: string }>(
      sql`select id from deal_objection where notice_id = ${noticeId}`,
    );
    const reply = { objectionId: against?.id, answer: "已由评估机构出具报告，价格在区间内。", upheld: false };
    expect(code(await call(stranger, `/deal-notices/${noticeId}/answer`, reply, over))).toBe("forbidden");
    must(await call(seller, `/deal-notices/${noticeId}/answer`, reply, over));
    expect(must(await call(seller, `/negotiations/${id}/conclude`, {}, over))).toMatchObject({
      state: "deal_concluded",
    });
  });

  it("goes back to the table when an objection holds, and its notice is withdrawn", async () => {
    const id = await agreed();
    const { seller } = market;
    must(await call(seller, `/negotiations/${id}/announce`, { insider: false }));
    must(await call(seller, `/negotiations/${id}/renegotiate`, { reason: "异议成立" }));
    const [notice] = await test.db.select().from(dealNotice).where(eq(dealNotice.negotiationId, id));
    expect(notice?.withdrawnAt).not.toBeNull();
    expect(must(await read(buyer, id))).toMatchObject({ state: "with_seller", agreedOffer: null });
  });
});
