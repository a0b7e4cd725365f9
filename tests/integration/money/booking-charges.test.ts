import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { bookingPolicy } from "#db/schema/booking-policy.ts";
import { booking } from "#db/schema/booking.ts";
import { price } from "#db/schema/catalog.ts";
import { charge, chargeLine, refund } from "#db/schema/money.ts";
import { parameter } from "#db/schema/shared.ts";
import { cancel } from "#app/domain/booking/cancel.server.ts";
import { settleBookingCharges } from "#app/domain/booking/charging/settle-booking-charges.server.ts";
import { checkIn, markNoShow } from "#app/domain/booking/check-in.server.ts";
import { complete, correctRecord } from "#app/domain/booking/complete.server.ts";
import { confirmHold } from "#app/domain/booking/confirm-hold.server.ts";
import { completeInput, correctInput } from "#app/domain/booking/inputs.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { tidyBookings } from "#app/domain/booking/settle.server.ts";
import { waiveViolation } from "#app/domain/conduct/decide-violation.server.ts";
import { violation } from "#db/schema/conduct.ts";
import { type Actor, systemActor } from "#app/domain/context.ts";
import { payCharge } from "#app/domain/money/charges/pay-charge.server.ts";
import { proposeRefund, refuseRefund } from "#app/domain/money/refunds/propose-refund.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import "#app/domain/settlements.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { addColleague, contextOf, makeFacility, makeMember, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { ledgerFaults } from "./world.ts";

let test: TestDatabase;
let provider: Actor;

beforeAll(async () => {
  test = await testDatabase();
  provider = await makeMember(test.db, ["facility_manager", "owner"], "university");
});

afterAll(async () => {
  expect(await ledgerFaults(test.db)).toEqual([]);
  await test.close();
});

const as = (actor: Actor, time = "23T09:00") =>
  contextOf(test.db, actor, fixedClock(`2026-11-${time}:00+08:00`));
const system = (time: string) => as(systemActor("test"), time);

/** A booking of two hours on Tuesday at 300 yuan an hour. */
async function booked(
  rules: Partial<typeof bookingPolicy.$inferInsert> = {},
  kind: "enterprise" | "university" = "enterprise",
) {
  const sme = await makeMember(test.db, ["member"], kind);
  const facilityId = await makeFacility(test.db, provider, { rules });
  const made = valueOf(await reserve(as(sme), wish(facilityId)));
  return { sme, facilityId, ...made };
}

const chargesOf = async (id: string) => {
  const rows = await test.db.select().from(charge).where(eq(charge.causeId, id)).orderBy(charge.id);
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      lines: (
        await test.db.select().from(chargeLine).where(eq(chargeLine.chargeId, row.id)).orderBy(chargeLine.n)
      ).map(({ reason, amount }) => [reason, amount] as const),
    })),
  );
};
const onlyCharge = async (id: string) => {
  const [first, ...more] = await chargesOf(id);
  expect(more).toEqual([]);
  return first ?? expect.fail("no charge");
};
const pay = (chargeId: string, amount: number, time = "23T09:10") =>
  transact(test.db, (tx) =>
    payCharge(tx, system(time), chargeId, { method: "stripe", externalId: randomUUID(), amount }),
  );
const stateOf = async (id: string) =>
  (await test.db.select({ state: booking.state }).from(booking).where(eq(booking.id, id)))[0]?.state;
const used = async (id: string, to = "16:00", more: Record<string, unknown> = {}) => {
  if ((await stateOf(id)) === "confirmed") valueOf(await checkIn(as(provider, "24T14:00"), id));
  const actual = { actualFrom: "2026-11-24T14:00:00+08:00", actualTo: `2026-11-24T${to}:00+08:00` };
  return complete(as(provider, "24T17:00"), id, completeInput.parse({ ...actual, ...more }));
};

