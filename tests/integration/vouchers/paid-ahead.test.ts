import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { booking } from "#db/schema/booking.ts";
import { charge, payment, refund } from "#db/schema/money.ts";
import { voucher, voucherHold } from "#db/schema/vouchers.ts";
import { cancel } from "#app/domain/booking/cancel.server.ts";
import { checkIn, markNoShow } from "#app/domain/booking/check-in.server.ts";
import { settleBookingCharges } from "#app/domain/booking/charging/settle-booking-charges.server.ts";
import { complete, correctRecord } from "#app/domain/booking/complete.server.ts";
import { completeInput, correctInput, rescheduleInput } from "#app/domain/booking/inputs.ts";
import { reschedule } from "#app/domain/booking/reschedule.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { tidyBookings } from "#app/domain/booking/settle.server.ts";
import { type Actor, systemActor } from "#app/domain/context.ts";
import { askAgain } from "#app/domain/money/charges/ask-again.server.ts";
import { cancelCharge } from "#app/domain/money/charges/cancel-charge.server.ts";
import { payCharge } from "#app/domain/money/charges/pay-charge.server.ts";
import { giveBackVoucher } from "#app/domain/vouchers/end-voucher.server.ts";
import { differences } from "#app/domain/vouchers/reconcile.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { loadReferenceData } from "#db/seed/index.ts";
import { contextOf, makeFacility, makeMember, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { valueOf } from "../../support/results.ts";
import { ledgerFaults } from "../money/world.ts";
import { company, grantedVoucher, openProgram, regulator } from "./world.ts";

let test: TestDatabase;
let provider: Actor;
let program: string;

beforeAll(async () => {
  test = await testDatabase();
  await loadReferenceData(test.db);
  provider = await makeMember(test.db, ["facility_manager"], "university");
  program = await openProgram(test.db, await regulator(test.db, "officer"));
});

afterAll(async () => {
  expect(await ledgerFaults(test.db)).toEqual([]);
  expect(await differences(test.db)).toBe(0);
  await test.close();
});

const as = (actor: Actor, time = "23T09:00") =>
  contextOf(test.db, actor, fixedClock(`2026-11-${time}:00+08:00`));
const system = (time: string) => as(systemActor("test"), time);

/** Two hours for 600 yuan that are paid ahead, of which a voucher covers half. */
async function bookedAhead() {
  const holder = await company(test.db);
  const voucherId = await grantedVoucher(test.db, holder, program, 40_000);
  const rules = {
    prepay: true,
    payWithinMinutes: 60,
    lateCancelPercent: 30,
    noShowPercent: 50,
    billActual: true,
  };
  const facilityId = await makeFacility(test.db, provider, { rules });
  const { id, state } = valueOf(await reserve(as(holder), wish(facilityId, "14:00", "16:00", { voucherId })));
  expect(state).toBe("held");
  return { id, holder, voucherId };
}

const chargesOf = async (id: string) =>
  test.db.select().from(charge).where(eq(charge.causeId, id)).orderBy(charge.id);
const payAhead = async (id: string) => {
  const [ahead] = await chargesOf(id);
  expect(ahead).toMatchObject({ amount: 30_000, state: "open" });
  const paid = { method: "transfer", externalId: `T-${id}`, amount: 30_000 } as const;
  await test.db.transaction((tx) => payCharge(tx, system("23T09:10"), ahead?.id ?? "", paid));
};
const stands = async ({ id, voucherId }: { id: string; voucherId: string }) => {
  const [of] = await test.db.select().from(voucher).where(eq(voucher.id, voucherId));
  const [hold] = await test.db
    .select()
    .from(voucherHold)
    .where(eq(voucherHold.causeId, id))
    .orderBy(desc(voucherHold.id));
  const [row] = await test.db.select({ state: booking.state }).from(booking).where(eq(booking.id, id));
  return { booking: row?.state, hold: hold?.state, reserved: of?.reserved, captured: of?.captured };
};
/** What was paid, by what; what of it goes back; what is still owed. */
async function sums(id: string) {
  const charges = await chargesOf(id);
  const rows = await Promise.all(
    charges.map(async (one) => ({
      paid: await test.db.select().from(payment).where(eq(payment.chargeId, one.id)),
      back: await test.db.select().from(refund).where(eq(refund.chargeId, one.id)),
    })),
  );
  const by = (method: string) =>
    rows.flatMap(({ paid }) => paid).reduce((sum, one) => sum + (one.method === method ? one.amount : 0), 0);
  return {
    transfer: by("transfer"),
    voucher: by("voucher"),
    back: rows.flatMap(({ back }) => back).reduce((sum, { amount }) => sum + amount, 0),
    open: charges
      .filter(({ state }) => ["open", "partly_paid"].includes(state))
      .reduce((sum, { amount, paid }) => sum + amount - paid, 0),
  };
}

describe("a booking paid ahead of which a voucher covers half", () => {
  it("is confirmed by the company's half alone; the voucher pays its own after the use", async () => {
    const made = await bookedAhead();
    await payAhead(made.id);
    expect(await stands(made)).toEqual({
      booking: "confirmed",
      hold: "reserved",
      reserved: 30_000,
      captured: 0,
    });
    valueOf(await checkIn(as(provider, "24T14:00"), made.id));
    const times = { actualFrom: "2026-11-24T14:00:00+08:00", actualTo: "2026-11-24T16:00:00+08:00" };
    valueOf(await complete(as(provider, "24T17:00"), made.id, completeInput.parse(times)));
    expect(await stands(made)).toEqual({
      booking: "completed",
      hold: "captured",
      reserved: 0,
      captured: 30_000,
    });
    expect(await sums(made.id)).toEqual({ transfer: 30_000, voucher: 30_000, back: 0, open: 0 });
  });

  it("gives the voucher back and the money too when it is cancelled in time, less the fee when late", async () => {
    for (const [time, back] of [
      ["23T10:00", 30_000],
      ["24T10:00", 12_000],
    ] as const) {
      const made = await bookedAhead();
      await payAhead(made.id);
      valueOf(await cancel(as(made.holder, time), made.id, { reason: "计划变更" }));
      expect(await stands(made)).toEqual({
        booking: "cancelled",
        hold: "released",
        reserved: 0,
        captured: 0,
      });
      expect(await sums(made.id)).toEqual({ transfer: 30_000, voucher: 0, back, open: 0 });
    }
  });

  it("pays a no-show from the company's money alone: a voucher is for uses", async () => {
    const made = await bookedAhead();
    await payAhead(made.id);
    valueOf(await markNoShow(as(provider, "24T14:20"), made.id));
    expect(await stands(made)).toEqual({ booking: "no_show", hold: "released", reserved: 0, captured: 0 });
    expect(await sums(made.id)).toEqual({ transfer: 30_000, voucher: 0, back: 0, open: 0 });
  });

  it("lets go of the voucher when nobody pays in time", async () => {
    const made = await bookedAhead();
    await tidyBookings(system("23T11:00"));
    expect(await stands(made)).toEqual({ booking: "expired", hold: "released", reserved: 0, captured: 0 });
    expect(await sums(made.id)).toEqual({ transfer: 0, voucher: 0, back: 0, open: 0 });
  });

  it("is charged anew while it is held when another time costs something else", async () => {
    const made = await bookedAhead();
    const longer = { start: "2026-11-24T14:00:00+08:00", end: "2026-11-24T16:30:00+08:00" };
    valueOf(await reschedule(as(made.holder), made.id, rescheduleInput.parse(longer)));
    // 750 yuan, of which the voucher covers half.
    expect((await chargesOf(made.id)).map(({ state, amount }) => [state, amount])).toEqual([
      ["cancelled", 30_000],
      ["open", 37_500],
    ]);
  });

  it("costs the company its share alone when less was used: what it has paid too much goes back", async () => {
    const made = await bookedAhead();
    await payAhead(made.id);
    await usedFor(made.id, "15:00");
    // One hour, 300 yuan: half of it from the company, which had paid 300 ahead.
    expect(await sums(made.id)).toEqual({ transfer: 30_000, voucher: 15_000, back: 15_000, open: 0 });
    expect(await stands(made)).toMatchObject({ hold: "captured", reserved: 0, captured: 15_000 });
  });
});

const usedFor = async (id: string, until: string) => {
  valueOf(await checkIn(as(provider, "24T14:00"), id));
  const times = {
    actualFrom: "2026-11-24T14:00:00+08:00",
    actualTo: `2026-11-24T${until}:00+08:00`,
  };
  valueOf(await complete(as(provider, "24T17:00"), id, completeInput.parse(times)));
};

describe("a record that is put right after a voucher has paid its part", () => {
  const correct = async (id: string, amount: number) =>
    valueOf(
      await correctRecord(
        as(provider, "25T09:00"),
        id,
        correctInput.parse({ amount: { amount, currency: "CNY" }, reason: "核对后更正" }),
      ),
    );
  /** Two hours for 600 yuan that are paid afterwards, of which a voucher of 400 yuan covers half. */
  const bookedAfter = async () => {
    const holder = await company(test.db);
    const voucherId = await grantedVoucher(test.db, holder, program, 40_000);
    const facilityId = await makeFacility(test.db, provider);
    const { id } = valueOf(await reserve(as(holder), wish(facilityId, "14:00", "16:00", { voucherId })));
    await usedFor(id, "16:00");
    return { id, holder, voucherId };
  };
  /** The company's half was withdrawn while the time was held for it; used and put right. */
  const withdrawnAhead = async () => {
    const made = await bookedAhead();
    const [ahead] = await chargesOf(made.id);
    const why = { reason: "合作项目免预付" };
    const { id } = valueOf(await cancelCharge(as(provider, "23T09:05"), ahead?.id ?? "", why));
    await settleBookingCharges(system("23T09:06"), { bookingId: made.id });
    await usedFor(made.id, "16:00");
    await correct(made.id, 50_000);
    return { ...made, withdrawn: id };
  };
  /** What the charges that stand still ask of the company, and what the voucher has paid of them. */
  const shares = async (made: { id: string; voucherId: string }) => {
    const { open } = await sums(made.id);
    const { captured, reserved, hold } = await stands(made);
    return { open, captured, reserved, hold };
  };

  it("pays its part of the new price as well, of less and of more", async () => {
    const made = await bookedAfter();
    expect(await shares(made)).toEqual({ open: 30_000, captured: 30_000, reserved: 0, hold: "captured" });
    await correct(made.id, 50_000);
    expect(await shares(made)).toEqual({ open: 25_000, captured: 25_000, reserved: 0, hold: "captured" });
    // Half of 900 yuan is more than was set aside.
    await correct(made.id, 90_000);
    expect(await shares(made)).toEqual({ open: 60_000, captured: 30_000, reserved: 0, hold: "captured" });
    await settleBookingCharges(system("25T10:00"), { bookingId: made.id });
    await settleBookingCharges(system("25T10:00"), { bookingId: made.id });
    expect(await shares(made)).toEqual({ open: 60_000, captured: 30_000, reserved: 0, hold: "captured" });
  });

  it("is taken again where the use cost nothing for a while, as long as the voucher lives", async () => {
    const made = await bookedAfter();
    await correct(made.id, 0);
    expect(await shares(made)).toEqual({ open: 0, captured: 0, reserved: 0, hold: "released" });
    await correct(made.id, 50_000);
    expect(await shares(made)).toEqual({ open: 25_000, captured: 25_000, reserved: 0, hold: "captured" });
    await correct(made.id, 0);
    valueOf(await giveBackVoucher(as(made.holder, "25T09:30"), made.voucherId));
    await correct(made.id, 60_000);
    expect(await shares(made)).toEqual({ open: 60_000, captured: 0, reserved: 0, hold: "released" });
  });

  it("pays its part where the company's is withdrawn, however often that is looked at, and no more when that is asked for again", async () => {
    const made = await withdrawnAhead();
    const half = { open: 0, captured: 25_000, reserved: 0, hold: "captured" };
    expect(await shares(made)).toEqual(half);
    await settleBookingCharges(system("25T10:00"), { bookingId: made.id });
    await settleBookingCharges(system("25T10:00"), { bookingId: made.id });
    expect(await shares(made)).toEqual(half);
    valueOf(await askAgain(as(provider, "25T11:00"), made.withdrawn));
    await settleBookingCharges(system("25T11:01"), { bookingId: made.id, anew: true });
    expect(await shares(made)).toEqual({ ...half, open: 25_000 });
    // Of 800 yuan the voucher pays the 300 that were set aside.
    await correct(made.id, 80_000);
    expect(await shares(made)).toEqual({ open: 50_000, captured: 30_000, reserved: 0, hold: "captured" });
  });

  it("stays the voucher's where a charge that it has paid in part is replaced by one that asks for more again", async () => {
    const made = await withdrawnAhead();
    await correct(made.id, 80_000);
    const all = { captured: 30_000, reserved: 0, hold: "captured" };
    expect(await shares(made)).toEqual({ ...all, open: 20_000 });
    valueOf(await askAgain(as(provider, "25T11:00"), made.withdrawn));
    await settleBookingCharges(system("25T11:01"), { bookingId: made.id, anew: true });
    expect(await shares(made)).toEqual({ ...all, open: 50_000 });
  });
});
