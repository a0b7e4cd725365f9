import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { booking, slot, usageRecord } from "#db/schema/booking.ts";
import { creditEvent } from "#db/schema/credit.ts";
import { auditEntry } from "#db/schema/shared.ts";
import type { bookingPolicy } from "#db/schema/booking-policy.ts";
import type { Actor } from "#app/domain/context.ts";
import { approve, reject } from "#app/domain/booking/approve.server.ts";
import { cancel } from "#app/domain/booking/cancel.server.ts";
import { checkIn, markNoShow } from "#app/domain/booking/check-in.server.ts";
import { addClosure } from "#app/domain/catalog/add-closure.server.ts";
import { closureInput } from "#app/domain/catalog/closure-inputs.ts";
import { liftClosure } from "#app/domain/catalog/lift-closure.server.ts";
import { complete } from "#app/domain/booking/complete.server.ts";
import { evaluate } from "#app/domain/booking/evaluate.server.ts";
import { completeInput, rescheduleInput } from "#app/domain/booking/inputs.ts";
import { listBookings, type Side } from "#app/domain/booking/list-bookings.server.ts";
import { policyInput } from "#app/domain/booking/policy-inputs.ts";
import { defaultRules } from "#app/domain/booking/policy.ts";
import { publishPolicy } from "#app/domain/booking/publish-policy.server.ts";
import { extend, reschedule } from "#app/domain/booking/reschedule.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { standingsOf } from "#app/domain/credit/queries.server.ts";
import { readShortCode, shortCode } from "#app/domain/short-code.ts";
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
  stranger = await makeMember(test.db, ["owner", "facility_manager"]);
});

afterAll(() => test.close());

const shanghai = (time: string) => fixedClock(`2026-11-${time}:00+08:00`);
const as = (actor: Actor, time = "23T09:00") => contextOf(test.db, actor, shanghai(time));
const rowOf = async (id: string) => (await test.db.select().from(booking).where(eq(booking.id, id)))[0];
const slotOf = async (id: string) => (await test.db.select().from(slot).where(eq(slot.bookingId, id)))[0];
const done = completeInput.parse({});
const because = (reason: string) => ({ reason });
const eventsOf = (id: string) =>
  test.db
    .select()
    .from(creditEvent)
    .where(and(eq(creditEvent.causeId, id), eq(creditEvent.record, "usage")));
const scoreOf = async (actor: Actor, at: string) => {
  const id = actor.organization?.id ?? "";
  return (await standingsOf(test.db, [id], new Date(at))).get(id)?.score;
};

async function booked(rules: Partial<typeof bookingPolicy.$inferInsert> = {}, extra = {}) {
  sme = await makeMember(test.db, ["member"]);
  const facilityId = await makeFacility(test.db, provider, { rules });
  const { id } = valueOf(await reserve(as(sme), wish(facilityId, "14:00", "16:00", extra)));
  return { facilityId, id };
}

describe("a request", () => {
  it("is approved by the provider and nobody else", async () => {
    const { id } = await booked({ instant: false });
    expect(problemOf(await approve(as(stranger), id, because("")))).toMatchObject({ code: "not_found" });
    expect(problemOf(await approve(as(sme), id, because("")))).toMatchObject({ code: "forbidden" });
    expect(valueOf(await approve(as(provider), id, because(""))).state).toBe("confirmed");
    expect(await rowOf(id)).toMatchObject({ deadline: new Date("2026-11-24T06:30:00Z"), version: 2 });
    expect(await slotOf(id)).toMatchObject({ state: "confirmed" });
    expect(problemOf(await approve(as(provider), id, because("")))).toMatchObject({
      code: "not_allowed_now",
      params: { state: "confirmed" },
    });
  });

  it("is rejected with a reason, and frees its slot", async () => {
    const { id, facilityId } = await booked({ instant: false });
    valueOf(await reject(as(provider), id, because("该时段设备校准")));
    expect(await rowOf(id)).toMatchObject({ state: "rejected", reason: "该时段设备校准", deadline: null });
    valueOf(await reserve(as(stranger), wish(facilityId)));
  });

  it("cannot be approved once its time to be answered has run out", async () => {
    const { id } = await booked({ instant: false });
    expect(problemOf(await approve(as(provider, "24T14:00"), id, because("")))).toMatchObject({
      code: "not_allowed_now",
      params: { state: "expired" },
    });
  });
});

