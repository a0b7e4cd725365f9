import { and, eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { booking, usageRecord } from "#db/schema/booking.ts";
import { caseEntry, misconductCase } from "#db/schema/cases.ts";
import { facility, listing, price, technology } from "#db/schema/catalog.ts";
import { violation } from "#db/schema/conduct.ts";
import { contractMilestone } from "#db/schema/contracts.ts";
import { measure, measureChange } from "#db/schema/credit.ts";
import { importBatch } from "#db/schema/imports.ts";
import { sampleOrder } from "#db/schema/samples.ts";
import { auditEntry } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";
import type { BookingState, ViolationState } from "#db/schema/vocabulary.ts";
import { loadReferenceData } from "#db/seed/index.ts";
import { findClues } from "#app/domain/clues/find-clues.server.ts";
import { numbersIn } from "#app/domain/clues/ungranted-patents.server.ts";
import { type Actor, systemActor } from "#app/domain/context.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { contextOf, makeFacility, makeMember } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layDecided } from "../../support/decided.ts";
import { valueOf } from "../../support/results.ts";
import { at, inForce, sides, takeOn } from "../contracts/world.ts";

let test: TestDatabase;
let provider: Actor;
let facilityId: string;

beforeAll(async () => {
  test = await testDatabase();
  await loadReferenceData(test.db);
  provider = await makeMember(test.db, ["facility_manager"], "university");
  facilityId = await makeFacility(test.db, provider);
});

afterAll(() => test.close());

const look = (day = "2026-11-20") =>
  findClues(contextOf(test.db, systemActor("job"), fixedClock(`${day}T10:00:00+08:00`)));

const cluesOf = ({ organization }: Actor) =>
  test.db
    .select()
    .from(misconductCase)
    .where(eq(misconductCase.subjectId, organization?.id ?? ""));

/** A booking of an hour on some day that is over, in whatever state. */
async function booked(
  booker: Actor,
  of: { facilityId: string; provider: Actor },
  day: string,
  state: BookingState,
  tx: Tx = test.db,
) {
  const startsAt = new Date(`${day}T09:00:00+08:00`);
  const [made] = await tx
    .insert(booking)
    .values({
      ...{ facilityId: of.facilityId, providerId: of.provider.organization?.id ?? "" },
      ...{ organizationId: booker.organization?.id ?? "", userId: booker.user?.id ?? "" },
      ...{ policyVersion: 1, termsVersion: 1, way: "self_use", purpose: "测试", userClass: "enterprise" },
      ...{ startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000), state, priceItem: "成像" },
    })
    .returning({ id: booking.id });
  return made?.id ?? "";
}

/** A day on which somebody did not come. */
async function missed(booker: Actor, day: string, state: ViolationState = "recorded") {
  const bookingId = await booked(booker, { facilityId, provider }, day, "no_show");
  await test.db.insert(violation).values({
    ...{ bookingId, facilityId, providerId: provider.organization?.id ?? "", code: "no_show", state },
    ...{ organizationId: booker.organization?.id ?? "", userId: booker.user?.id ?? "" },
    at: new Date(`${day}T09:30:00+08:00`),
    until: new Date("2028-01-01T00:00:00Z"),
  });
}

