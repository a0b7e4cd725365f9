import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { booking, slot } from "#db/schema/booking.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { pgError } from "#db/errors.ts";
import type { Actor } from "#app/domain/context.ts";
import { findAlternatives } from "#app/domain/booking/alternatives.server.ts";
import { availability } from "#app/domain/booking/availability.server.ts";
import { confirmHold } from "#app/domain/booking/confirm-hold.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { tidyBookings } from "#app/domain/booking/settle.server.ts";
import { once } from "#app/domain/idempotency.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { ok } from "#app/runtime/problem.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { contextOf, makeFacility, makeMember, monday, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";

let test: TestDatabase;
let provider: Actor;
let sme: Actor;
let rival: Actor;

beforeAll(async () => {
  test = await testDatabase();
  provider = await makeMember(test.db, ["facility_manager"], "university");
  sme = await makeMember(test.db, ["member"]);
  rival = await makeMember(test.db, ["member"]);
});

afterAll(() => test.close());

const rowOf = async (id: string) => (await test.db.select().from(booking).where(eq(booking.id, id)))[0];
const slotOf = async (id: string) => (await test.db.select().from(slot).where(eq(slot.bookingId, id)))[0];

describe("reserving", () => {
  it("writes booking, slot with buffers, price, deadline, audit entry and notice", async () => {
    const id = await makeFacility(test.db, provider, {
      rules: { bufferBeforeMinutes: 15, bufferAfterMinutes: 30, instant: false },
    });
    const made = valueOf(await reserve(contextOf(test.db, sme), wish(id)));
    expect(made).toMatchObject({
      state: "pending",
      unit: 1,
      price: { amount: 60_000, currency: "CNY" },
      start: "2026-11-24T06:00:00.000Z",
    });
    expect(await rowOf(made.id)).toMatchObject({
      userClass: "enterprise",
      policyVersion: 1,
      deadline: new Date("2026-11-24T06:00:00Z"),
      priceItem: "成像",
    });
    expect(await slotOf(made.id)).toMatchObject({
      state: "pending",
      blocked: { start: new Date("2026-11-24T05:45:00Z"), end: new Date("2026-11-24T08:30:00Z") },
    });
    const audit = await test.db.select().from(auditEntry).where(eq(auditEntry.entityId, made.id));
    expect(audit).toMatchObject([
      { transition: "reserve", toState: "pending", organizationId: sme.organization?.id },
    ]);
    const jobs =
      await test.sql`select 1 from graphile_worker._private_jobs where payload->>'entityId' = ${made.id}`;
    expect(jobs).toHaveLength(1);
  });

  it("confirms at once where the facility does, and quotes nothing to a class without a price", async () => {
    const id = await makeFacility(test.db, provider);
    expect(valueOf(await reserve(contextOf(test.db, sme), wish(id))).state).toBe("confirmed");
    expect(valueOf(await reserve(contextOf(test.db, provider), wish(id, "16:00", "17:00"))).price).toBeNull();
  });

  it("refuses a taken slot with the nearest free times", async () => {
    const id = await makeFacility(test.db, provider);
    valueOf(await reserve(contextOf(test.db, sme), wish(id)));
    const problem = problemOf(await reserve(contextOf(test.db, rival), wish(id, "15:00", "16:00")));
    expect(problem).toMatchObject({ code: "slot_taken", status: 409 });
    expect(problem.details?.alternatives).toMatchObject([
      { facilityId: id, start: "2026-11-24T08:00:00.000Z", unit: 1 },
      { start: "2026-11-24T08:30:00.000Z" },
      { start: "2026-11-24T05:00:00.000Z", end: "2026-11-24T06:00:00.000Z" },
      { start: "2026-11-24T09:00:00.000Z" },
      { start: "2026-11-24T04:30:00.000Z" },
    ]);
  });

  it("offers times from now on for one that is long past, and nothing for a window that is over", async () => {
    const id = await makeFacility(test.db, provider);
    const past = {
      facilityId: id,
      start: new Date("2026-01-03T06:00:00Z"),
      end: new Date("2026-01-03T08:00:00Z"),
    };
    const [first] = await findAlternatives(contextOf(test.db, sme), past);
    expect(first).toMatchObject({ start: "2026-11-23T03:00:00.000Z", end: "2026-11-23T05:00:00.000Z" });
    const over = await availability(contextOf(test.db, sme), id, { to: new Date("2026-01-03T06:00:00Z") });
    expect(valueOf(over).slots).toEqual([]);
  });

  it("fills every unit and then no more", async () => {
    const id = await makeFacility(test.db, provider, { units: 2 });
    const first = valueOf(await reserve(contextOf(test.db, sme), wish(id, "14:00", "16:00", { unit: 2 })));
    const second = valueOf(await reserve(contextOf(test.db, rival), wish(id, "15:00", "17:00", { unit: 2 })));
    expect([first.unit, second.unit]).toEqual([2, 1]);
    expect(problemOf(await reserve(contextOf(test.db, rival), wish(id, "15:30", "16:00"))).code).toBe(
      "slot_taken",
    );
  });

  it("gives every reason at once, and lets only the provider's staff set aside what may be", async () => {
    const id = await makeFacility(test.db, provider, { rules: { maxMinutes: 60, leadMinutes: 2880 } });
    const far = wish(id, "14:10", "16:10", { overrideReason: "设备验收" });
    const refused = problemOf(await reserve(contextOf(test.db, sme), far));
    expect(refused).toMatchObject({ code: "policy", status: 422 });
    expect(refused.reasons?.map(({ rule }) => rule)).toEqual(["lead_time", "too_long", "start_step"]);
    const made = valueOf(await reserve(contextOf(test.db, provider), far));
    const [audit] = await test.db.select().from(auditEntry).where(eq(auditEntry.entityId, made.id));
    expect(audit).toMatchObject({
      reason: "设备验收",
      detail: { overridden: ["lead_time", "too_long", "start_step"] },
    });
    expect(await rowOf(made.id)).toMatchObject({ userClass: "internal" });
  });

  it("counts quotas of person, organisation and week", async () => {
    const id = await makeFacility(test.db, provider, {
      rules: { maxOpenPerUser: 1, maxOpenPerOrganization: 1, maxMinutesPerOrganizationWeek: 120 },
    });
    valueOf(await reserve(contextOf(test.db, sme), wish(id)));
    const refused = problemOf(await reserve(contextOf(test.db, sme), wish(id, "16:00", "17:00")));
    expect(refused.reasons?.map(({ rule }) => rule)).toEqual([
      "quota_user",
      "quota_organization",
      "quota_organization_week",
    ]);
    expect(problemOf(await reserve(contextOf(test.db, sme), wish(id))).code).toBe("slot_taken");
  });

  it("hides drafts, and refuses strangers and unverified organisations", async () => {
    const draft = await makeFacility(test.db, provider, { state: "draft" });
    expect(problemOf(await reserve(contextOf(test.db, sme), wish(draft)))).toMatchObject({
      code: "not_found",
    });
    const id = await makeFacility(test.db, provider);
    const unverified = await makeMember(test.db, ["member"], "enterprise", false);
    expect(problemOf(await reserve(contextOf(test.db, unverified), wish(id))).reasons).toMatchObject([
      { rule: "organization_unverified" },
    ]);
    expect(
      problemOf(await reserve(contextOf(test.db, { ...sme, roles: ["officer"] }), wish(id))),
    ).toMatchObject({ code: "forbidden" });
  });

  it("returns the first booking when the same form comes twice, even at the same time", async () => {
    const id = await makeFacility(test.db, provider);
    const ctx = contextOf(test.db, sme);
    const send = () =>
      once(ctx, { key: "double-click", request: id }, async (inner) => {
        const result = await reserve(inner, wish(id));
        return result.ok ? ok({ status: 201, body: result.value }) : result;
      });
    const [a, b] = (await Promise.all([send(), send()])).map(valueOf);
    expect(a?.body).toEqual(b?.body);
    expect([a?.replayed, b?.replayed].toSorted()).toEqual([false, true]);
    expect(await test.db.select().from(booking).where(eq(booking.facilityId, id))).toHaveLength(1);
  });
});

