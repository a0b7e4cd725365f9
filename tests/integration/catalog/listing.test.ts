import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acceptChanges } from "#app/domain/catalog/accept-changes.server.ts";
import { createListing } from "#app/domain/catalog/create-listing.server.ts";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { countQueues, listQueue } from "#app/domain/catalog/moderation-queries.server.ts";
import { countOwnListings, listOwnListings } from "#app/domain/catalog/own-queries.server.ts";
import { listVersions, loadDossier } from "#app/domain/catalog/review-queries.server.ts";
import { listingSteps, takeStep } from "#app/domain/catalog/take-step.server.ts";
import { updateListing } from "#app/domain/catalog/update-listing.server.ts";
import { pgError } from "#db/errors.ts";
import { facility, listing, listingVersion, price } from "#db/schema/catalog.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";
import * as world from "./world.ts";
import { code, must } from "./world.ts";

let test: TestDatabase;
let owner: world.Member;
let stranger: world.Member;
let officer: world.Member;
let elsewhere: world.Member;

beforeAll(async () => {
  test = await testDatabase();
  await world.loadReference(test.db);
  owner = await world.found(test.db, { roles: ["owner"] });
  stranger = await world.found(test.db, { roles: ["owner"] });
  officer = await world.found(test.db, { kind: "government", roles: ["officer"], territory: ["33"] });
  elsewhere = await world.found(test.db, { kind: "government", roles: ["officer"], territory: ["3302"] });
});

afterAll(() => test.close());

const rowOf = async (id: string) => (await test.db.select().from(listing).where(eq(listing.id, id)))[0];

const jobsFor = (id: string) =>
  test.sql`select t.identifier as task, payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where payload::text like ${`%${id}%`}`;

describe("creating", () => {
  it("starts a draft with one unit, seen by nobody else", async () => {
    const { id } = must(await createListing(owner.ctx, world.facilityInput()));
    const detail = must(await findListing(owner.ctx, id));
    expect(detail.listing).toMatchObject({
      state: "draft",
      version: 1,
      organizationId: owner.organizationId,
    });
    expect(detail.units).toEqual([{ number: 1, label: "" }]);
    for (const other of [stranger.ctx, elsewhere.ctx, world.nobody(test.db)]) {
      expect(code(await findListing(other, id))).toBe("not_found");
    }
  });

  it("is refused to roles that do not edit this kind", async () => {
    for (const roles of [["member"], ["technology_transfer"]] as const) {
      const member = await world.join(test.db, owner.organizationId, [...roles]);
      expect(code(await createListing(member.ctx, world.facilityInput()))).toBe("forbidden");
    }
    expect(code(await createListing(world.nobody(test.db), world.facilityInput()))).toBe("forbidden");
    expect(code(await createListing(officer.ctx, world.facilityInput()))).toBe("forbidden");
  });

  it("refuses an asset number twice, an application twice, unknown regions and fields", async () => {
    const input = world.facilityInput({ innerId: "TWICE" });
    must(await createListing(owner.ctx, input));
    const again = await createListing(owner.ctx, input);
    expect(again).toMatchObject({
      ok: false,
      problem: { errors: [{ path: "facility.innerId", code: "inner_id_taken" }] },
    });
    must(await createListing(stranger.ctx, input));

    const patent = world.technologyInput({
      ipType: "invention",
      applicationNo: "ZL201310699744.2",
      legalStatus: "granted",
    });
    const { id } = must(await createListing(owner.ctx, patent));
    expect(must(await findListing(owner.ctx, id)).technology).toMatchObject({
      applicationNo: "201310699744.2",
      zlMarked: true,
    });
    const same = world.technologyInput({ ipType: "invention", applicationNo: "201310699744.2" });
    expect(await createListing(stranger.ctx, same)).toMatchObject({
      problem: { errors: [{ path: "technology.applicationNo", code: "application_no_taken" }] },
    });
    expect(await createListing(owner.ctx, { ...world.demandInput(), regionCode: "999999" })).toMatchObject({
      problem: { errors: [{ path: "regionCode" }] },
    });
    expect(await createListing(owner.ctx, { ...world.demandInput(), fieldCodes: ["999"] })).toMatchObject({
      problem: { errors: [{ path: "fieldCodes" }] },
    });
  });

  it("refuses ZL before a number that was not granted", async () => {
    const patent = world.technologyInput({
      ipType: "invention",
      applicationNo: "ZL201710117081.7",
      legalStatus: "examination",
    });
    expect(await createListing(owner.ctx, patent)).toMatchObject({
      problem: { code: "invalid", errors: [{ path: "technology.zlMarked", code: "zl_not_granted" }] },
    });
  });
});

