import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { booking, usageRecord } from "#db/schema/booking.ts";
import { facilityUnit } from "#db/schema/catalog.ts";
import { violation } from "#db/schema/conduct.ts";
import type { Actor } from "#app/domain/context.ts";
import { systemActor } from "#app/domain/context.ts";
import { readingsInput } from "#app/domain/instrument/meter-inputs.ts";
import { followMeterLater, takeReadings } from "#app/domain/instrument/take-readings.server.ts";
import { unmatchedUses } from "#app/domain/instrument/unmatched.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { contextOf, makeFacility, makeMember, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;
let provider: Actor;
let sme: Actor;

beforeAll(async () => {
  test = await testDatabase();
  provider = await makeMember(test.db, ["facility_manager"], "university");
  sme = await makeMember(test.db, ["member"]);
});

afterAll(() => test.close());

const at = (time: string) => `2026-11-24T${time}:00+08:00`;
const as = (actor: Actor, time: string) => contextOf(test.db, actor, fixedClock(at(time)));
const says = (...readings: [kind: "on" | "off", time: string][]) =>
  readingsInput.parse({ readings: readings.map(([kind, time]) => ({ kind, at: at(time) })) });
const rowOf = async (id: string) => (await test.db.select().from(booking).where(eq(booking.id, id)))[0];

async function metered(extra: Record<string, unknown> = {}, times: [string, string] = ["14:00", "16:00"]) {
  const facilityId = await makeFacility(test.db, provider, { ways: ["self_use", "assisted"] });
  const [unit] = await test.db.select().from(facilityUnit).where(eq(facilityUnit.facilityId, facilityId));
  const made = await reserve(contextOf(test.db, sme), wish(facilityId, ...times, extra));
  return { facilityId, unitId: unit?.id ?? "", id: valueOf(made).id };
}

describe("a meter", () => {
  it("checks in when it is switched on, and out once it has been off for ten minutes", async () => {
    const { unitId, id } = await metered();
    const on = valueOf(await takeReadings(as(provider, "14:03"), unitId, says(["on", "14:02"])));
    expect(on).toMatchObject({ accepted: 1, repeated: 0, checkedIn: [id], checkedOut: [] });
    expect(await rowOf(id)).toMatchObject({ state: "in_use", checkedInAt: new Date(at("14:02")) });
    const off = valueOf(await takeReadings(as(provider, "15:31"), unitId, says(["off", "15:30"])));
    expect(off).toMatchObject({ accepted: 1, checkedOut: [] });
    const later = { ...as(provider, "15:41"), actor: systemActor("job") };
    await followMeterLater(later, { unitId, at: new Date(at("15:30")).toISOString() });
    expect(await rowOf(id)).toMatchObject({ state: "completed", checkedOutAt: new Date(at("15:30")) });
    expect(await test.db.select().from(usageRecord).where(eq(usageRecord.bookingId, id))).toMatchObject([
      { actualFrom: new Date(at("14:02")), actualTo: new Date(at("15:30")) },
    ]);
    await followMeterLater(later, { unitId, at: new Date(at("15:30")).toISOString() });
  });

  it("may repeat itself, and tell things in any order", async () => {
    const { unitId, id } = await metered();
    const all = says(["off", "15:00"], ["on", "14:10"], ["on", "15:05"], ["off", "15:50"]);
    const [first, second] = await Promise.all([
      takeReadings(as(provider, "16:05"), unitId, all),
      takeReadings(as(provider, "16:05"), unitId, all),
    ]);
    expect([valueOf(first).accepted, valueOf(second).accepted].toSorted()).toEqual([0, 4]);
    // Five minutes off are a restart.
    expect(await rowOf(id)).toMatchObject({ state: "completed", checkedOutAt: new Date(at("15:50")) });
  });

  it("leaves the record to staff where they did the work", async () => {
    const { unitId, id } = await metered({ wayOfService: "assisted" });
    valueOf(await takeReadings(as(provider, "15:00"), unitId, says(["on", "14:00"], ["off", "14:45"])));
    expect(await rowOf(id)).toMatchObject({ state: "in_use", checkedOutAt: new Date(at("14:45")) });
  });

  it("shows who came late and stayed too long", async () => {
    const { unitId, id } = await metered();
    valueOf(await takeReadings(as(provider, "17:00"), unitId, says(["on", "14:20"], ["off", "16:40"])));
    const found = await test.db.select().from(violation).where(eq(violation.bookingId, id));
    expect(found.map(({ code }) => code).toSorted()).toEqual(["late", "overrun"]);
  });

  it("does not hold one user's time against the one before", async () => {
    const { unitId, id, facilityId } = await metered();
    valueOf(await reserve(contextOf(test.db, sme), wish(facilityId, "16:00", "18:00")));
    valueOf(await takeReadings(as(provider, "18:30"), unitId, says(["on", "14:00"], ["off", "18:00"])));
    expect(await rowOf(id)).toMatchObject({ checkedOutAt: new Date(at("16:00")) });
  });

  it("of another organisation, or ahead of time, is not believed", async () => {
    const { unitId } = await metered();
    const stranger = await makeMember(test.db, ["facility_manager"]);
    const reading = says(["on", "14:00"]);
    expect(problemOf(await takeReadings(as(stranger, "14:05"), unitId, reading)).code).toBe("not_found");
    expect(problemOf(await takeReadings(as(sme, "14:05"), unitId, reading)).code).toBe("not_found");
    expect(problemOf(await takeReadings(as(provider, "13:00"), unitId, reading))).toMatchObject({
      errors: [{ path: "readings.0.at", code: "in_future" }],
    });
  });

  it("tells staff of uses that nobody booked", async () => {
    const { unitId } = await metered();
    const day = says(["on", "08:30"], ["off", "09:30"], ["on", "14:00"], ["off", "16:00"], ["on", "20:00"]);
    valueOf(await takeReadings(as(provider, "20:30"), unitId, day));
    const { items } = await unmatchedUses(as(provider, "20:30"), 1);
    const mine = items.filter((item) => item.unitId === unitId);
    expect(mine.map(({ start, end }) => [start, end])).toEqual([
      [Date.parse(at("20:00")), null],
      [Date.parse(at("08:30")), Date.parse(at("09:30"))],
    ]);
    expect((await unmatchedUses(as(sme, "20:30"), 1)).items).toEqual([]);
  });
});
