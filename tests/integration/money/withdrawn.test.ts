import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { booking } from "#db/schema/booking.ts";
import { charge, chargeLine } from "#db/schema/money.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { checkIn, markNoShow } from "#app/domain/booking/check-in.server.ts";
import { settleBookingCharges } from "#app/domain/booking/charging/settle-booking-charges.server.ts";
import { complete, correctRecord } from "#app/domain/booking/complete.server.ts";
import { confirmHold } from "#app/domain/booking/confirm-hold.server.ts";
import { completeInput, correctInput } from "#app/domain/booking/inputs.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { type Actor, systemActor } from "#app/domain/context.ts";
import { askAgain } from "#app/domain/money/charges/ask-again.server.ts";
import { cancelCharge } from "#app/domain/money/charges/cancel-charge.server.ts";
import { payCharge } from "#app/domain/money/charges/pay-charge.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import "#app/domain/settlements.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { contextOf, makeFacility, makeMember, wish } from "../../support/booking.ts";
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

const as = (actor: Actor, time: string) => contextOf(test.db, actor, fixedClock(`2026-11-${time}:00+08:00`));
const staff = () => as(provider, "25T09:00");

/** Two hours for 600 yuan. */
async function booked(rules = {}) {
  const sme = await makeMember(test.db, ["member"]);
  const facilityId = await makeFacility(test.db, provider, { rules: { noShowPercent: 50, ...rules } });
  const { id } = valueOf(await reserve(as(sme, "23T09:00"), wish(facilityId)));
  return { id, sme };
}

async function used(id: string): Promise<void> {
  valueOf(await checkIn(as(provider, "24T14:00"), id));
  valueOf(await complete(as(provider, "24T17:00"), id, completeInput.parse({})));
}

const correct = async (id: string, amount: number) => {
  const said = { amount: { amount, currency: "CNY" }, reason: "核对后更正" };
  valueOf(await correctRecord(staff(), id, correctInput.parse(said)));
};
const chargesOf = (id: string) =>
  test.db.select().from(charge).where(eq(charge.causeId, id)).orderBy(charge.id);
/** What is asked for or stays of each charge that has not ended. */
const asked = async (id: string) =>
  (await chargesOf(id))
    .filter(({ state }) => state !== "cancelled")
    .map(({ state, amount, paid, refunded }) => (state === "open" ? amount : paid - refunded));
const openOf = async (id: string) =>
  (await chargesOf(id)).find(({ state }) => state === "open")?.id ?? expect.fail("nothing is open");
const withdraw = async (id: string) =>
  valueOf(await cancelCharge(staff(), await openOf(id), { reason: "设备故障补偿" }));
const pay = async (id: string, amount: number) => {
  const paid = { method: "stripe", externalId: randomUUID(), amount } as const;
  const owed = await openOf(id);
  valueOf(await transact(test.db, (tx) => payCharge(tx, as(systemActor("test"), "25T08:00"), owed, paid)));
};
const stateOf = async (id: string) =>
  (await test.db.select({ state: booking.state }).from(booking).where(eq(booking.id, id)))[0]?.state;
/** Withdrawn and asked for again while the time is still held for it. */
const heldTime = () => as(provider, "23T09:05");
const ahead = async () => {
  const made = await booked({ prepay: true, payWithinMinutes: 60 });
  expect(await stateOf(made.id)).toBe("held");
  const { id } = valueOf(await cancelCharge(heldTime(), await openOf(made.id), { reason: "合作项目免预付" }));
  return { ...made, withdrawn: id };
};
const settleHeld = (id: string) =>
  settleBookingCharges(as(systemActor("test"), "23T09:10"), { bookingId: id });
const settle = (id: string) => settleBookingCharges(as(systemActor("test"), "26T09:00"), { bookingId: id });

