import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { booking, slot, usageRecord } from "#db/schema/booking.ts";
import { auditEntry } from "#db/schema/shared.ts";
import type { Actor } from "#app/domain/context.ts";
import { checkIn } from "#app/domain/booking/check-in.server.ts";
import { checkOut } from "#app/domain/booking/check-out.server.ts";
import { complete, correctRecord } from "#app/domain/booking/complete.server.ts";
import { completeInput, correctInput } from "#app/domain/booking/inputs.ts";
import { checkOutInput } from "#app/domain/booking/record-inputs.ts";
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

const as = (actor: Actor, time: string) =>
  contextOf(test.db, actor, fixedClock(`2026-11-24T${time}:00+08:00`));
const rowOf = async (id: string) => (await test.db.select().from(booking).where(eq(booking.id, id)))[0];
const recordOf = async (id: string) =>
  (await test.db.select().from(usageRecord).where(eq(usageRecord.bookingId, id)))[0];
const said = (words: object = {}) => checkOutInput.parse(words);

/** A booking from 14:00 to 16:00 that was checked in at 14:05. */
async function running(extra: object = {}, rules: object = {}) {
  const facilityId = await makeFacility(test.db, provider, {
    rules,
    ways: ["self_use", "assisted", "commissioned"],
  });
  const made = await reserve(
    contextOf(test.db, sme),
    wish(facilityId, "14:00", "16:00", { project: "省重点研发", ...extra }),
  );
  const { id } = valueOf(made);
  valueOf(await checkIn(as(sme, "14:05"), id));
  return { facilityId, id };
}

describe("checking out", () => {
  it("ends a use that the user did alone and writes its record from the booking", async () => {
    const { id, facilityId } = await running();
    const done = await checkOut(
      as(sme, "15:20"),
      id,
      said({ samples: 2, funding: ["own"], evaluation: "satisfied" }),
    );
    expect(valueOf(done).state).toBe("completed");
    expect(await rowOf(id)).toMatchObject({ checkedOutAt: new Date("2026-11-24T15:20:00+08:00") });
    expect(await recordOf(id)).toMatchObject({
      actualFrom: new Date("2026-11-24T14:05:00+08:00"),
      actualTo: new Date("2026-11-24T15:20:00+08:00"),
      external: true,
      way: "self_use",
      serviceType: "research",
      project: "省重点研发",
      content: "断口形貌观察",
      funding: ["own"],
      samples: 2,
      amount: 60_000,
      evaluation: "satisfied",
    });
    const rest = wish(facilityId, "15:30", "16:00");
    valueOf(await reserve({ ...contextOf(test.db, sme) }, rest));
  });

  it("leaves the record to staff where they did the work, and frees the rest of the time", async () => {
    const { id, facilityId } = await running({ wayOfService: "assisted" });
    expect(valueOf(await checkOut(as(sme, "15:00"), id, said())).state).toBe("in_use");
    expect(await recordOf(id)).toBeUndefined();
    valueOf(await reserve(contextOf(test.db, sme), wish(facilityId, "15:00", "16:00")));
    expect(valueOf(await checkOut(as(sme, "15:01"), id, said())).state).toBe("in_use");
    valueOf(await complete(as(provider, "17:00"), id, completeInput.parse({ samples: 3 })));
    expect(await recordOf(id)).toMatchObject({ actualTo: new Date("2026-11-24T15:00:00+08:00"), samples: 3 });
  });

  it("keeps the clearing-up time when the user goes early", async () => {
    const { id } = await running({ wayOfService: "assisted" }, { bufferAfterMinutes: 30 });
    valueOf(await checkOut(as(sme, "15:00"), id, said()));
    const [held] = await test.db.select().from(slot).where(eq(slot.bookingId, id));
    expect(held?.blocked.end).toEqual(new Date("2026-11-24T15:30:00+08:00"));
  });

  it("is refused before check-in, for strangers, and to staff who would judge their own service", async () => {
    const facilityId = await makeFacility(test.db, provider);
    const { id } = valueOf(await reserve(contextOf(test.db, sme), wish(facilityId)));
    expect(problemOf(await checkOut(as(sme, "14:10"), id, said()))).toMatchObject({
      code: "not_allowed_now",
    });
    const stranger = await makeMember(test.db, ["member"]);
    expect(problemOf(await checkOut(as(stranger, "14:10"), id, said()))).toMatchObject({ code: "not_found" });
    valueOf(await checkIn(as(sme, "14:10"), id));
    const judging = said({ evaluation: "very_satisfied" });
    expect(problemOf(await checkOut(as(provider, "15:00"), id, judging))).toMatchObject({
      code: "forbidden",
    });
  });

  it("twice at once ends one use once", async () => {
    const { id } = await running();
    const both = await Promise.all([
      checkOut(as(sme, "15:00"), id, said()),
      checkOut(as(provider, "15:00"), id, said()),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("is answered again as it was to somebody who did not get the answer, and done once", async () => {
    const { id } = await running();
    const first = valueOf(await checkOut(as(sme, "15:00"), id, said({ samples: 2 })));
    expect(valueOf(await checkOut(as(sme, "15:05"), id, said({ samples: 9 })))).toEqual(first);
    expect(await recordOf(id)).toMatchObject({
      samples: 2,
      actualTo: new Date("2026-11-24T15:00:00+08:00"),
    });
  });
});

describe("a record of use", () => {
  it("is corrected by staff with a reason; the log keeps what it said", async () => {
    const { id } = await running();
    valueOf(await checkOut(as(sme, "15:00"), id, said({ samples: 2 })));
    const wrong = correctInput.parse({
      actualTo: "2026-11-24T15:30:00+08:00",
      amount: { amount: 45_000, currency: "CNY" },
      project: "另一课题",
      reason: "用户报错了结束时间",
    });
    expect(problemOf(await correctRecord(as(sme, "17:00"), id, wrong))).toMatchObject({ code: "forbidden" });
    valueOf(await correctRecord(as(provider, "17:00"), id, wrong));
    expect(await recordOf(id)).toMatchObject({
      actualTo: new Date("2026-11-24T15:30:00+08:00"),
      amount: 45_000,
      project: "另一课题",
      samples: 2,
      content: "断口形貌观察",
    });
    const entries = await test.db.select().from(auditEntry).where(eq(auditEntry.entityId, id));
    expect(entries.find(({ transition }) => transition === "correct")?.detail).toMatchObject({
      before: { amount: 60_000 },
    });
  });

  it("cannot end before it began or after now", async () => {
    const { id } = await running();
    valueOf(await checkOut(as(sme, "15:00"), id, said()));
    const to = (time: string) =>
      correctInput.parse({ actualTo: `2026-11-24T${time}:00+08:00`, reason: "更正时间" });
    expect(problemOf(await correctRecord(as(provider, "17:00"), id, to("13:00")))).toMatchObject({
      errors: [{ code: "end_before_start" }],
    });
    expect(problemOf(await correctRecord(as(provider, "17:00"), id, to("18:00")))).toMatchObject({
      errors: [{ code: "in_future" }],
    });
  });
});