describe("a use is charged afterwards", () => {
  it("at the price that was booked, once, and not to the provider's own people", async () => {
    const { id } = await booked();
    expect(await chargesOf(id)).toEqual([]);
    valueOf(await used(id));
    expect(await onlyCharge(id)).toMatchObject({
      ...{ purpose: "use", amount: 60_000, state: "open", lines: [["booked_time", 60_000]] },
      dueAt: new Date("2026-12-24T17:00:00+08:00"),
    });
    await settleBookingCharges(system("24T18:00"), { bookingId: id });
    expect(await chargesOf(id)).toHaveLength(1);
    const own = await addColleague(test.db, provider.organization ?? expect.fail(), ["member"]);
    const facilityId = await makeFacility(test.db, provider);
    const inside = valueOf(await reserve(as(own), wish(facilityId))).id;
    valueOf(await used(inside, "16:00", { amount: { amount: 100, currency: "CNY" } }));
    expect(await chargesOf(inside)).toEqual([]);
  });

  it("by the time used where the rules say so, and says the difference", async () => {
    const { id } = await booked({ billActual: true });
    valueOf(await used(id, "15:10"));
    expect(await onlyCharge(id)).toMatchObject({
      lines: [
        ["booked_time", 60_000],
        ["less_used", -15_000],
      ],
      amount: 45_000,
    });
  });

  it("with the discount of the payer's class", async () => {
    const lab = await makeMember(test.db, ["member"], "university");
    const facilityId = await makeFacility(test.db, provider);
    await test.db.insert(price).values({
      ...{ listingId: facilityId, item: "成像", unit: "hour", userClass: "academic" },
      ...{ amount: 20_000, validFrom: "2026-01-01" },
    });
    const { id } = valueOf(await reserve(as(lab), wish(facilityId)));
    valueOf(await used(id));
    expect((await onlyCharge(id)).lines).toEqual([
      ["booked_time", 60_000],
      ["class_discount", -20_000],
    ]);
  });

  it("does not ask again for what people have given back, nor give it twice", async () => {
    const { id } = await booked();
    valueOf(await used(id));
    const { id: chargeId } = await onlyCharge(id);
    valueOf(await pay(chargeId, 60_000, "24T18:00"));
    const paidBack = { amount: 10_000, reason: "补偿停机时间" };
    valueOf(await proposeRefund(as(provider, "24T19:00"), chargeId, paidBack));
    await settleBookingCharges(system("24T19:01"), { bookingId: id });
    expect(await onlyCharge(id)).toMatchObject({ paid: 60_000, refunded: 10_000 });
    const less = { amount: { amount: 55_000, currency: "CNY" }, reason: "核对后更正" };
    valueOf(await correctRecord(as(provider, "25T09:00"), id, correctInput.parse(less)));
    expect(await onlyCharge(id)).toMatchObject({ paid: 60_000, refunded: 15_000 });
  });

  it("is put right while a refund waits for a second person, and settled when that is refused", async () => {
    const { id } = await booked();
    valueOf(await used(id));
    const { id: chargeId } = await onlyCharge(id);
    valueOf(await pay(chargeId, 60_000, "24T18:00"));
    await test.db
      .insert(parameter)
      .values({ name: "refund_two_people_above", validFrom: "2026-01-02", value: 10_000 })
      .onConflictDoNothing();
    const wanted = { amount: 55_000, reason: "补偿停机时间" };
    const [waits] = valueOf(await proposeRefund(as(provider, "24T19:00"), chargeId, wanted));
    const free = { amount: { amount: 0, currency: "CNY" }, reason: "核对后更正" };
    valueOf(await correctRecord(as(provider, "25T09:00"), id, correctInput.parse(free)));
    expect(await onlyCharge(id)).toMatchObject({ paid: 60_000, refunded: 5_000 });
    valueOf(await refuseRefund(as(provider, "25T10:00"), waits?.id ?? "", { reason: "理由不足" }));
    await settleBookingCharges(system("25T10:01"), { bookingId: id });
    expect(await onlyCharge(id)).toMatchObject({ paid: 60_000, refunded: 60_000 });
  });

  it("and corrected: what is open is said anew, what is paid goes back or is charged on top", async () => {
    const { id } = await booked();
    valueOf(await used(id));
    const correct = (amount: number) =>
      correctRecord(
        as(provider, "25T09:00"),
        id,
        correctInput.parse({ amount: { amount, currency: "CNY" }, reason: "核对后更正" }),
      );
    valueOf(await correct(50_000));
    const [dropped, open] = await chargesOf(id);
    expect([dropped?.state, open?.amount, open?.state]).toEqual(["cancelled", 50_000, "open"]);
    valueOf(await pay(open?.id ?? "", 50_000, "25T10:00"));
    valueOf(await correct(40_000));
    expect(
      await test.db
        .select()
        .from(refund)
        .where(eq(refund.chargeId, open?.id ?? "")),
    ).toMatchObject([{ amount: 10_000, state: "approved", proposedBy: null }]);
    valueOf(await correct(55_000));
    expect((await chargesOf(id)).at(-1)).toMatchObject({
      purpose: "difference",
      amount: 15_000,
      state: "open",
    });
  });
});

