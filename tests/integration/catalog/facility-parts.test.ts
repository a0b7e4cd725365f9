import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addClosure } from "#app/domain/catalog/add-closure.server.ts";
import { addAttachment, promoteImage, removeAttachment } from "#app/domain/catalog/attachments.server.ts";
import { createListing } from "#app/domain/catalog/create-listing.server.ts";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { liftClosure } from "#app/domain/catalog/lift-closure.server.ts";
import { setOpeningHours } from "#app/domain/catalog/set-opening-hours.server.ts";
import { setPrices } from "#app/domain/catalog/set-prices.server.ts";
import { setUnits } from "#app/domain/catalog/set-units.server.ts";
import { booking, slot } from "#db/schema/booking.ts";
import { facilityUnit, price } from "#db/schema/catalog.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";
import * as world from "./world.ts";
import { code, must, priceLine } from "./world.ts";

let test: TestDatabase;
let owner: world.Member;
let stranger: world.Member;
let officer: world.Member;

beforeAll(async () => {
  test = await testDatabase();
  await world.loadReference(test.db);
  owner = await world.found(test.db, { roles: ["facility_manager"] });
  stranger = await world.found(test.db, { roles: ["owner"] });
  officer = await world.found(test.db, { kind: "government", roles: ["officer"], territory: ["33"] });
});

afterAll(() => test.close());

const versionOf = async (id: string) => must(await findListing(owner.ctx, id)).listing.version;

describe("price lists", () => {
  it("name the line that overlaps another", async () => {
    const { id, version } = await world.draftFacility(owner);
    const prices = [
      priceLine({ validTo: "2027-01-01" }),
      priceLine({ item: "能谱" }),
      priceLine({ validFrom: "2026-12-31" }),
    ];
    expect(await setPrices(owner.ctx, id, { version, prices })).toMatchObject({
      problem: {
        code: "invalid",
        errors: [{ path: "prices.2.validFrom", code: "price_overlaps", params: { row: 1 } }],
      },
    });
    prices[2] = priceLine({ validFrom: "2027-01-01" });
    must(await setPrices(owner.ctx, id, { version, prices }));
    expect(await test.db.select().from(price).where(eq(price.listingId, id))).toHaveLength(3);
  });

  it("keep what is over as a record", async () => {
    const { id, version } = await world.draftFacility(owner);
    const over = priceLine({ validFrom: "2025-01-01", validTo: "2026-01-01" });
    const first = must(await setPrices(owner.ctx, id, { version, prices: [over] }));
    const second = must(await setPrices(owner.ctx, id, { version: first.version, prices: [priceLine()] }));
    const rows = await test.db.select().from(price).where(eq(price.listingId, id));
    expect(rows.map(({ validFrom }) => validFrom).toSorted()).toEqual(["2025-01-01", "2026-01-01"]);
    const into = await setPrices(owner.ctx, id, {
      version: second.version,
      prices: [priceLine({ validFrom: "2025-06-01" })],
    });
    expect(into).toMatchObject({ problem: { errors: [{ path: "prices", code: "price_overlaps_past" }] } });
  });

  it("of a published facility refuse a row above cost, naming it, and change nothing", async () => {
    const { id } = await world.draftFacility(owner);
    const version = await world.bringToMarket(owner, officer, id);
    const refused = await setPrices(owner.ctx, id, {
      version,
      prices: [priceLine(), priceLine({ item: "能谱", amount: 20_100 })],
    });
    expect(refused).toMatchObject({
      problem: {
        code: "not_publishable",
        reasons: [{ rule: "price_above_cost", params: { item: "能谱", over: 1 } }],
      },
    });
    expect(world.rulesOf(await setPrices(owner.ctx, id, { version, prices: [] }))).toEqual([
      "price_required",
    ]);
    expect(must(await findListing(owner.ctx, id)).prices).toHaveLength(1);
  });

  it("are refused to strangers, stale savers and kinds without one", async () => {
    const { id, version } = await world.draftFacility(owner);
    expect(code(await setPrices(stranger.ctx, id, { version, prices: [] }))).toBe("not_found");
    expect(code(await setPrices(owner.ctx, id, { version: version - 1, prices: [] }))).toBe(
      "changed_meanwhile",
    );
    const demand = must(await createListing(stranger.ctx, world.demandInput()));
    expect(code(await setPrices(stranger.ctx, demand.id, { version: 1, prices: [] }))).toBe("invalid");
  });
});

/** A confirmed booking of the first unit, written as the booking slice writes it. */
async function bookFirstUnit(facilityId: string, start: Date, end: Date): Promise<void> {
  const [unit] = await test.db
    .select()
    .from(facilityUnit)
    .where(eq(facilityUnit.facilityId, facilityId))
    .orderBy(facilityUnit.number);
  const userId = stranger.actor.user?.id;
  if (!unit || !userId) throw new Error("no unit");
  await test.db.transaction(async (tx) => {
    const id = uuidv7();
    await tx.insert(booking).values({
      id,
      facilityId,
      providerId: owner.organizationId,
      organizationId: stranger.organizationId,
      userId,
      policyVersion: 1,
      termsVersion: 1,
      startsAt: start,
      endsAt: end,
      way: "self_use",
      purpose: "测试",
      userClass: "enterprise",
      state: "confirmed",
    });
    await tx.insert(slot).values({
      facilityId,
      unitId: unit.id,
      blocked: { start, end },
      cause: "booking",
      state: "confirmed",
      bookingId: id,
    });
  });
}