it("is not charged again when the record is put right, but for what it costs beyond it", async () => {
  const { id } = await booked();
  await used(id);
  await withdraw(id);
  await settle(id);
  expect(await asked(id)).toEqual([]);
  await correct(id, 50_000);
  expect(await asked(id)).toEqual([]);
  await correct(id, 80_000);
  expect(await asked(id)).toEqual([20_000]);
  const lines = await test.db
    .select({ reason: chargeLine.reason, amount: chargeLine.amount })
    .from(chargeLine)
    .where(eq(chargeLine.chargeId, await openOf(id)));
  expect(lines).toContainEqual({ reason: "withdrawn", amount: -60_000 });
  await pay(id, 20_000);
  await correct(id, 70_000);
  expect(await asked(id)).toEqual([10_000]);
  await settle(id);
  expect(await asked(id)).toEqual([10_000]);
});

it("of a difference is of no use once the difference is gone, and what was paid goes back as far as it is too much", async () => {
  const { id } = await booked();
  await used(id);
  await pay(id, 60_000);
  await correct(id, 80_000);
  await withdraw(id);
  await correct(id, 90_000);
  expect(await asked(id)).toEqual([60_000, 10_000]);
  await correct(id, 50_000);
  expect(await asked(id)).toEqual([50_000]);
});

it("is asked for again by somebody of the payee alone, once, and is then charged as it costs now", async () => {
  const { id, sme } = await booked();
  await used(id);
  const { id: withdrawn } = await withdraw(id);
  await correct(id, 70_000);
  expect(await asked(id)).toEqual([10_000]);
  expect(problemOf(await askAgain(as(sme, "25T10:00"), withdrawn)).code).toBe("forbidden");
  expect(problemOf(await askAgain(staff(), await openOf(id))).code).toBe("not_allowed_now");
  const both = await Promise.all([askAgain(staff(), withdrawn), askAgain(staff(), withdrawn)]);
  expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  const told = await test.db.execute(
    sql`select 1 from graphile_worker._private_jobs where payload->>'bookingId' = ${id}`,
  );
  expect(told.length).toBeGreaterThan(0);
  await settle(id);
  expect(await asked(id)).toEqual([70_000]);
  const acts = await test.db
    .select({ by: auditEntry.actorId })
    .from(auditEntry)
    .where(and(eq(auditEntry.entityId, withdrawn), eq(auditEntry.transition, "ask-again")));
  expect(acts).toEqual([{ by: provider.user?.id }]);
});

it("of a fee for a no-show says nothing of the use, should it have been one", async () => {
  const { id } = await booked();
  valueOf(await markNoShow(as(provider, "24T14:20"), id));
  await withdraw(id);
  await settle(id);
  expect(await asked(id)).toEqual([]);
  valueOf(await complete(as(provider, "24T17:00"), id, completeInput.parse({ reason: "实际已到场" })));
  expect(await asked(id)).toEqual([60_000]);
});

it("of a time that is held for it books that time, and what it costs beyond it is charged after the use", async () => {
  const { id } = await ahead();
  await settleHeld(id);
  expect(await stateOf(id)).toBe("confirmed");
  await settleHeld(id);
  expect(await asked(id)).toEqual([]);
  await used(id);
  expect(await asked(id)).toEqual([]);
  await correct(id, 70_000);
  expect(await asked(id)).toEqual([10_000]);
});

it("of a held time lets its booker book without paying, before any job has run", async () => {
  const { id, sme } = await ahead();
  valueOf(await confirmHold(as(sme, "23T09:06"), id));
  expect(await stateOf(id)).toBe("confirmed");
  expect(await asked(id)).toEqual([]);
});

it("of a held time can be asked for after all: it is charged ahead once", async () => {
  const { id, withdrawn } = await ahead();
  valueOf(await askAgain(heldTime(), withdrawn));
  await settleHeld(id);
  await settleHeld(id);
  expect(await stateOf(id)).toBe("held");
  expect(await asked(id)).toEqual([60_000]);
});

it("of a held time asked for after all when its time to pay is over costs nothing", async () => {
  const { id, withdrawn } = await ahead();
  valueOf(await askAgain(heldTime(), withdrawn));
  await settle(id);
  expect(await stateOf(id)).toBe("expired");
  expect(await asked(id)).toEqual([]);
});