describe("cancelling", () => {
  const strict = { lateCancelPercent: 20 };

  it("is free until the cut-off", async () => {
    const { id } = await booked(strict);
    valueOf(await cancel(as(sme, "23T14:00"), id, because("")));
    expect(await rowOf(id)).toMatchObject({ state: "cancelled", charge: null });
    expect(await eventsOf(id)).toEqual([]);
  });

  it("costs what the rules of the booking say afterwards, and is remembered", async () => {
    const { id, facilityId } = await booked(strict);
    const harsher = policyInput.parse({ ...rulesInput(), lateCancelPercent: 100 });
    valueOf(await publishPolicy(as(provider), facilityId, harsher));
    valueOf(await cancel(as(sme, "23T14:01"), id, because("样品未到")));
    expect(await rowOf(id)).toMatchObject({ state: "cancelled", charge: 12_000, reason: "样品未到" });
    expect(await eventsOf(id)).toMatchObject([{ code: "late_cancel", points: -5 }]);
    expect(await scoreOf(sme, "2026-11-24T00:00:00Z")).toBe(95);
    expect(await scoreOf(sme, "2027-12-24T00:00:00Z")).toBe(100);
  });

  it("by the provider needs a reason and costs nothing", async () => {
    const { id } = await booked(strict);
    expect(problemOf(await cancel(as(provider, "24T13:00"), id, because("")))).toMatchObject({
      code: "invalid",
      errors: [{ path: "reason" }],
    });
    valueOf(await cancel(as(provider, "24T13:00"), id, because("突发故障")));
    expect(await rowOf(id)).toMatchObject({ state: "cancelled", charge: null });
    expect(await eventsOf(id)).toEqual([]);
  });
});

describe("use", () => {
  it("is checked in, completed and recorded, then evaluated once", async () => {
    const { id } = await booked();
    expect(problemOf(await checkIn(as(sme, "24T13:44"), id))).toMatchObject({ code: "too_early" });
    valueOf(await checkIn(as(sme, "24T13:55"), id));
    expect(
      problemOf(await evaluate(as(sme, "24T14:30"), id, { evaluation: "satisfied", text: "" })).code,
    ).toBe("not_allowed_now");
    valueOf(await complete(as(provider, "24T15:40"), id, { ...done, content: "断口分析 3 件" }));
    const [record] = await test.db.select().from(usageRecord).where(eq(usageRecord.bookingId, id));
    expect(record).toMatchObject({
      actualFrom: new Date("2026-11-24T05:55:00Z"),
      actualTo: new Date("2026-11-24T07:40:00Z"),
      amount: 60_000,
      external: true,
      way: "self_use",
      content: "断口分析 3 件",
    });
    expect(await slotOf(id)).toMatchObject({ state: "completed" });
    expect(await eventsOf(id)).toMatchObject([{ code: "good_use" }]);
    expect(
      problemOf(await evaluate(as(provider, "24T17:00"), id, { evaluation: "very_satisfied", text: "" }))
        .code,
    ).toBe("forbidden");
    valueOf(await evaluate(as(sme, "24T17:00"), id, { evaluation: "very_satisfied", text: "很顺利" }));
    expect(problemOf(await evaluate(as(sme, "24T17:00"), id, { evaluation: "neutral", text: "" })).code).toBe(
      "not_allowed_now",
    );
  });

  it("cannot be completed before it began, for a time in the future or backwards", async () => {
    const { id } = await booked();
    expect(problemOf(await complete(as(provider, "24T13:59"), id, done)).code).toBe("too_early");
    valueOf(await checkIn(as(sme, "24T14:00"), id));
    const at = (actualFrom: string, actualTo: string) => completeInput.parse({ actualFrom, actualTo });
    const future = at("2026-11-24T06:00:00Z", "2026-11-24T08:00:00Z");
    expect(problemOf(await complete(as(provider, "24T15:00"), id, future)).errors).toMatchObject([
      { code: "in_future" },
    ]);
    const backwards = at("2026-11-24T07:00:00Z", "2026-11-24T06:00:00Z");
    expect(problemOf(await complete(as(provider, "24T17:00"), id, backwards)).errors).toMatchObject([
      { code: "end_before_start" },
    ]);
    const longAgo = at("1926-11-24T06:00:00Z", "2026-11-24T08:00:00Z");
    expect(problemOf(await complete(as(provider, "24T17:00"), id, longAgo)).errors).toMatchObject([
      { path: "actualFrom", code: "before_agreed" },
    ]);
  });

  it("that never happened is a no-show by the clock: read at once, charged, and free for others", async () => {
    const { id, facilityId } = await booked({ noShowPercent: 100, leadMinutes: 0 });
    expect(problemOf(await checkIn(as(sme, "24T14:30"), id))).toMatchObject({
      code: "not_allowed_now",
      params: { state: "no_show" },
    });
    valueOf(await reserve(as(stranger, "24T14:30"), wish(facilityId, "14:30", "16:00")));
    expect(await rowOf(id)).toMatchObject({ state: "no_show", charge: 60_000 });
    expect(await eventsOf(id)).toMatchObject([{ code: "no_show", points: -10 }]);
  });

  it("that did happen takes a no-show back, with a reason", async () => {
    const { id } = await booked({ noShowPercent: 100 });
    expect(problemOf(await markNoShow(as(provider, "24T13:00"), id)).code).toBe("too_early");
    valueOf(await markNoShow(as(provider, "24T14:20"), id));
    expect(await scoreOf(sme, "2026-11-24T06:30:00Z")).toBe(90);
    expect(problemOf(await complete(as(provider, "24T17:00"), id, done)).errors).toMatchObject([
      { path: "reason" },
    ]);
    valueOf(await complete(as(provider, "24T17:00"), id, { ...done, reason: "刷卡机故障，用户实际到场" }));
    expect(await rowOf(id)).toMatchObject({ state: "completed", charge: null });
    expect(await scoreOf(sme, "2026-11-24T10:00:00Z")).toBe(100);
  });

  it("is never a no-show where the staff do the work", async () => {
    const { id } = await booked({}, { wayOfService: "commissioned" });
    expect(await rowOf(id)).toMatchObject({ deadline: null });
    valueOf(await complete(as(provider, "25T09:00"), id, done));
    expect(await rowOf(id)).toMatchObject({ state: "completed" });
  });
});