describe("units, hours and closures", () => {
  const at = (text: string) => new Date(text);
  const closure = {
    cause: "maintenance" as const,
    startsAt: at("2026-12-01T00:00:00Z"),
    endsAt: at("2026-12-02T00:00:00Z"),
    units: [],
    reason: "年度保养",
  };

  it("retire units that are free, keep those that are booked, and bring numbers back", async () => {
    const { id, version } = await world.draftFacility(owner);
    const units = [1, 2, 3].map((number) => ({ number, label: `机位 ${number}` }));
    const three = must(await setUnits(owner.ctx, id, { version, units }));
    await bookFirstUnit(id, at("2026-12-01T01:00:00Z"), at("2026-12-01T02:00:00Z"));
    const refused = await setUnits(owner.ctx, id, { version: three.version, units: units.slice(1) });
    expect(refused).toMatchObject({ problem: { code: "unit_booked", params: { units: "1" } } });
    const two = must(await setUnits(owner.ctx, id, { version: three.version, units: units.slice(0, 2) }));
    expect(must(await findListing(owner.ctx, id)).units?.map(({ number }) => number)).toEqual([1, 2]);
    must(await setUnits(owner.ctx, id, { version: two.version, units }));
    expect(must(await findListing(owner.ctx, id)).units).toHaveLength(3);
  });

  it("replace opening hours, but a published self-use facility keeps some", async () => {
    const { id } = await world.draftFacility(owner);
    const version = await world.bringToMarket(owner, officer, id);
    expect(world.rulesOf(await setOpeningHours(owner.ctx, id, { version, openings: [] }))).toEqual([
      "opening_required",
    ]);
    must(
      await setOpeningHours(owner.ctx, id, {
        version,
        openings: [{ weekday: 6, fromMinute: 0, toMinute: 1440 }],
      }),
    );
    expect(must(await findListing(owner.ctx, id)).openings).toEqual([
      { weekday: 6, fromMinute: 0, toMinute: 1440 },
    ]);
    expect(code(await setOpeningHours(stranger.ctx, id, { version, openings: [] }))).toBe("forbidden");
  });

  it("close all units, refuse what is booked with the bookings named, and open again", async () => {
    const { id, version } = await world.draftFacility(owner);
    const units = [1, 2].map((number) => ({ number, label: "" }));
    must(await setUnits(owner.ctx, id, { version, units }));
    expect(must(await addClosure(owner.ctx, id, closure)).slots).toBe(2);
    expect(await addClosure(owner.ctx, id, { ...closure, units: [2] })).toMatchObject({
      problem: { code: "closure_taken" },
    });
    const closed = await test.db.select().from(slot).where(eq(slot.facilityId, id));
    const ids = closed.map((row) => row.id);
    expect(code(await liftClosure(stranger.ctx, id, ids))).toBe("not_found");
    expect(must(await liftClosure(owner.ctx, id, ids)).slots).toBe(2);
    expect(code(await liftClosure(owner.ctx, id, ids))).toBe("not_found");
    await bookFirstUnit(id, at("2026-12-01T01:00:00Z"), at("2026-12-01T02:00:00Z"));
    expect(await addClosure(owner.ctx, id, closure)).toMatchObject({
      problem: { code: "closure_taken", details: { bookings: [{ start: "2026-12-01T01:00:00.000Z" }] } },
    });
    must(await addClosure(owner.ctx, id, { ...closure, units: [2] }));
    expect(code(await addClosure(owner.ctx, id, { ...closure, units: [9] }))).toBe("invalid");
  });

  it("never lift a booking's slot", async () => {
    const { id } = await world.draftFacility(owner);
    await bookFirstUnit(id, at("2026-12-01T01:00:00Z"), at("2026-12-01T02:00:00Z"));
    const [held] = await test.db.select().from(slot).where(eq(slot.facilityId, id));
    expect(code(await liftClosure(owner.ctx, id, [held?.id ?? ""]))).toBe("not_found");
  });
});

describe("pictures", () => {
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const file = (name: string, content: Buffer | string = png) =>
    new File([Buffer.from(content)], name, { type: "image/png" });

  it("are added, ordered and removed; what is not a picture is refused by its bytes", async () => {
    const { id } = await world.draftFacility(owner);
    const first = must(await addAttachment(owner.ctx, id, { role: "image", file: file("一.png") }));
    const second = must(await addAttachment(owner.ctx, id, { role: "image", file: file("二.png") }));
    must(await promoteImage(owner.ctx, id, second.id));
    expect(must(await findListing(owner.ctx, id)).images.map(({ name }) => name)).toEqual([
      "二.png",
      "一.png",
    ]);
    const fake = await addAttachment(owner.ctx, id, {
      role: "image",
      file: file("脚本.png", "<script>alert(1)</script>"),
    });
    expect(fake).toMatchObject({ problem: { errors: [{ path: "file", code: "file_type" }] } });
    expect(code(await removeAttachment(stranger.ctx, id, first.id))).toBe("not_found");
    must(await removeAttachment(owner.ctx, id, first.id));
    expect(must(await findListing(owner.ctx, id)).images).toHaveLength(1);
    expect(await versionOf(id)).toBeGreaterThan(4);
  });

  it("are at most twelve", async () => {
    const { id } = await world.draftFacility(owner);
    for (let i = 0; i < 12; i++)
      must(await addAttachment(owner.ctx, id, { role: "image", file: file(`${i}.png`) }));
    expect(await addAttachment(owner.ctx, id, { role: "image", file: file("13.png") })).toMatchObject({
      problem: { errors: [{ code: "attachments_full" }] },
    });
  });
});
