import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { answerObjection } from "#app/domain/catalog/answer-objection.server.ts";
import { closePublicNotices } from "#app/domain/catalog/close-public-notices.server.ts";
import { createListing } from "#app/domain/catalog/create-listing.server.ts";
import { findListing, listObjections } from "#app/domain/catalog/detail-queries.server.ts";
import type { ListingStep } from "#app/domain/catalog/take-step.server.ts";
import { raiseObjection } from "#app/domain/catalog/raise-objection.server.ts";
import { remindStaleListings } from "#app/domain/catalog/remind-stale-listings.server.ts";
import { takeStep } from "#app/domain/catalog/take-step.server.ts";
import { updateListing } from "#app/domain/catalog/update-listing.server.ts";
import { listing } from "#db/schema/catalog.ts";
import { auditEntry, parameter } from "#db/schema/shared.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";
import * as world from "./world.ts";
import { clock, code, must } from "./world.ts";

let test: TestDatabase;
let owner: world.Member;
let company: world.Member;
let officer: world.Member;
const start = "2026-11-24T02:00:00Z";
const hour = 3_600_000;

beforeAll(async () => {
  test = await testDatabase();
  await world.loadReference(test.db);
  owner = await world.found(test.db, { roles: ["technology_transfer"] });
  company = await world.found(test.db, { kind: "enterprise", roles: ["owner"], publicInstitution: false });
  officer = await world.found(test.db, { kind: "government", roles: ["officer"], territory: ["3301"] });
});

afterEach(() => clock.set(start));
afterAll(() => test.close());

const agreed = world.technologyInput({ priceForm: "agreement", askingPrice: 5_000_000 });
const rowOf = async (id: string) => (await test.db.select().from(listing).where(eq(listing.id, id)))[0];
const stepsOf = async (id: string) =>
  (await test.db.select().from(auditEntry).where(eq(auditEntry.entityId, id)).orderBy(auditEntry.seq)).map(
    ({ transition }) => transition,
  );

async function announced(): Promise<string> {
  const { id } = must(await createListing(owner.ctx, agreed));
  must(await takeStep(owner.ctx, { id }, "submit"));
  must(await takeStep(officer.ctx, { id }, "announce"));
  return id;
}

const objection = { name: "王某", contact: "wang@demo.test", text: "价格偏低" };

