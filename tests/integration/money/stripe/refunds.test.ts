import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { refund } from "#db/schema/money.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { stripeEvent } from "#db/schema/stripe.ts";
import { refundCharge } from "#app/domain/money/refunds/refund-charge.server.ts";
import { failRefund } from "#app/domain/money/refunds/make-refunds.server.ts";
import { recordRefundSent } from "#app/domain/money/refunds/record-sent.server.ts";
import { refundsWaiting } from "#app/domain/money/refunds/refunds-waiting.server.ts";
import { returnByTransfer } from "#app/domain/money/refunds/return-by-transfer.server.ts";
import { retryRefund } from "#app/domain/money/refunds/retry-refund.server.ts";
import { readDifferences, readPosition } from "#app/domain/money/stripe/balance/differences.server.ts";
import { fetchBalance } from "#app/domain/money/stripe/balance/fetch-balance.server.ts";
import { readPayable } from "#app/domain/money/stripe/payouts/payable.server.ts";
import type { AccountPurpose } from "#db/schema/vocabulary.ts";
import { openCheckout } from "#app/domain/money/stripe/checkout/open-checkout.server.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { addColleague } from "../../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../../support/database.ts";
import { openPayments } from "../../../support/payments.ts";
import { problemOf, valueOf } from "../../../support/results.ts";
import { ledgerFaults, moneyWorld } from "../world.ts";

let test: TestDatabase;
let pay: Awaited<ReturnType<typeof openPayments>>;
let world: Awaited<ReturnType<typeof moneyWorld>>;

beforeAll(async () => {
  test = await testDatabase();
  pay = await openPayments(test);
  world = await moneyWorld(test.db);
});

afterAll(async () => {
  expect(await ledgerFaults(test.db)).toEqual([]);
  await pay.close();
  await test.close();
});

const payer = () => ({ ...pay.ctx, actor: world.payer });
const payee = () => ({ ...pay.ctx, actor: world.payee });
const row = async (id: string) => {
  const [found] = await test.db.select().from(refund).where(eq(refund.id, id));
  return found ?? expect.fail();
};

/** A part of a payment by a card whose bank takes its time with refunds: approved, and under way at Stripe. */
async function underWay(amount: number, whole = 2_000) {
  const { id: chargeId } = await world.charged(whole);
  const { sessionId } = valueOf(await openCheckout(payer(), chargeId, { locale: "zh" }));
  pay.stripe.pay(sessionId ?? "", { method: "card", card: "4000000000007726" });
  await pay.work();
  const { refunds } = valueOf(
    await transact(test.db, (tx) => refundCharge(tx, pay.ctx, chargeId, { amount, reason: "" })),
  );
  await pay.work();
  return { chargeId, id: refunds[0]?.id ?? "" };
}

const sentFor = (id: string) => pay.stripe.world.refunds.all.filter(({ metadata }) => metadata.refund === id);

it("is sent again by the payee after the bank has refused it, as another attempt; old notices of the first change nothing", async () => {
  const { id } = await underWay(400);
  const [first] = sentFor(id);
  expect(first?.status).toBe("pending");
  expect(problemOf(await retryRefund(payee(), id)).code).toBe("not_allowed_now");
  pay.stripe.settleRefund(first?.id ?? "", false);
  await pay.work();
  expect(await row(id)).toMatchObject({ state: "failed", failure: "expired_or_canceled_card" });
  expect(await refundsWaiting(payee(), "retry")).toMatchObject([{ id, failure: "expired_or_canceled_card" }]);
  expect(await refundsWaiting(payer(), "retry")).toEqual([]);
  expect(await world.balance(world.payer, "refund_due")).toBe(400);

  const told = await test.db.execute(
    sql`select 1 from graphile_worker._private_jobs
        where payload->>'template' = 'refund-failed' and payload->>'entityId' = ${id}`,
  );
  expect(told).toHaveLength(1);

  // The payer has no say in it; of two people at once one is too late.
  expect(problemOf(await retryRefund(payer(), id)).code).toBe("not_found");
  const both = await Promise.all([retryRefund(payee(), id), retryRefund(payee(), id)]);
  expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  pay.stripe.emit("refund.failed", first ?? {});
  pay.stripe.emit("refund.updated", first ?? {});
  await pay.work();
  pay.stripe.emit("refund.failed", first ?? {});
  await pay.work();
  expect(await row(id)).toMatchObject({ state: "approved", failure: "" });
  const attempts = sentFor(id);
  expect(attempts.map(({ status }) => status)).toEqual(["failed", "pending"]);
  const keys = pay.stripe.asked.filter(({ key }) => key?.startsWith(`refund-${id}`)).map(({ key }) => key);
  expect(new Set(keys).size).toBe(2);

  pay.stripe.settleRefund(attempts[1]?.id ?? "", true);
  await pay.work();
  expect(await row(id)).toMatchObject({ state: "settled", externalId: attempts[1]?.id });
  expect(await world.balance(world.payer, "refund_due")).toBe(0);
  expect(await refundsWaiting(payee(), "retry")).toEqual([]);
  const written = await test.db
    .select({ by: auditEntry.actorId, detail: auditEntry.detail })
    .from(auditEntry)
    .where(and(eq(auditEntry.entityId, id), eq(auditEntry.transition, "retry-refund")));
  expect(written).toMatchObject([
    { by: world.payee.user?.id, detail: { failure: "expired_or_canceled_card" } },
  ]);
});

it("fails again by the second attempt's own notice, and by no first one", async () => {
  const { id } = await underWay(300);
  pay.stripe.settleRefund(sentFor(id)[0]?.id ?? "", false);
  await pay.work();
  valueOf(await retryRefund(payee(), id));
  await pay.work();
  pay.stripe.settleRefund(sentFor(id)[1]?.id ?? "", false);
  await pay.work();
  expect(await row(id)).toMatchObject({ state: "failed" });
});