describe("another time", () => {
  const to = (from: string, until: string, extra = {}) =>
    rescheduleInput.parse({
      start: `2026-11-24T${from}:00+08:00`,
      end: `2026-11-24T${until}:00+08:00`,
      ...extra,
    });

  it("moves booking, slot and price, and the audit log keeps both times", async () => {
    const { id, facilityId } = await booked({ cancelCutoffMinutes: 60 });
    valueOf(await reschedule(as(sme), id, to("15:00", "16:00")));
    expect(await rowOf(id)).toMatchObject({
      state: "confirmed",
      price: 30_000,
      version: 2,
      startsAt: new Date("2026-11-24T07:00:00Z"),
    });
    expect(await slotOf(id)).toMatchObject({
      blocked: { start: new Date("2026-11-24T07:00:00Z"), end: new Date("2026-11-24T08:00:00Z") },
    });
    const [entry] = await test.db
      .select()
      .from(auditEntry)
      .where(and(eq(auditEntry.entityId, id), eq(auditEntry.transition, "reschedule")));
    expect(entry?.detail).toMatchObject({
      before: { start: Date.parse("2026-11-24T06:00Z") },
      after: { start: Date.parse("2026-11-24T07:00Z") },
    });
    valueOf(await reserve(as(stranger), wish(facilityId, "14:00", "15:00")));
    expect(problemOf(await reschedule(as(sme), id, to("14:30", "15:30")))).toMatchObject({
      code: "slot_taken",
    });
  });

  it("may overlap the old one", async () => {
    const { id } = await booked({ cancelCutoffMinutes: 60 });
    valueOf(await reschedule(as(sme), id, to("14:30", "16:30")));
  });

  it("needs approval again where bookings are approved", async () => {
    const { id } = await booked({ instant: false, cancelCutoffMinutes: 60 });
    valueOf(await approve(as(provider), id, because("")));
    expect(valueOf(await reschedule(as(sme), id, to("16:00", "18:00"))).state).toBe("pending");
    expect(await slotOf(id)).toMatchObject({ state: "pending" });
    expect(valueOf(await reschedule(as(provider), id, to("17:00", "19:00"))).state).toBe("pending");
  });

  it("is not a way round a late cancellation", async () => {
    const { id } = await booked({ lateCancelPercent: 50 });
    const refused = problemOf(await reschedule(as(sme, "24T09:00"), id, to("17:00", "19:00")));
    expect(refused.reasons).toMatchObject([{ rule: "change_cutoff", overridable: true }]);
    valueOf(
      await reschedule(
        as(provider, "24T09:00"),
        id,
        to("17:00", "19:00", { overrideReason: "用户突发疾病" }),
      ),
    );
  });

  it("extends a running booking up to the next one", async () => {
    const { id, facilityId } = await booked({ leadMinutes: 0 });
    valueOf(await reserve(as(stranger), wish(facilityId, "17:00", "18:00")));
    valueOf(await checkIn(as(sme, "24T14:00"), id));
    const until = (time: string) => ({ end: new Date(`2026-11-24T${time}:00+08:00`) });
    valueOf(await extend(as(sme, "24T15:50"), id, until("17:00")));
    expect(await rowOf(id)).toMatchObject({ state: "in_use", price: 90_000 });
    expect(problemOf(await extend(as(sme, "24T16:50"), id, until("17:30")))).toMatchObject({
      code: "slot_taken",
    });
    valueOf(await extend(as(sme, "24T15:30"), id, until("16:00")));
    expect(await rowOf(id)).toMatchObject({ price: 60_000 });
    expect(problemOf(await extend(as(sme, "24T15:30"), id, until("15:00"))).code).toBe("invalid");
  });

  it("is refused once the booking has come to rest", async () => {
    const { id } = await booked();
    valueOf(await cancel(as(sme), id, because("")));
    expect(problemOf(await reschedule(as(sme), id, to("17:00", "19:00")))).toMatchObject({
      code: "not_allowed_now",
    });
    expect(problemOf(await extend(as(sme), id, { end: new Date("2026-11-24T18:00:00+08:00") })).code).toBe(
      "not_allowed_now",
    );
  });
});