describe("the way to the market", () => {
  it("submit, return with reasons, submit, publish; every step in the audit log, with notice and index job", async () => {
    const { id } = await world.draftFacility(owner);
    const submitted = must(await takeStep(owner.ctx, { id }, "submit"));
    expect(submitted.state).toBe("submitted");
    // Five working days after Tuesday 24 November: the end of Tuesday 1 December in Shanghai.
    expect((await rowOf(id))?.deadline?.toISOString()).toBe("2026-12-01T16:00:00.000Z");
    expect(code(await takeStep(officer.ctx, { id }, "return", " "))).toBe("invalid");
    must(await takeStep(officer.ctx, { id }, "return", "请补充型号"));
    expect(must(await loadDossier(owner.ctx, id)).reviews[0]).toMatchObject({
      outcome: "returned",
      reasons: "请补充型号",
    });
    await world.bringToMarket(owner, officer, id);
    const published = must(await findListing(world.nobody(test.db), id, "facility"));
    expect(published.listing.state).toBe("published");
    expect(published.listing.publishedAt).not.toBeNull();
    expect(published.prices).toHaveLength(1);
    const trail = await test.db
      .select()
      .from(auditEntry)
      .where(eq(auditEntry.entityId, id))
      .orderBy(auditEntry.seq);
    expect(trail.flatMap(({ toState }) => toState ?? [])).toEqual([
      "draft",
      "submitted",
      "returned",
      "submitted",
      "published",
    ]);
    const jobs = await jobsFor(id);
    expect(jobs.filter(({ task }) => task === "index-listing")).toHaveLength(1);
    expect(jobs.filter(({ task }) => task === "notify")).toHaveLength(4);
  });

  it("tells every reason why a draft cannot be submitted, and leaves it a draft", async () => {
    const { id } = must(
      await createListing(owner.ctx, {
        kind: "facility",
        titleZh: "空",
        regionCode: "330106",
        facility: { innerId: "EMPTY" },
      }),
    );
    const refused = await takeStep(owner.ctx, { id }, "submit");
    expect(code(refused)).toBe("not_publishable");
    expect(world.rulesOf(refused)).toEqual(
      expect.arrayContaining(["field_required", "opening_required", "price_required", "contact_required"]),
    );
    expect((await rowOf(id))?.state).toBe("draft");
  });

  it("does not publish for an organisation that is not verified", async () => {
    const unknown = await world.found(test.db, { roles: ["owner"], verified: false });
    const { id } = await world.draftFacility(unknown);
    expect(world.rulesOf(await takeStep(unknown.ctx, { id }, "submit"))).toEqual(["owner_not_verified"]);
  });

  it("refuses every step to strangers, wrong roles and other regions", async () => {
    const { id } = await world.draftFacility(owner);
    must(await takeStep(owner.ctx, { id }, "submit"));
    const member = await world.join(test.db, owner.organizationId, ["member"]);
    for (const step of listingSteps) {
      for (const other of [stranger.ctx, elsewhere.ctx, world.nobody(test.db)]) {
        expect(code(await takeStep(other, { id }, step, "x")), step).toBe("not_found");
      }
      expect(code(await takeStep(member.ctx, { id }, step, "x")), step).toMatch(
        /^(forbidden|not_allowed_now)$/,
      );
    }
    expect(code(await takeStep(owner.ctx, { id }, "publish"))).toBe("forbidden");
    expect(code(await takeStep(officer.ctx, { id }, "withdraw"))).toBe("forbidden");
    expect((await rowOf(id))?.state).toBe("submitted");
  });

  it("is not approved by those who list it, whatever else they may do", async () => {
    const both = await world.found(test.db, { roles: ["owner", "officer"], territory: ["33"] });
    const { id } = await world.draftFacility(both);
    must(await takeStep(both.ctx, { id }, "submit"));
    for (const step of ["publish", "return"] as const) {
      expect(code(await takeStep(both.ctx, { id }, step, "x")), step).toBe("own_organization");
    }
    must(await takeStep(officer.ctx, { id }, "publish"));
    expect(code(await takeStep(both.ctx, { id }, "suspend", "x"))).toBe("own_organization");
  });

  it("gives a listing to one of two moderators who decide at once", async () => {
    const { id } = await world.draftFacility(owner);
    must(await takeStep(owner.ctx, { id }, "submit"));
    const second = await world.join(test.db, officer.organizationId, ["officer"], ["33"]);
    const results = await Promise.all([
      takeStep(officer.ctx, { id }, "publish"),
      takeStep(second.ctx, { id }, "return", "不符"),
      takeStep(officer.ctx, { id }, "publish"),
      takeStep(second.ctx, { id }, "publish"),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter(({ ok }) => !ok).map(code)).toEqual(Array(3).fill("not_allowed_now"));
    const decided = await test.db
      .select()
      .from(auditEntry)
      .where(and(eq(auditEntry.entityId, id), eq(auditEntry.fromState, "submitted")));
    expect(decided).toHaveLength(1);
  });

  it("suspends with reasons that the owner reads, lets the owner mend, and restores", async () => {
    const { id } = await world.draftFacility(owner);
    await world.bringToMarket(owner, officer, id);
    must(await takeStep(officer.ctx, { id }, "suspend", "图片涉嫌侵权"));
    expect(code(await findListing(world.nobody(test.db), id))).toBe("not_found");
    const dossier = must(await loadDossier(owner.ctx, id));
    expect(dossier.reviews[0]).toMatchObject({ outcome: "suspended", reasons: "图片涉嫌侵权" });
    must(
      await updateListing(owner.ctx, id, {
        version: dossier.listing.version,
        facility: { model: "Gemini 360" },
      }),
    );
    expect(must(await loadDossier(officer.ctx, id)).changes).toEqual([
      { path: "facility.model", before: "Gemini 300", after: "Gemini 360" },
    ]);
    must(await takeStep(officer.ctx, { id }, "restore"));
    expect(must(await findListing(world.nobody(test.db), id)).facility?.model).toBe("Gemini 360");
  });
});

describe("changing", () => {
  it("is refused to others, and while a moderator has it", async () => {
    const { id, version } = await world.draftFacility(owner);
    const change = { version, titleZh: "别的" };
    expect(code(await updateListing(stranger.ctx, id, change))).toBe("not_found");
    expect(code(await updateListing(officer.ctx, id, change))).toBe("forbidden");
    const member = await world.join(test.db, owner.organizationId, ["technology_transfer"]);
    expect(code(await updateListing(member.ctx, id, change))).toBe("forbidden");
    must(await takeStep(owner.ctx, { id }, "submit"));
    expect(code(await updateListing(owner.ctx, id, { ...change, version: version + 1 }))).toBe(
      "not_allowed_now",
    );
    expect((await rowOf(id))?.titleZh).toBe("场发射扫描电子显微镜");
  });

  it("refuses a stale save and names the fields that differ", async () => {
    const { id, version } = await world.draftFacility(owner);
    must(await updateListing(owner.ctx, id, { version, titleZh: "甲", facility: { maker: "JEOL" } }));
    const stale = await updateListing(owner.ctx, id, {
      version,
      titleZh: "乙",
      facility: { maker: "JEOL", model: "7900" },
    });
    expect(stale).toMatchObject({
      ok: false,
      problem: {
        code: "changed_meanwhile",
        details: { changed: ["titleZh", "facility.model"], version: version + 1 },
      },
    });
    expect((await rowOf(id))?.titleZh).toBe("甲");
  });

  it("lets one of ten simultaneous saves of a version win", async () => {
    const { id, version } = await world.draftFacility(owner);
    const saves = await Promise.all(
      Array.from({ length: 10 }, (_, i) => updateListing(owner.ctx, id, { version, titleZh: `第 ${i} 次` })),
    );
    expect(saves.filter(({ ok }) => ok)).toHaveLength(1);
    expect(saves.filter(({ ok }) => !ok).map(code)).toEqual(Array(9).fill("changed_meanwhile"));
  });

  it("of a published listing shows at once, is kept as a version, and waits for a look only when it matters", async () => {
    const { id } = await world.draftFacility(owner);
    const version = await world.bringToMarket(owner, officer, id);
    const before = await countQueues(officer.ctx);
    const harmless = must(
      await updateListing(owner.ctx, id, { version, facility: { contactPhone: "0571-1" } }),
    );
    expect((await countQueues(officer.ctx)).changed).toBe(before.changed);
    const material = must(
      await updateListing(owner.ctx, id, { version: harmless.version, titleZh: "新名称" }),
    );
    expect(must(await findListing(world.nobody(test.db), id)).listing.titleZh).toBe("新名称");
    expect((await listQueue(officer.ctx, "changed")).items.map((item) => item.id)).toContain(id);
    expect((await listQueue(elsewhere.ctx, "changed")).items).toEqual([]);
    const history = must(await listVersions(owner.ctx, id));
    expect(history.versions.map(({ n }) => n)).toEqual([3, 2, 1]);
    expect(history.versions[0]?.changes?.map(({ path }) => path)).toEqual(["titleZh"]);
    expect(code(await listVersions(world.nobody(test.db), id))).toBe("not_found");
    expect(code(await acceptChanges(owner.ctx, { id }))).toBe("forbidden");
    must(await acceptChanges(officer.ctx, { id, version: material.version }));
    expect((await countQueues(officer.ctx)).changed).toBe(before.changed);
  });

  it("of a published listing may not break the publishing rules", async () => {
    const { id } = await world.draftFacility(owner);
    const version = await world.bringToMarket(owner, officer, id);
    const refused = await updateListing(owner.ctx, id, { version, facility: { technical: "", maker: "" } });
    expect(world.rulesOf(refused)).toEqual(["field_required", "field_required"]);
    expect(must(await findListing(owner.ctx, id)).facility?.maker).toBe("Zeiss");
  });

  it("without a difference does nothing", async () => {
    const { id, version } = await world.draftFacility(owner);
    expect(must(await updateListing(owner.ctx, id, { version, facility: { maker: "Zeiss" } })).version).toBe(
      version,
    );
    expect(await test.db.select().from(listingVersion).where(eq(listingVersion.listingId, id))).toHaveLength(
      0,
    );
  });

  it("refuses another kind's part and a budget upside down", async () => {
    const { id, version } = must(await createListing(owner.ctx, world.demandInput()));
    expect(code(await updateListing(owner.ctx, id, { version, service: { method: "x" } }))).toBe("invalid");
    expect(
      await updateListing(owner.ctx, id, { version, demand: { budgetMin: 2, budgetMax: 1 } }),
    ).toMatchObject({
      problem: { errors: [{ code: "budget_order" }] },
    });
  });
});

describe("reading", () => {
  it("keeps a demand's confidential part for its owner; a reviewer, too, accepts its terms first", async () => {
    const { id } = must(await createListing(owner.ctx, world.demandInput()));
    await world.bringToMarket(owner, officer, id);
    expect(must(await findListing(world.nobody(test.db), id)).demand?.confidentialPart).toBe("");
    expect(must(await findListing(stranger.ctx, id)).demand?.confidentialPart).toBe("");
    expect(must(await findListing(owner.ctx, id)).demand?.confidentialPart).toBe("内部配方");
    const reviewed = must(await findListing(officer.ctx, id));
    expect([reviewed.demand?.confidentialPart, reviewed.withheld]).toEqual(["", true]);
  });

  it("answers malformed ids and the wrong kind with not_found", async () => {
    const { id } = await world.draftFacility(owner);
    for (const bad of ["", "1", "%", "00000000-0000-0000-0000-000000000000"]) {
      expect(code(await findListing(owner.ctx, bad))).toBe("not_found");
      expect(code(await takeStep(owner.ctx, { id: bad }, "submit"))).toBe("not_found");
    }
    expect(code(await findListing(owner.ctx, id, "demand"))).toBe("not_found");
  });

  it("pages the owner's list without gaps or repeats and counts by state", async () => {
    const busy = await world.found(test.db, { roles: ["owner"] });
    const made = new Set<string>();
    for (let i = 0; i < 7; i++) made.add(must(await createListing(busy.ctx, world.demandInput())).id);
    const seen: string[] = [];
    let page = await listOwnListings(busy.ctx, { limit: 3 });
    for (;;) {
      seen.push(...page.items.map(({ id }) => id));
      if (!page.next) break;
      page = await listOwnListings(busy.ctx, { limit: 3, after: page.next });
    }
    expect(seen).toHaveLength(7);
    expect(new Set(seen)).toEqual(made);
    expect(await countOwnListings(busy.ctx)).toEqual({ draft: 7 });
    expect((await listOwnListings(busy.ctx, { q: "100%" })).items).toEqual([]);
    expect((await listOwnListings(busy.ctx, { q: "pvc" })).items).toHaveLength(7);
    expect((await listOwnListings(world.nobody(test.db), {})).items).toEqual([]);
  });
});

describe("the price constraint, whatever the application does", () => {
  it("refuses a published facility bought by government with a price above its cost", async () => {
    const { id } = await world.draftFacility(owner);
    await world.bringToMarket(owner, officer, id);
    const raise = test.db.update(price).set({ amount: 20_001 }).where(eq(price.listingId, id));
    await expect(raise).rejects.toSatisfy((error) => pgError(error)?.constraint === "price_within_cost");
    const bare = test.db.update(price).set({ costBreakdown: null }).where(eq(price.listingId, id));
    await expect(bare).rejects.toSatisfy((error) => pgError(error)?.constraint === "price_within_cost");
  });

  it("refuses the change of state, and the change of who paid", async () => {
    const { id } = await world.draftFacility(owner, { fundingSources: ["own"] });
    await test.db.update(price).set({ amount: 99_999 }).where(eq(price.listingId, id));
    await world.bringToMarket(owner, officer, id);
    const paid = test.db
      .update(facility)
      .set({ fundingSources: ["own", "central_government"] })
      .where(eq(facility.listingId, id));
    await expect(paid).rejects.toSatisfy((error) => pgError(error)?.constraint === "price_within_cost");
    const draft = await world.draftFacility(owner);
    await test.db.update(price).set({ amount: 20_001 }).where(eq(price.listingId, draft.id));
    const publish = test.db.update(listing).set({ state: "published" }).where(eq(listing.id, draft.id));
    await expect(publish).rejects.toSatisfy((error) => pgError(error)?.constraint === "price_within_cost");
  });
});