describe("clues that the platform draws by itself", () => {
  it("come from repeated no-shows that nobody waived, once, and again only from new ones", async () => {
    const booker = await makeMember(test.db, ["member"]);
    for (const day of ["2026-10-05", "2026-10-12", "2026-10-19", "2026-10-26"]) await missed(booker, day);
    await missed(booker, "2026-10-28", "waived");
    await look();
    expect(await cluesOf(booker)).toHaveLength(0);
    await missed(booker, "2026-11-02");
    await look();
    await look();
    const [clue, ...more] = await cluesOf(booker);
    expect(more).toEqual([]);
    expect(clue).toMatchObject({
      state: "received",
      origin: "clue",
      clueKind: "repeated_no_show",
      offenceCode: "PU01",
      actFrom: "2026-10-05",
      actUntil: "2026-11-02",
    });
    const [entry] = await test.db
      .select()
      .from(caseEntry)
      .where(eq(caseEntry.caseId, clue?.id ?? ""));
    expect(entry?.detail).toMatchObject({ clue: "repeated_no_show" });
    expect(entry?.detail?.facts).toHaveLength(5);
    await missed(booker, "2026-11-24");
    await look("2026-11-25");
    expect(await cluesOf(booker)).toHaveLength(1);
    expect(await test.db.select().from(measure)).toEqual([]);
  });

  it("come from charges above the filed cost of what government paid for, and the same ones only once", async () => {
    const owner = await makeMember(test.db, ["facility_manager"], "university");
    const booker = await makeMember(test.db, ["member"]);
    const id = await makeFacility(test.db, owner);
    const cost = { consumables: 10_000, machineHours: 15_000, energy: 0, labour: 0, management: 5_000 };
    const costBreakdown = { ...cost, depreciation: 0 };
    await test.db.update(price).set({ costBreakdown }).where(eq(price.listingId, id));
    await test.db
      .update(facility)
      .set({ fundingSources: ["local_government"] })
      .where(eq(facility.listingId, id));
    const charge = async (day: string, amount: number) => {
      const actualFrom = new Date(`${day}T09:00:00+08:00`);
      const span = { actualFrom, actualTo: new Date(actualFrom.getTime() + 3_600_000) };
      await test.db.transaction(async (tx) => {
        const bookingId = await booked(booker, { facilityId: id, provider: owner }, day, "completed", tx);
        await tx.insert(usageRecord).values({
          ...{ bookingId, ...span, createdAt: span.actualTo, way: "self_use", external: true },
          ...{ content: "测试", amount },
        });
      });
      await look();
      return (await cluesOf(owner)).length;
    };
    expect(await charge("2026-11-02", 30_000)).toBe(0);
    expect(await charge("2026-11-03", 32_000)).toBe(0);
    expect(await charge("2026-11-04", 60_000)).toBe(1);
    await look("2026-11-21");
    const [clue, ...more] = await cluesOf(owner);
    expect(more).toEqual([]);
    expect(clue).toMatchObject({ clueKind: "price_above_cost", offenceCode: "MC03", actUntil: "2026-11-04" });
    expect(clue?.account).toContain("600.00 > 300.00");

    const filed = { item: "送样", unit: "sample" as const, userClass: "enterprise" as const, amount: 20_000 };
    const validFrom = "2026-01-01";
    await test.db.insert(price).values({ ...filed, listingId: id, validFrom, costBreakdown });
    const ordered = async (day: string, count: number, amount: number) => {
      const actualFrom = new Date(`${day}T09:00:00+08:00`);
      const span = { actualFrom, actualTo: new Date(actualFrom.getTime() + 3_600_000) };
      const sides = {
        providerId: owner.organization?.id ?? "",
        organizationId: booker.organization?.id ?? "",
      };
      await test.db.transaction(async (tx) => {
        const [order] = await tx
          .insert(sampleOrder)
          .values({
            ...{ ...sides, facilityId: id, userId: booker.user?.id ?? "", policyVersion: 1, termsVersion: 1 },
            ...{ userClass: "enterprise", purpose: "测试", priceItem: "送样", state: "completed" },
          })
          .returning();
        await tx.insert(usageRecord).values({
          ...{
            sampleOrderId: order?.id,
            ...span,
            createdAt: span.actualTo,
            way: "commissioned",
            external: true,
          },
          ...{ content: "测试", samples: count, amount },
        });
      });
      await look("2026-11-28");
      return (await cluesOf(owner)).map(({ account }) => account);
    };
    expect(await ordered("2026-11-23", 3, 90_000)).toHaveLength(1);
    expect((await ordered("2026-11-24", 3, 120_000)).at(-1)).toContain("3 件样品，1200.00 > 900.00");
  });

  it("come from ZL before the number of an application that was not granted", async () => {
    expect(numbersIn("专利 ZL201710601862.3、ZL 2017106018623，申请号 201710601862.3")).toEqual([
      "201710601862.3",
      "201710601862.3",
    ]);
    const owner = await makeMember(test.db, ["technology_transfer"], "university");
    const write = async (summaryZh: string, own?: string) => {
      const [made] = await test.db
        .insert(listing)
        .values({
          ...{
            kind: own ? ("technology" as const) : ("service" as const),
            organizationId: owner.organization?.id ?? "",
          },
          ...{ titleZh: "一种检测方法", summaryZh, regionCode: "330106", state: "published" },
          publishedAt: new Date("2026-10-01T00:00:00Z"),
        })
        .returning({ id: listing.id });
      if (own)
        await test.db.insert(technology).values({
          ...{ listingId: made?.id ?? "", ipType: "invention", applicationNo: own },
          legalStatus: "examination",
        });
    };
    await write("申请号 201710601862.3", "201710601862.3");
    await look();
    expect(await cluesOf(owner)).toHaveLength(0);
    await write("采用专利 ZL201710601862.3 的方法检测。");
    await look();
    await look();
    const found = await cluesOf(owner);
    expect(found.map(({ clueKind, offenceCode }) => [clueKind, offenceCode])).toEqual([
      ["ungranted_patent", "MC02"],
    ]);
  });

  it("come from an imported list of which moderators had to suspend several listings", async () => {
    const owner = await makeMember(test.db, ["facility_manager"], "university");
    const organizationId = owner.organization?.id ?? "";
    const [batch] = await test.db
      .insert(importBatch)
      .values({
        ...{ organizationId, format: "kexiang", fileName: "仪器.csv", sha256: "0".repeat(64) },
        createdAt: new Date("2026-11-01T02:00:00Z"),
        mediaType: "text/csv",
      })
      .returning();
    const ids = await Promise.all([1, 2, 3].map(() => makeFacility(test.db, owner)));
    await test.db
      .update(listing)
      .set({ importBatchId: batch?.id ?? "", state: "published" })
      .where(inArray(listing.id, ids));
    const suspend = async (id: string) => {
      await test.db.update(listing).set({ state: "suspended" }).where(eq(listing.id, id));
      await test.db.insert(auditEntry).values({
        ...{ at: new Date(), actorName: "审核员", via: "session", requestId: "t", entity: "facility" },
        ...{ entityId: id, transition: "suspend", reason: "仪器不存在" },
      });
      await look();
      return (await cluesOf(owner)).length;
    };
    expect(await suspend(ids[0] ?? "")).toBe(0);
    expect(await suspend(ids[1] ?? "")).toBe(0);
    expect(await suspend(ids[2] ?? "")).toBe(1);
    const [clue] = await cluesOf(owner);
    expect(clue).toMatchObject({ clueKind: "false_import", offenceCode: "PU05", causeId: batch?.id });
    expect(clue?.account).toContain("仪器不存在");
  });

  it("come from a second yellow card and each further one, of those that stand, and lay nothing", async () => {
    const owner = await makeMember(test.db, ["owner"]);
    const organizationId = owner.organization?.id ?? "";
    const card = (day: string) =>
      layDecided(test.db, { organizationId, kind: "yellow_card", from: new Date(`${day}T10:00:00+08:00`) });
    const clues = async (day: string) => {
      await look(day);
      return (await cluesOf(owner)).filter(({ clueKind }) => clueKind === "repeated_card");
    };
    const first = await card("2026-03-02");
    expect(await clues("2026-03-03")).toEqual([]);
    const second = await card("2026-05-06");
    const [clue, ...more] = await clues("2026-05-07");
    expect(more).toEqual([]);
    expect(clue).toMatchObject({ state: "received", offenceCode: "RI02", causeId: second.measureId });
    expect(clue?.account).toContain(first.documentNo);
    expect(clue?.account).toContain(second.documentNo);
    expect(await clues("2026-05-08")).toHaveLength(1);
    const revoke = { kind: "revoke" as const, reason: "复核撤销", from: new Date("2026-05-20T02:00:00Z") };
    await test.db.insert(measureChange).values({ measureId: second.measureId, ...revoke });
    expect(await clues("2026-05-21")).toHaveLength(1);
    await card("2027-03-02");
    expect(await clues("2027-03-03")).toHaveLength(1);
    await card("2027-06-01");
    expect(await clues("2027-06-02")).toHaveLength(2);
    const laid = await test.db.select().from(measure).where(eq(measure.organizationId, organizationId));
    expect(laid.map(({ kind }) => kind)).toEqual(Array(4).fill("yellow_card"));
  });

  it("come from a payment and a delivery that were asked for in vain, each once, not before the days to cure are over", async () => {
    const [unpaid, late] = [await sides(test.db), await sides(test.db)];
    const id = await inForce(test.db, unpaid);
    valueOf(
      await takeOn(at(test.db, unpaid.developer, "2027-02-01"), id, 1, "remind-payment", {
        reason: "请付款",
      }),
    );
    const other = await inForce(test.db, late);
    await test.db.transaction(async (tx) => {
      // Its money is no matter here.
      await tx.execute(sql`set local session_replication_role = replica`);
      await tx
        .update(contractMilestone)
        .set({ state: "overdue", lateFrom: new Date("2027-04-01"), deadline: new Date("2027-05-01") })
        .where(and(eq(contractMilestone.contractId, other), eq(contractMilestone.n, 1)));
    });
    await look("2027-02-02");
    expect(await cluesOf(unpaid.client)).toEqual([]);
    for (const day of ["2027-04-30", "2027-05-02", "2027-05-03"]) await look(day);
    const found = [await cluesOf(unpaid.client), await cluesOf(late.developer)].flat();
    expect(found.map(({ title, clueKind, offenceCode }) => [title, clueKind, offenceCode])).toEqual([
      ["合同节点逾期未付款：小试配方", "breached_milestone", "MC04"],
      ["合同节点逾期未交付：小试配方", "breached_milestone", "MC04"],
    ]);
    expect([...(await cluesOf(unpaid.developer)), ...(await cluesOf(late.client))]).toEqual([]);
  });
});