const transferJobs = async (id: string) =>
  (
    await test.db.execute<{ template: string; party: string }>(sql`
      select payload->>'template' as template, payload->'parties'->>0 as party from graphile_worker._private_jobs
      where payload->>'entityId' = ${id} and payload->>'template' in ('refund-transfer-proposed', 'refund-by-transfer')
      order by id`)
  ).map(({ template, party }) => `${template} ${party}`);

/** What both sides have where, and what of it Stripe may pay out. */
async function sums() {
  const of = (actor: typeof world.payee, purpose: AccountPurpose) => world.balance(actor, purpose);
  const id = world.payee.organization?.id ?? "";
  return {
    ...{ balance: await of(world.payee, "balance"), bank: await of(world.payee, "bank") },
    ...{ card: await of(world.payer, "card"), payerBank: await of(world.payer, "bank") },
    due: await of(world.payer, "refund_due"),
    ripe: (await readPayable(test.db, id, new Date())).ripe,
  };
}

it("goes by bank transfer where the card will never take it: what stands at Stripe is the payee's again", async () => {
  const { id } = await underWay(500);
  const [first] = sentFor(id);
  const before = await sums();
  expect(problemOf(await returnByTransfer(payee(), id)).code).toBe("not_allowed_now");
  pay.stripe.settleRefund(first?.id ?? "", false);
  await pay.work();
  expect(problemOf(await returnByTransfer(payer(), id)).code).toBe("not_found");
  const both = await Promise.all([returnByTransfer(payee(), id), returnByTransfer(payee(), id)]);
  expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  expect(await row(id)).toMatchObject({ method: "transfer", state: "approved", failure: "" });
  expect(await transferJobs(id)).toEqual(["refund-by-transfer payer"]);
  expect(problemOf(await retryRefund(payee(), id)).code).toBe("not_allowed_now");
  expect(await refundsWaiting(payee(), "send")).toMatchObject([{ id, amount: 500 }]);
  valueOf(await recordRefundSent(payee(), id, { bankReference: "20261127-0500" }));
  expect(await sums()).toEqual({
    ...{ balance: before.balance + 500, bank: before.bank - 500, ripe: before.ripe + 500 },
    ...{ card: before.card, payerBank: before.payerBank + 500, due: before.due - 500 },
  });
  await fetchBalance(pay.ctx);
  const { ours, theirs } = await readPosition(test.db);
  expect(ours).toBe(theirs);
  expect(await readDifferences(test.db, { until: new Date(Date.now() + 60_000) })).toEqual([]);

  // The card takes it after all, long after: that waits for a person, and nothing is booked.
  const late = pay.stripe.emit("refund.updated", Object.assign(first ?? {}, { status: "succeeded" }));
  await pay.work();
  const [event] = await test.db.select().from(stripeEvent).where(eq(stripeEvent.eventId, late.id));
  expect(event).toMatchObject({ state: "failed", reason: "refund_twice" });
  Object.assign(first ?? {}, { status: "failed" });
  expect(await row(id)).toMatchObject({ state: "settled", externalId: "20261127-0500" });
});

it("above the limit goes by transfer only when a second person asks for it too; what the bank has taken does not go at all", async () => {
  const limit = await readParameter(test.db, "refund_two_people_above", "", "2026-11-27");
  const { id } = await underWay(limit + 1, limit + 1_000);
  pay.stripe.settleRefund(sentFor(id)[0]?.id ?? "", false);
  await pay.work();
  expect(valueOf(await returnByTransfer(payee(), id))).toMatchObject({ method: "stripe", state: "failed" });
  expect(problemOf(await returnByTransfer(payee(), id)).code).toBe("second_person");
  expect(await transferJobs(id)).toEqual(["refund-transfer-proposed payee"]);
  // Sent to the card once more: then both have to be asked again.
  valueOf(await retryRefund(payee(), id));
  await pay.work();
  pay.stripe.settleRefund(sentFor(id)[1]?.id ?? "", false);
  await pay.work();
  valueOf(await returnByTransfer(payee(), id));
  const second = {
    ...pay.ctx,
    actor: await addColleague(test.db, world.payee.organization ?? expect.fail(), ["facility_manager"]),
  };
  expect(valueOf(await returnByTransfer(second, id))).toMatchObject({
    method: "transfer",
    state: "approved",
  });
  valueOf(await recordRefundSent(second, id, { bankReference: "20261127-1001" }));

  const taken = await underWay(100);
  await transact(test.db, (tx) => failRefund(tx, pay.ctx, taken.id, "charge_disputed"));
  expect(problemOf(await returnByTransfer(payee(), taken.id)).code).toBe("not_allowed_now");
});

it("that the bank pays a second time after all waits for a person", async () => {
  const { id } = await underWay(200);
  const [first] = sentFor(id);
  pay.stripe.settleRefund(first?.id ?? "", false);
  await pay.work();
  valueOf(await retryRefund(payee(), id));
  await pay.work();
  pay.stripe.settleRefund(sentFor(id)[1]?.id ?? "", true);
  await pay.work();
  const late = pay.stripe.emit("refund.updated", Object.assign(first ?? {}, { status: "succeeded" }));
  await pay.work();
  const [event] = await test.db.select().from(stripeEvent).where(eq(stripeEvent.eventId, late.id));
  expect(event).toMatchObject({ state: "failed", reason: "refund_twice" });
  expect(await row(id)).toMatchObject({ state: "settled", amount: 200 });
});