const rulesInput = () => {
  const { version, termsVersion, ...rules } = defaultRules;
  return { ...rules, instant: true };
};

describe("the provider", () => {
  const closing = (from: string, until: string, extra = {}) =>
    closureInput.parse({
      startsAt: new Date(`2026-11-24T${from}:00+08:00`),
      endsAt: new Date(`2026-11-24T${until}:00+08:00`),
      cause: "maintenance",
      reason: "年度检定",
      ...extra,
    });

  it("finds the booking that somebody names by its number, over or not, among those of its own facilities", async () => {
    const { id } = await booked({ instant: false });
    const found = async (actor: Actor, side: Side) => {
      const number = readShortCode(shortCode(id).toLowerCase());
      const { items } = await listBookings(as(actor), { side, view: "any", number, limit: 10 });
      return items.map((item) => item.booking.id);
    };
    expect(await found(provider, "provider")).toEqual([id]);
    expect(await found(sme, "mine")).toEqual([id]);
    expect(await found(stranger, "provider")).toEqual([]);
    valueOf(await reject(as(provider), id, because("设备校准")));
    expect(await found(provider, "provider")).toEqual([id]);
  });

  it("closes free time, which then refuses bookings and can be opened again", async () => {
    const { facilityId } = await booked();
    valueOf(await addClosure(as(provider), facilityId, closing("16:00", "20:00")));
    expect(problemOf(await reserve(as(stranger), wish(facilityId, "17:00", "18:00"))).reasons).toMatchObject([
      { rule: "closed", params: { reason: "年度检定" } },
    ]);
    expect(problemOf(await addClosure(as(provider), facilityId, closing("17:00", "21:00"))).code).toBe(
      "closure_taken",
    );
    const closed = await test.db
      .select()
      .from(slot)
      .where(and(eq(slot.facilityId, facilityId), eq(slot.state, "closed")));
    valueOf(
      await liftClosure(
        as(provider),
        facilityId,
        closed.map(({ id }) => id),
      ),
    );
    valueOf(await reserve(as(stranger), wish(facilityId, "17:00", "18:00")));
  });

  it("is told of bookings in the way, and may call them off without cost but not without a reason", async () => {
    const { id, facilityId } = await booked({ lateCancelPercent: 100 });
    const close = (extra = {}) =>
      addClosure(as(provider, "24T13:00"), facilityId, closing("15:00", "18:00", extra));
    expect(problemOf(await close())).toMatchObject({
      code: "closure_taken",
      params: { count: 1 },
      details: { bookings: [{ bookingId: id }] },
    });
    expect(problemOf(await close({ callOff: true, reason: "" }))).toMatchObject({
      errors: [{ path: "reason" }],
    });
    expect(await rowOf(id)).toMatchObject({ state: "confirmed" });
    valueOf(await close({ callOff: true }));
    expect(await rowOf(id)).toMatchObject({ state: "cancelled", charge: null, reason: "年度检定" });
  });

  it("alone closes and writes rules", async () => {
    const { facilityId } = await booked();
    for (const outsider of [stranger, sme]) {
      const refused = await addClosure(as(outsider), facilityId, closing("18:00", "19:00"));
      expect(problemOf(refused).code).toBe("forbidden");
    }
    expect(
      problemOf(await publishPolicy(as(stranger), facilityId, policyInput.parse(rulesInput()))).code,
    ).toBe("not_found");
  });

  it("writes new terms that bookers must accept again", async () => {
    const { facilityId } = await booked();
    valueOf(
      await publishPolicy(
        as(provider),
        facilityId,
        policyInput.parse({ ...rulesInput(), terms: "请自带样品台。" }),
      ),
    );
    expect(
      problemOf(await reserve(as(stranger), wish(facilityId, "17:00", "18:00", { termsVersion: 1 }))).reasons,
    ).toMatchObject([{ rule: "terms" }]);
    valueOf(await reserve(as(stranger), wish(facilityId, "17:00", "18:00", { termsVersion: 2 })));
  });
});
