import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { charge, refund } from "#db/schema/money.ts";
import { stripeEvent } from "#db/schema/stripe.ts";
import { payCharge } from "#app/domain/money/charges/pay-charge.server.ts";
import { disputesOf } from "#app/domain/money/stripe/disputes/queries.server.ts";
import { openCheckout } from "#app/domain/money/stripe/checkout/open-checkout.server.ts";
import { closeDispute, openDispute } from "#app/domain/money/refunds/dispute.server.ts";
import { failRefund, settleRefund } from "#app/domain/money/refunds/make-refunds.server.ts";
import { approveRefund, proposeRefund } from "#app/domain/money/refunds/propose-refund.server.ts";
import { refundCharge } from "#app/domain/money/refunds/refund-charge.server.ts";
import { retryRefund } from "#app/domain/money/refunds/retry-refund.server.ts";
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

const payee = () => ({ ...pay.ctx, actor: world.payee });

/** A charge of which the last part came by card, after what came by transfer. */
async function paid(amount: number, { transfer = 0, card = amount } = {}) {
  const { id } = await world.charged(amount);
  const ways = [["transfer", transfer] as const, ["stripe", card] as const].filter(([, fen]) => fen > 0);
  for (const [method, fen] of ways)
    valueOf(
      await transact(test.db, (tx) =>
        payCharge(tx, payee(), id, { method, externalId: `${method} ${id}`, amount: fen }),
      ),
    );
  return id;
}

const dispute = (chargeId: string, amount: number) =>
  transact(test.db, (tx) =>
    openDispute(tx, payee(), {
      ...{ paymentExternalId: `stripe ${chargeId}`, externalId: `dp ${chargeId}`, amount },
    }),
  );
const close = (chargeId: string, outcome: "won" | "lost") =>
  transact(test.db, (tx) => closeDispute(tx, payee(), `dp ${chargeId}`, outcome));

const refundsOf = async (chargeId: string) =>
  (await test.db.select().from(refund).where(eq(refund.chargeId, chargeId)).orderBy(refund.id)).map(
    ({ kind, state, amount }) => `${kind} ${state} ${amount}`,
  );
const chargeOf = async (id: string) => {
  const [row] = await test.db.select().from(charge).where(eq(charge.id, id));
  return row ?? expect.fail();
};
const balance = () => world.balance(world.payee, "balance");
const owed = () => world.balance(world.payer, "refund_due");

it("is booked while a refund of the same money waits for its second person, and that refund is made by nobody", async () => {
  const limit = await readParameter(test.db, "refund_two_people_above", "", "2026-11-27");
  const id = await paid(limit + 1);
  const [proposed] = valueOf(
    await proposeRefund(payee(), id, { amount: limit + 1, reason: "仪器停机，费用退回" }),
  );
  const before = await balance();
  valueOf(await dispute(id, limit + 1));
  expect(await refundsOf(id)).toEqual([`refund refused ${limit + 1}`, `dispute settled ${limit + 1}`]);
  expect(await balance()).toBe(before - limit - 1);
  const colleague = await addColleague(test.db, world.payee.organization ?? expect.fail(), ["owner"]);
  const late = await approveRefund({ ...pay.ctx, actor: colleague }, proposed?.id ?? "");
  expect(problemOf(late).code).toBe("not_allowed_now");
});

it("lets a proposed refund stand that fits beside it", async () => {
  const limit = await readParameter(test.db, "refund_two_people_above", "", "2026-11-27");
  const id = await paid(2 * limit + 2);
  valueOf(await proposeRefund(payee(), id, { amount: limit + 1, reason: "仪器停机，费用退回" }));
  valueOf(await dispute(id, limit + 1));
  expect(await refundsOf(id)).toEqual([`refund proposed ${limit + 1}`, `dispute settled ${limit + 1}`]);
});

it("is booked of what the charge took, whatever had come too much and has gone back", async () => {
  const id = await paid(100_000, { transfer: 60_000, card: 100_000 });
  expect(await refundsOf(id)).toEqual(["excess approved 60000"]);
  const before = await balance();
  valueOf(await dispute(id, 40_000));
  expect(await refundsOf(id)).toEqual(["excess approved 60000", "dispute settled 40000"]);
  expect(await balance()).toBe(before - 40_000);
  expect(await chargeOf(id)).toMatchObject({ state: "partly_refunded", refunded: 40_000 });
});

it.each(["approved", "failed"] as const)(
  "takes the place of a refund that is %s and has not gone out: the payer is not owed it twice",
  async (state) => {
    const id = await paid(5_000);
    const due = await owed();
    const before = await balance();
    const made = valueOf(
      await transact(test.db, (tx) => refundCharge(tx, payee(), id, { amount: 5_000, reason: "取消" })),
    );
    const refundId = made.refunds[0]?.id ?? "";
    if (state === "failed")
      await transact(test.db, (tx) => failRefund(tx, payee(), refundId, "charge_disputed"));
    expect(await owed()).toBe(due + 5_000);
    for (const _ of [1, 2]) valueOf(await dispute(id, 5_000));
    expect(await refundsOf(id)).toEqual(["refund refused 5000", "dispute settled 5000"]);
    expect([await owed(), await balance()]).toEqual([due, before - 5_000]);
    expect(problemOf(await retryRefund(payee(), refundId)).code).toBe("not_allowed_now");
    valueOf(await close(id, "won"));
    // The payee keeps the money against the bank; what it owed before it owes again.
    expect(await refundsOf(id)).toEqual(["refund approved 5000", "dispute reversed 5000"]);
    expect(await chargeOf(id)).toMatchObject({ state: "refunded", refunded: 5_000 });
    expect([await owed(), await balance()]).toEqual([due + 5_000, before - 5_000]);
  },
);

it("reaches the payee with its time for evidence although the money had gone back before: only the books wait for a person", async () => {
  const { id: chargeId } = await world.charged(2_000);
  const payer = { ...pay.ctx, actor: world.payer };
  const { sessionId } = valueOf(await openCheckout(payer, chargeId, { locale: "zh" }));
  pay.stripe.pay(sessionId ?? "");
  await pay.work();
  const made = valueOf(
    await transact(test.db, (tx) => refundCharge(tx, pay.ctx, chargeId, { amount: 1_500, reason: "" })),
  );
  for (const { id } of made.refunds)
    await transact(test.db, (tx) => settleRefund(tx, pay.ctx, id, { externalId: `re ${randomUUID()}` }));
  const intent = pay.stripe.world.sessions.find(sessionId ?? "").payment_intent ?? "";
  const before = await balance();
  const at = pay.stripe.dispute(pay.stripe.world.intents.find(intent).latest_charge ?? "");
  await pay.work();
  expect(await disputesOf(pay.ctx, chargeId)).toMatchObject([{ state: "open", stage: "wanted" }]);
  expect(await refundsOf(chargeId)).toEqual(["refund settled 1500", "dispute settled 500"]);
  expect(await balance()).toBe(before - 500);
  const [notice] = await test.db.select().from(stripeEvent).where(eq(stripeEvent.objectId, at));
  expect(notice).toMatchObject({ state: "failed", reason: "dispute_exceeds" });
  pay.stripe.closeDispute(at, "won");
  await pay.work();
  expect(await disputesOf(pay.ctx, chargeId)).toMatchObject([{ state: "won" }]);
  expect(await balance()).toBe(before);
});