describe("the clock", () => {
  it("frees a hold that ran out for the next booker, without a job", async () => {
    const id = await makeFacility(test.db, provider);
    const clock = fixedClock(monday);
    const hold = { holdUntil: new Date("2026-11-23T09:10:00+08:00") };
    const held = valueOf(await reserve(contextOf(test.db, sme, clock), wish(id), hold));
    expect(problemOf(await reserve(contextOf(test.db, rival, clock), wish(id))).code).toBe("slot_taken");
    clock.set("2026-11-23T09:10:00+08:00");
    expect(valueOf(await reserve(contextOf(test.db, rival, clock), wish(id))).state).toBe("confirmed");
    expect(await rowOf(held.id)).toMatchObject({ state: "expired", deadline: null });
    expect(problemOf(await confirmHold(contextOf(test.db, sme, clock), held.id))).toMatchObject({
      code: "not_allowed_now",
      params: { state: "expired" },
    });
  });

  it("refuses to confirm a hold that ran out, although nobody has written that down", async () => {
    const id = await makeFacility(test.db, provider);
    const clock = fixedClock(monday);
    const held = valueOf(
      await reserve(contextOf(test.db, sme, clock), wish(id), {
        holdUntil: new Date("2026-11-23T09:10:00+08:00"),
      }),
    );
    clock.set("2026-11-23T09:11:00+08:00");
    expect(problemOf(await confirmHold(contextOf(test.db, sme, clock), held.id)).code).toBe(
      "not_allowed_now",
    );
  });

  it("tidies what is overdue, once", async () => {
    const id = await makeFacility(test.db, provider, { rules: { instant: false } });
    const made = valueOf(await reserve(contextOf(test.db, sme), wish(id)));
    const later = contextOf(test.db, sme, fixedClock("2026-11-24T14:00:00+08:00"));
    expect((await tidyBookings(later)).facility).toBeGreaterThanOrEqual(1);
    expect(await rowOf(made.id)).toMatchObject({ state: "expired" });
    expect(await slotOf(made.id)).toMatchObject({ state: "expired" });
    expect(await tidyBookings(later)).toEqual({ facility: 0 });
  });
});