describe("public notice", () => {
  it("comes before publication for agreement pricing by a public institution, and only for that", async () => {
    const { id } = must(await createListing(owner.ctx, agreed));
    must(await takeStep(owner.ctx, { id }, "submit"));
    expect(world.rulesOf(await takeStep(officer.ctx, { id }, "publish"))).toEqual(["public_notice_first"]);
    must(await takeStep(officer.ctx, { id }, "announce"));

    const other = must(await createListing(company.ctx, agreed));
    must(await takeStep(company.ctx, { id: other.id }, "submit"));
    expect(world.rulesOf(await takeStep(officer.ctx, { id: other.id }, "announce"))).toEqual([
      "public_notice_not_needed",
    ]);
    must(await takeStep(officer.ctx, { id: other.id }, "publish"));
  });

  it("lasts fifteen whole days, is public, and publishes exactly once however late or often the job runs", async () => {
    const id = await announced();
    // The day of the announcement does not count: 25 November to 9 December, Shanghai time.
    expect((await rowOf(id))?.deadline?.toISOString()).toBe("2026-12-09T16:00:00.000Z");
    expect(must(await findListing(world.nobody(test.db), id)).technology?.noticeUntil?.toISOString()).toBe(
      "2026-12-09T16:00:00.000Z",
    );
    clock.set("2026-12-09T15:59:59.999Z");
    await closePublicNotices(world.timer(test.db));
    expect((await rowOf(id))?.state).toBe("public_notice");
    clock.set("2027-02-01T00:00:00Z");
    await Promise.all([closePublicNotices(world.timer(test.db)), closePublicNotices(world.timer(test.db))]);
    await closePublicNotices(world.timer(test.db));
    expect((await rowOf(id))?.state).toBe("published");
    expect((await stepsOf(id)).filter((step) => step === "conclude")).toHaveLength(1);
  });

  it("takes its length from the dated parameter of the region", async () => {
    const rule = { name: "public_notice_days", validFrom: "2026-12-01", value: 20 };
    await test.db.insert(parameter).values([rule, { ...rule, regionPrefix: "3301", value: 30 }]);
    clock.set("2026-12-01T02:00:00Z");
    const id = await announced();
    expect((await rowOf(id))?.deadline?.toISOString()).toBe("2026-12-31T16:00:00.000Z");
    await test.db.delete(parameter);
  });

  it("stops while an objection is open, whose author only the two parties see", async () => {
    const id = await announced();
    const raised = must(await raiseObjection(world.nobody(test.db), id, objection, "203.0.113.1"));
    // A form that was sent twice.
    const again = must(await raiseObjection(world.nobody(test.db), id, objection, "203.0.113.1"));
    expect(again.id).toBe(raised.id);
    clock.set("2026-12-20T00:00:00Z");
    await closePublicNotices(world.timer(test.db));
    expect((await rowOf(id))?.state).toBe("public_notice");

    const seen = async (ctx = world.nobody(test.db)) => listObjections(ctx, must(await findListing(ctx, id)));
    expect(await seen()).toEqual([]);
    expect((await seen(owner.ctx))[0]).toMatchObject({ name: "王某", answer: null });
    expect(code(await answerObjection(company.ctx, id, { objectionId: raised.id, answer: "x" }))).toBe(
      "forbidden",
    );
    expect(code(await answerObjection(officer.ctx, id, { objectionId: raised.id, answer: "x" }))).toBe(
      "forbidden",
    );
    must(await answerObjection(owner.ctx, id, { objectionId: raised.id, answer: "以评估报告为准" }));
    expect(code(await answerObjection(owner.ctx, id, { objectionId: raised.id, answer: "改口" }))).toBe(
      "not_found",
    );
    expect(await seen()).toMatchObject([
      { name: "", contact: "", text: "价格偏低", answer: "以评估报告为准" },
    ]);
    await closePublicNotices(world.timer(test.db));
    expect((await rowOf(id))?.state).toBe("published");
  });

  it("takes objections only while it runs, even when the job is late", async () => {
    const id = await announced();
    clock.set("2026-12-09T16:00:00Z");
    expect(code(await raiseObjection(world.nobody(test.db), id, objection, "203.0.113.2"))).toBe(
      "notice_over",
    );
    await closePublicNotices(world.timer(test.db));
    expect(code(await raiseObjection(world.nobody(test.db), id, objection, "203.0.113.2"))).toBe(
      "not_allowed_now",
    );
  });

  it("limits objections by address", async () => {
    const id = await announced();
    const results = [];
    for (let i = 0; i < 12; i++)
      results.push(await raiseObjection(world.nobody(test.db), id, objection, "203.0.113.3"));
    expect(results.filter(({ ok }) => !ok).map(code)).toEqual(["rate_limited", "rate_limited"]);
  });

  it("does not let a published technology slip into agreement pricing, nor an announced price change unannounced", async () => {
    const { id } = must(await createListing(owner.ctx, world.technologyInput()));
    const version = await world.bringToMarket(owner, officer, id);
    const slip = await updateListing(owner.ctx, id, {
      version,
      technology: { priceForm: "agreement", askingPrice: 1 },
    });
    expect(world.rulesOf(slip)).toEqual(["public_notice_first"]);

    const told = await announced();
    clock.set("2026-12-10T00:00:00Z");
    await closePublicNotices(world.timer(test.db));
    const row = await rowOf(told);
    if (!row) throw new Error("gone");
    const cheaper = { version: row.version, technology: { askingPrice: 1 } };
    expect(world.rulesOf(await updateListing(owner.ctx, told, cheaper))).toEqual(["public_notice_first"]);
    must(await updateListing(owner.ctx, told, { version: row.version, technology: { wanted: "合作伙伴" } }));
    must(await takeStep(officer.ctx, { id: told }, "suspend", "核实"));
    const suspended = await rowOf(told);
    must(
      await updateListing(owner.ctx, told, {
        version: suspended?.version ?? 0,
        technology: { askingPrice: 2 },
      }),
    );
    expect(world.rulesOf(await takeStep(officer.ctx, { id: told }, "restore"))).toEqual([
      "public_notice_first",
    ]);
  });

  it("is for the clock alone to end", async () => {
    const id = await announced();
    clock.advance(40 * 24 * hour);
    for (const step of ["publish", "restore", "submit", "confirm", "suspend"] satisfies ListingStep[]) {
      for (const ctx of [owner.ctx, officer.ctx]) {
        expect(code(await takeStep(ctx, { id }, step, "x")), step).toMatch(/^(forbidden|not_allowed_now)$/);
      }
    }
    must(await takeStep(officer.ctx, { id }, "return", "信息不实"));
    await closePublicNotices(world.timer(test.db));
    expect((await rowOf(id))?.state).toBe("returned");
  });
});

describe("stale listings", () => {
  it("are asked about once, give the whole time from the question, and leave the market only in silence", async () => {
    const { id } = must(await createListing(company.ctx, world.technologyInput()));
    const kept = must(await createListing(company.ctx, world.technologyInput()));
    await world.bringToMarket(company, officer, id);
    await world.bringToMarket(company, officer, kept.id);
    const ctx = world.timer(test.db);
    clock.set("2027-05-20T00:00:00Z");
    await remindStaleListings(ctx);
    expect(await stepsOf(id)).not.toContain("remind");
    // Far too late: the owner still gets the whole time.
    clock.set("2027-09-01T00:00:00Z");
    await Promise.all([remindStaleListings(ctx), remindStaleListings(ctx)]);
    await remindStaleListings(ctx);
    expect((await stepsOf(id)).filter((step) => step === "remind")).toHaveLength(1);
    expect((await rowOf(id))?.state).toBe("published");
    expect((await rowOf(id))?.deadline?.toISOString()).toBe("2027-10-01T16:00:00.000Z");

    must(await takeStep(company.ctx, { id: kept.id }, "confirm"));
    expect((await rowOf(kept.id))?.deadline).toBeNull();
    clock.set("2027-10-01T16:00:00Z");
    await remindStaleListings(ctx);
    await remindStaleListings(ctx);
    expect((await rowOf(id))?.state).toBe("withdrawn");
    expect((await stepsOf(id)).filter((step) => step === "lapse")).toHaveLength(1);
    expect((await rowOf(kept.id))?.state).toBe("published");
    expect(code(await takeStep(company.ctx, { id }, "confirm"))).toBe("not_allowed_now");
    must(await takeStep(company.ctx, { id }, "submit"));
  });

  it("are confirmed by their owner only", async () => {
    const { id } = must(await createListing(company.ctx, world.technologyInput()));
    await world.bringToMarket(company, officer, id);
    expect(code(await takeStep(officer.ctx, { id }, "confirm"))).toBe("forbidden");
    expect(code(await takeStep(owner.ctx, { id }, "confirm"))).toBe("forbidden");
  });
});
