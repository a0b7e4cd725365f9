import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { facilityUnit } from "#db/schema/catalog.ts";
import { type Actor, visitor } from "#app/domain/context.ts";
import { checkIn } from "#app/domain/booking/check-in.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { acknowledgeProblem, resolveProblem } from "#app/domain/instrument/answer-problem.server.ts";
import { unitNow } from "#app/domain/instrument/at-unit.server.ts";
import { performAt } from "#app/domain/instrument/perform-at.server.ts";
import { findProblem, listProblems, openProblemsOf } from "#app/domain/instrument/problem-queries.server.ts";
import { reportProblem } from "#app/domain/instrument/report-problem.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { contextOf, makeFacility, makeMember, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;
let provider: Actor;
let sme: Actor;
let stranger: Actor;

beforeAll(async () => {
  test = await testDatabase();
  provider = await makeMember(test.db, ["facility_manager"], "university");
  sme = await makeMember(test.db, ["member"]);
  stranger = await makeMember(test.db, ["member", "facility_manager"]);
});

afterAll(() => test.close());

const as = (actor: Actor, time: string) =>
  contextOf(test.db, actor, fixedClock(`2026-11-24T${time}:00+08:00`));
const broken = { description: "真空报警", severity: "stops_work" as const };

async function instrument(rules: object = {}) {
  const facilityId = await makeFacility(test.db, provider, { rules });
  const [unit] = await test.db.select().from(facilityUnit).where(eq(facilityUnit.facilityId, facilityId));
  return { facilityId, unitId: unit?.id ?? "" };
}

describe("a reported problem", () => {
  it("is told its provider's staff, answered, and its reporter told", async () => {
    const { facilityId, unitId } = await instrument();
    const { id } = valueOf(await reportProblem(as(sme, "14:30"), unitId, broken));
    expect(await openProblemsOf(test.db, facilityId)).toMatchObject([{ unit: 1, severity: "stops_work" }]);
    expect((await listProblems(as(provider, "15:00"), { view: "open" })).items).toHaveLength(1);
    valueOf(await acknowledgeProblem(as(provider, "15:00"), id, { answer: "" }));
    valueOf(await resolveProblem(as(provider, "16:00"), id, { answer: "已更换密封圈" }));
    expect(await openProblemsOf(test.db, facilityId)).toEqual([]);
    const seen = valueOf(await findProblem(as(sme, "16:10"), id));
    expect(seen).toMatchObject({
      problem: { state: "resolved", answer: "已更换密封圈" },
      allowed: [],
      staff: false,
    });
    const told = await test.db.execute<{ template: string }>(
      sql`select payload ->> 'template' as template from graphile_worker._private_jobs
          where payload ->> 'entityId' = ${id} order by id`,
    );
    expect(told.map(({ template }) => template)).toEqual([
      "problem-reported",
      "problem-acknowledged",
      "problem-resolved",
    ]);
  });

  it("is nobody else's business", async () => {
    const { unitId } = await instrument();
    const { id } = valueOf(await reportProblem(as(sme, "14:30"), unitId, broken));
    expect(problemOf(await findProblem(as(stranger, "15:00"), id)).code).toBe("not_found");
    expect(problemOf(await resolveProblem(as(stranger, "15:00"), id, { answer: "好了" })).code).toBe(
      "not_found",
    );
    expect(problemOf(await resolveProblem(as(sme, "15:00"), id, { answer: "好了" })).code).toBe("not_found");
    const nobody = contextOf(test.db, visitor("test"));
    expect(problemOf(await reportProblem(nobody, unitId, broken)).code).toBe("forbidden");
  });

  it("is answered once when two answer at the same moment", async () => {
    const { unitId } = await instrument();
    const { id } = valueOf(await reportProblem(as(sme, "14:30"), unitId, broken));
    const both = await Promise.all([
      resolveProblem(as(provider, "15:00"), id, { answer: "甲" }),
      resolveProblem(as(provider, "15:00"), id, { answer: "乙" }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe("the page at a unit", () => {
  it("names people to staff and the booker only", async () => {
    const { facilityId, unitId } = await instrument();
    const { id } = valueOf(await reserve(contextOf(test.db, sme), wish(facilityId)));
    valueOf(await checkIn(as(sme, "14:00"), id));
    const at = async (actor: Actor) => valueOf(await unitNow(as(actor, "14:30"), unitId)).current[0];
    expect(await at(sme)).toMatchObject({ bookingId: id, mine: true, who: { name: "测试员" } });
    expect((await at(sme))?.acts.toSorted()).toEqual(["check-out", "extend"]);
    expect(await at(provider)).toMatchObject({ bookingId: id, mine: false, who: { name: "测试员" } });
    for (const other of [stranger, visitor("test")])
      expect(await at(other)).toMatchObject({ bookingId: null, who: null, acts: [], state: "in_use" });
  });

  it("offers the steps that are free and says why others are not", async () => {
    const { facilityId, unitId } = await instrument({ stepMinutes: 15 });
    const { id } = valueOf(await reserve(contextOf(test.db, sme), wish(facilityId)));
    valueOf(await checkIn(as(sme, "14:00"), id));
    valueOf(await reserve(contextOf(test.db, stranger), wish(facilityId, "16:30", "17:30")));
    const { current, next } = valueOf(await unitNow(as(sme, "15:30"), unitId));
    expect(current[0]?.extensions.map(({ minutes, problem }) => [minutes, problem?.code])).toEqual([
      [15, undefined],
      [30, undefined],
      [60, "slot_taken"],
    ]);
    expect(next).toMatchObject([{ who: null, bookingId: null }]);
    valueOf(await performAt(as(sme, "15:30"), unitId, { intent: "extend", booking: id, minutes: 30 }));
    const after = valueOf(await unitNow(as(sme, "15:31"), unitId)).current[0];
    expect(after?.extensions.every(({ problem }) => problem?.code === "slot_taken")).toBe(true);
  });

  it("does not exist for a facility that is not public", async () => {
    const facilityId = await makeFacility(test.db, provider, { state: "draft" });
    const [unit] = await test.db.select().from(facilityUnit).where(eq(facilityUnit.facilityId, facilityId));
    expect(problemOf(await unitNow(as(sme, "14:00"), unit?.id ?? "")).code).toBe("not_found");
    expect(valueOf(await unitNow(as(provider, "14:00"), unit?.id ?? "")).unit.number).toBe(1);
    expect(problemOf(await unitNow(as(sme, "14:00"), "no-id")).code).toBe("not_found");
  });

  it("says who is over time, and lets the next one in", async () => {
    const { facilityId, unitId } = await instrument();
    const { id } = valueOf(await reserve(contextOf(test.db, sme), wish(facilityId)));
    valueOf(await checkIn(as(sme, "14:00"), id));
    const following = valueOf(
      await reserve(contextOf(test.db, stranger), wish(facilityId, "16:00", "17:00")),
    ).id;
    const { current } = valueOf(await unitNow(as(stranger, "16:05"), unitId));
    expect(current.map(({ overrun, acts }) => [overrun, acts.includes("check-in")])).toEqual([
      [true, false],
      [false, true],
    ]);
    valueOf(await performAt(as(stranger, "16:05"), unitId, { intent: "check-in", booking: following }));
  });
});