describe("the database itself", () => {
  const times = { startsAt: new Date("2026-12-01T06:00:00Z"), endsAt: new Date("2026-12-01T08:00:00Z") };

  async function write(
    facilityId: string,
    range: { start: Date; end: Date },
    state = "confirmed",
    slotState = state,
  ) {
    const units = await test.sql<
      { id: string }[]
    >`select id from facility_unit where facility_id = ${facilityId}`;
    await test.db.transaction(async (tx) => {
      const [row] = await tx
        .insert(booking)
        .values({
          ...times,
          facilityId,
          providerId: provider.organization?.id ?? "",
          organizationId: sme.organization?.id ?? "",
          userId: sme.user?.id ?? "",
          policyVersion: 1,
          termsVersion: 1,
          way: "self_use",
          purpose: "x",
          userClass: "enterprise",
          state,
        })
        .returning();
      await tx.insert(slot).values({
        facilityId,
        unitId: units[0]?.id ?? "",
        blocked: range,
        cause: "booking",
        state: slotState,
        bookingId: row?.id,
      });
    });
  }

  const whole = { start: times.startsAt, end: times.endsAt };
  const refusal = (work: Promise<unknown>) => work.then(() => undefined, pgError);

  it.each(["held", "pending", "confirmed", "in_use"])(
    "refuses a second owner beside a %s booking",
    async (state) => {
      const id = await makeFacility(test.db, provider);
      await write(id, whole, state);
      expect(
        await refusal(write(id, { start: new Date("2026-12-01T05:00:00Z"), end: times.endsAt })),
      ).toMatchObject({ code: "23P01", constraint: "slot_no_overlap" });
    },
  );

  it("lets a cancelled booking's time be taken, and refuses to bring it back", async () => {
    const id = await makeFacility(test.db, provider);
    await write(id, whole, "cancelled");
    await write(id, whole);
    const [gone] = await test.db.select().from(booking).where(eq(booking.state, "cancelled"));
    expect(
      await refusal(
        test.db
          .update(slot)
          .set({ state: "confirmed" })
          .where(eq(slot.bookingId, gone?.id ?? "")),
      ),
    ).toMatchObject({ code: "23P01" });
  });

  it("refuses a booking whose slot is missing, smaller, or says another state", async () => {
    const id = await makeFacility(test.db, provider);
    const smaller = { start: times.startsAt, end: new Date("2026-12-01T07:00:00Z") };
    expect(await refusal(write(id, smaller))).toMatchObject({ constraint: "booking_owns_its_slot" });
    expect(await refusal(write(id, whole, "confirmed", "cancelled"))).toMatchObject({
      constraint: "booking_owns_its_slot",
    });
    expect(await refusal(write(id, whole, "cancelled", "confirmed"))).toMatchObject({
      constraint: "booking_owns_its_slot",
    });
  });

  it("refuses an empty or backward booking, and completion without a record", async () => {
    const id = await makeFacility(test.db, provider);
    await write(id, whole);
    const [row] = await test.db.select().from(booking).where(eq(booking.facilityId, id));
    const change = (set: object) =>
      refusal(
        test.db
          .update(booking)
          .set(set)
          .where(eq(booking.id, row?.id ?? "")),
      );
    expect(await change({ endsAt: times.startsAt })).toMatchObject({ constraint: "booking_order" });
    expect(await change({ state: "completed" })).toMatchObject({ code: "23514" });
  });

  it("has its constraint and triggers", async () => {
    const found =
      await test.sql`select conname from pg_constraint where conname in ('slot_no_overlap', 'booking_owns_its_slot', 'slot_of_its_booking', 'booking_usage_record')`;
    expect(found).toHaveLength(4);
    const [{ definition } = { definition: "" }] = await test.sql<
      { definition: string }[]
    >`select pg_get_constraintdef(oid) as definition from pg_constraint where conname = 'slot_no_overlap'`;
    for (const state of ["held", "pending", "confirmed", "in_use", "closed"])
      expect(definition).toContain(`'${state}'`);
  });
});