describe("what is not used", () => {
  it("is charged by the rules it was booked under, and no longer when that is waived", async () => {
    const { id, sme } = await booked({ noShowPercent: 50 });
    valueOf(await markNoShow(as(provider, "24T14:20"), id));
    expect(await onlyCharge(id)).toMatchObject({
      purpose: "no_show",
      amount: 30_000,
      lines: [["no_show", 30_000]],
    });
    const [held] = await test.db
      .select()
      .from(violation)
      .where(and(eq(violation.userId, sme.user?.id ?? ""), eq(violation.code, "no_show")));
    valueOf(await waiveViolation(as(provider, "24T18:00"), held?.id ?? "", { reason: "仪器当天停电" }));
    await settleBookingCharges(system("24T18:01"), { bookingId: id });
    expect(await onlyCharge(id)).toMatchObject({ state: "cancelled" });
  });

  it("and was a no-show by mistake is charged as the use it was", async () => {
    const { id } = await booked({ noShowPercent: 50 });
    valueOf(await markNoShow(as(provider, "24T14:20"), id));
    valueOf(await used(id, "16:00", { reason: "实际已到场" }));
    expect((await chargesOf(id)).map(({ purpose, state }) => [purpose, state])).toEqual([
      ["no_show", "cancelled"],
      ["use", "open"],
    ]);
  });

  it("costs the late canceller their share", async () => {
    const { id, sme } = await booked({ lateCancelPercent: 30 });
    valueOf(await cancel(as(sme, "24T08:00"), id, { reason: "" }));
    expect(await onlyCharge(id)).toMatchObject({ purpose: "cancellation", amount: 18_000 });
  });
});

describe("payment before use", () => {
  const prepay = { prepay: true, payWithinMinutes: 60 };

  it("holds the time, is confirmed by its payment alone, and is settled by what was used", async () => {
    const { id, sme, state } = await booked({ ...prepay, billActual: true });
    expect(state).toBe("held");
    const ahead = await onlyCharge(id);
    expect(ahead).toMatchObject({
      state: "open",
      amount: 60_000,
      expiresAt: new Date("2026-11-23T10:00:00+08:00"),
    });
    expect(problemOf(await confirmHold(as(sme), id))).toMatchObject({
      code: "payment_due",
      details: { chargeId: ahead.id },
    });
    valueOf(await pay(ahead.id, 20_000));
    expect(await stateOf(id)).toBe("held");
    valueOf(await pay(ahead.id, 40_000));
    expect(await stateOf(id)).toBe("confirmed");
    valueOf(await used(id, "17:00"));
    // The job that settles it finds the difference said already, however often it runs.
    for (const time of ["25T09:00", "25T09:05"]) await settleBookingCharges(system(time), { bookingId: id });
    expect((await chargesOf(id)).map(({ purpose, amount }) => [purpose, amount])).toEqual([
      ["use", 60_000],
      ["difference", 30_000],
    ]);
  });

  it("goes back when the booking is cancelled in time, less the fee when late, all when the provider calls it off", async () => {
    const outcomes: [actor: "sme" | "provider", time: string, back: number][] = [
      ["sme", "23T09:30", 60_000],
      ["sme", "24T10:00", 42_000],
      ["provider", "24T10:00", 60_000],
    ];
    for (const [actor, time, back] of outcomes) {
      const { id, sme } = await booked({ ...prepay, lateCancelPercent: 30 });
      const ahead = await onlyCharge(id);
      valueOf(await pay(ahead.id, 60_000));
      valueOf(await cancel(as(actor === "sme" ? sme : provider, time), id, { reason: "计划变更" }));
      expect((await onlyCharge(id)).refunded).toBe(back);
    }
  });

  it("that comes late brings the time back where it is free, and goes back where it is not", async () => {
    const first = await booked(prepay);
    const second = await booked(prepay);
    await tidyBookings(system("23T11:00"));
    expect(await stateOf(first.id)).toBe("expired");
    const [one, two] = [await onlyCharge(first.id), await onlyCharge(second.id)];
    expect([one.state, two.state]).toEqual(["expired", "expired"]);
    const other = await makeMember(test.db, ["member"]);
    valueOf(await reserve(as(other, "23T11:05"), wish(second.facilityId)));
    expect(valueOf(await pay(one.id, 60_000, "23T11:10")).charge.state).toBe("paid");
    expect(await stateOf(first.id)).toBe("confirmed");
    expect(valueOf(await pay(two.id, 60_000, "23T11:10")).charge.state).toBe("expired");
    expect(await stateOf(second.id)).toBe("expired");
    expect(await test.db.select().from(refund).where(eq(refund.chargeId, two.id))).toMatchObject([
      { kind: "late", amount: 60_000, state: "approved" },
    ]);
  });

  it("becomes a request where the provider approves, and goes back when it is not", async () => {
    const { id } = await booked({ ...prepay, instant: false });
    const ahead = await onlyCharge(id);
    valueOf(await pay(ahead.id, 60_000));
    expect(await stateOf(id)).toBe("pending");
    await tidyBookings(system("24T14:00"));
    expect(await stateOf(id)).toBe("expired");
    expect(await onlyCharge(id)).toMatchObject({ state: "refunded", refunded: 60_000 });
  });
});
