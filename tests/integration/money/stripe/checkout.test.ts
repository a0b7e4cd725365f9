import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { charge, payment, refund } from "#db/schema/money.ts";
import { stripeCheckout, stripeEvent } from "#db/schema/stripe.ts";
import { transact } from "#app/domain/transact.server.ts";
import { endCharge, refundCharge } from "#app/domain/money/refunds/refund-charge.server.ts";
import { checkoutPage } from "#app/domain/money/stripe/checkout/checkout-page.server.ts";
import { endCheckouts } from "#app/domain/money/stripe/checkout/end-checkouts.server.ts";
import { openCheckout } from "#app/domain/money/stripe/checkout/open-checkout.server.ts";
import { waitingForStripe } from "#app/domain/money/stripe/inbox/queries.server.ts";
import { fetchEvents } from "#app/domain/money/stripe/inbox/fetch-events.server.ts";
import { configure, env } from "#app/runtime/env.server.ts";
import { type TestDatabase, testDatabase } from "../../../support/database.ts";
import { openPayments } from "../../../support/payments.ts";
import { problemOf, valueOf } from "../../../support/results.ts";
import { deliver } from "../../../support/stripe-server/deliveries.ts";
import { sign } from "../../../support/stripe-server/signature.ts";
import { newId } from "../../../support/stripe-server/world.ts";
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
const open = async (id: string) => valueOf(await openCheckout(payer(), id, { locale: "zh" }));
const standing = async (id: string) => {
  const [row] = await test.db.select().from(charge).where(eq(charge.id, id));
  return row;
};
const paymentsOf = (id: string) => test.db.select().from(payment).where(eq(payment.chargeId, id));
const refundsOf = (id: string) => test.db.select().from(refund).where(eq(refund.chargeId, id));
const eventOf = async (eventId: string) => {
  const [row] = await test.db.select().from(stripeEvent).where(eq(stripeEvent.eventId, eventId));
  return row;
};
/** Charged and paid by card, with its notices worked through. */
const paid = async (amount: number) => {
  const { id } = await world.charged(amount);
  const { sessionId } = await open(id);
  pay.stripe.pay(sessionId ?? "");
  await pay.work();
  const intent = pay.stripe.world.sessions.find(sessionId ?? "").payment_intent ?? "";
  const at = pay.stripe.world.intents.find(intent).latest_charge ?? "";
  return { id, intent, stripeCharge: at };
};

describe("a payment by card", () => {
  it("is booked once, by notices alone, however often and in whatever order they come", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), async (keys) => {
        const { id } = await world.charged(120_000);
        const { sessionId, url } = await open(id);
        expect((await open(id)).url).toBe(url);
        pay.stripe.post.holding = true;
        pay.stripe.pay(sessionId ?? "");
        pay.stripe.post.holding = false;
        await pay.work();
        const before = valueOf(await checkoutPage(payer(), id));
        expect(before).toMatchObject({ open: 120_000, checkout: { state: "open" } });
        const answers = await pay.stripe.post.release({
          times: 10,
          arrange: (events) =>
            events
              .map((event, at) => ({ event, key: keys[at] ?? at }))
              .toSorted((one, other) => one.key - other.key)
              .map(({ event }) => event),
        });
        expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
        await pay.work();
        expect(await paymentsOf(id)).toHaveLength(1);
        expect(valueOf(await checkoutPage(payer(), id))).toMatchObject({ open: 0, state: "paid" });
      }),
      { numRuns: 3 },
    );
    expect(pay.stripe.asked.every(({ version }) => version === "2026-10-28.endive")).toBe(true);
  });

  it("is taken only from the payer's own people, for what is owed", async () => {
    const { id } = await world.charged(500);
    const stranger = { ...pay.ctx, actor: world.payee };
    expect(problemOf(await openCheckout(stranger, id, { locale: "zh" })).code).toBe("not_found");
    expect(problemOf(await checkoutPage(stranger, id)).code).toBe("not_found");
    const done = await paid(600);
    expect(problemOf(await openCheckout(payer(), done.id, { locale: "zh" })).code).toBe("nothing_to_pay");
  });

  it("waits for a bank that answers later, and may fail there", async () => {
    for (const succeeded of [true, false]) {
      const { id } = await world.charged(700);
      const { sessionId } = await open(id);
      pay.stripe.pay(sessionId ?? "", { method: "alipay", later: true });
      await pay.work();
      expect(valueOf(await checkoutPage(payer(), id))).toMatchObject({
        open: 700,
        checkout: { state: "paying" },
      });
      pay.stripe.settle(sessionId ?? "", succeeded);
      await pay.work();
      expect(await paymentsOf(id)).toHaveLength(succeeded ? 1 : 0);
    }
  });

  it("goes back when it comes after the charge has ended, and pages of such charges are closed", async () => {
    const { id } = await world.charged(900);
    const { sessionId } = await open(id);
    const end = { transition: "expire", reason: "" } as const;
    valueOf(await transact(test.db, (tx) => endCharge(tx, pay.ctx, id, end)));
    pay.stripe.pay(sessionId ?? "");
    await pay.work();
    expect(await standing(id)).toMatchObject({ state: "expired", paid: 0 });
    expect(await refundsOf(id)).toMatchObject([{ kind: "late", amount: 900, state: "settled" }]);
    expect(pay.stripe.world.refunds.all.at(-1)).toMatchObject({ amount: 900, status: "succeeded" });
    const other = await world.charged(901);
    const page = await open(other.id);
    valueOf(await transact(test.db, (tx) => endCharge(tx, pay.ctx, other.id, end)));
    expect(await endCheckouts(pay.ctx)).toBe(1);
    await pay.work();
    expect(pay.stripe.world.sessions.find(page.sessionId ?? "").status).toBe("expired");
  });

  it("is found when no notice of it ever came", async () => {
    const { id } = await world.charged(1_000);
    const { sessionId } = await open(id);
    const { to } = pay.stripe.post;
    pay.stripe.post.to = undefined;
    pay.stripe.pay(sessionId ?? "");
    await pay.stripe.post.settled();
    pay.stripe.post.to = to;
    expect(await paymentsOf(id)).toHaveLength(0);
    expect(await fetchEvents(pay.ctx)).toBeGreaterThan(0);
    expect(await fetchEvents(pay.ctx)).toBe(0);
    await pay.work();
    expect(await paymentsOf(id)).toHaveLength(1);
  });
});

describe("a Stripe that is switched off", () => {
  it("lets its notices wait without an error, says how many, and has them followed once it is back", async () => {
    const { id } = await world.charged(1_050);
    const { sessionId } = await open(id);
    const settings = env();
    pay.stripe.pay(sessionId ?? "");
    await pay.stripe.post.settled();
    configure({ ...settings, stripe: null });
    await pay.work();
    const [failing] =
      await test.sql`select count(*)::int as n from graphile_worker._private_jobs where last_error is not null`;
    expect(failing).toEqual({ n: 0 });
    expect(await waitingForStripe(test.db)).toBeGreaterThan(0);
    expect(await paymentsOf(id)).toHaveLength(0);
    configure(settings);
    expect(await waitingForStripe(test.db)).toBe(0);
    const later = { now: () => new Date(Date.now() + 7_200_000) };
    await fetchEvents({ ...pay.ctx, clock: later });
    await pay.work();
    expect(await paymentsOf(id)).toHaveLength(1);
  });
});

describe("a Stripe that cannot be reached", () => {
  it("loses nothing: what was asked for is kept, tried again and asked for once", async () => {
    const { id } = await world.charged(1_100);
    await pay.stripe.close();
    expect(problemOf(await openCheckout(payer(), id, { locale: "en" })).code).toBe("payments_unreachable");
    expect(problemOf(await openCheckout(payer(), id, { locale: "en" })).code).toBe("payments_unreachable");
    expect(valueOf(await checkoutPage(payer(), id)).checkout).toMatchObject({ state: "opening", url: null });
    await pay.stripe.open();
    await pay.work();
    expect(valueOf(await checkoutPage(payer(), id)).checkout?.url).toContain("/c/pay/");
    expect(await test.db.select().from(stripeCheckout).where(eq(stripeCheckout.chargeId, id))).toHaveLength(
      1,
    );
  });

  it("asks again for a page whose asker died before it heard the answer", async () => {
    const { id } = await world.charged(1_150);
    const { sessionId } = await open(id);
    const unheard = { state: "opening", url: null, sessionId: null } as const;
    await test.db.update(stripeCheckout).set(unheard).where(eq(stripeCheckout.chargeId, id));
    await pay.work();
    const rows = await test.db.select().from(stripeCheckout).where(eq(stripeCheckout.chargeId, id));
    expect(rows).toMatchObject([{ state: "open", sessionId, url: expect.stringContaining("/c/pay/") }]);
  });

  it.each(["failBefore", "failAfter", "silent"] as const)(
    "%s: no page twice, no refund twice",
    async (manner) => {
      const { id } = await world.charged(1_200);
      const before = pay.stripe.world.sessions.all.length;
      // Twice: the SDK itself tries once more.
      pay.stripe.manners[manner] = 2;
      const first = await openCheckout(payer(), id, { locale: "zh" });
      expect(first.ok ? "" : first.problem.code).toBe("payments_unreachable");
      await pay.work();
      const page = await open(id);
      expect(pay.stripe.world.sessions.all).toHaveLength(before + 1);
      pay.stripe.pay(page.sessionId ?? "");
      await pay.work();
      valueOf(await transact(test.db, (tx) => refundCharge(tx, pay.ctx, id, { amount: 300, reason: "" })));
      pay.stripe.manners[manner] = 2;
      const refundsBefore = pay.stripe.world.refunds.all.length;
      for (const _ of [1, 2, 3]) await pay.work();
      expect(pay.stripe.world.refunds.all).toHaveLength(refundsBefore + 1);
      expect(await refundsOf(id)).toMatchObject([{ state: "settled", amount: 300 }]);
      expect(await standing(id)).toMatchObject({ state: "partly_refunded", refunded: 300 });
    },
  );
});

describe("what is delivered", () => {
  const secret = () => pay.stripe.webhookSecret;
  const now = () => Math.floor(Date.now() / 1000);
  const total = async () => ({
    events: (await test.db.select().from(stripeEvent)).length,
    payments: (await test.db.select().from(payment)).length,
  });

  it("is refused unsigned, signed by others, changed or old", async () => {
    const { to } = pay;
    pay.stripe.post.holding = true;
    const event = pay.stripe.emit("payment_intent.created", { id: "pi_x", object: "payment_intent" });
    pay.stripe.post.holding = false;
    const before = await total();
    const statuses = [
      await deliver(event, { to, secret: "whsec_of_somebody_else_00", at: now() }),
      await deliver(event, { to, secret: secret(), at: now() - 301 }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([400, 400]);
    const body = JSON.stringify(event);
    const good = sign(body, secret(), now());
    const v0 = good.replace(/v1=\w+/, "v1=00");
    for (const [sent, signature] of [
      [body, ""],
      [`${body} `, good],
      [body, v0],
      [body, `t=${now()}`],
      ["", sign("", secret(), now())],
      ["{", sign("{", secret(), now())],
      ["{}", sign("{}", secret(), now())],
    ] as const) {
      const headers = new Headers(signature ? { "Stripe-Signature": signature } : {});
      expect((await fetch(to, { method: "POST", headers, body: sent })).status, sent).toBe(400);
    }
    expect(await total()).toEqual(before);
    expect((await deliver(event, { to, secret: secret(), at: now() - 200 })).status).toBe(200);
    await pay.stripe.post.release({ arrange: () => [] });
  });

  it("is kept once though it says no more than what it is called", async () => {
    const id = `${newId("evt")}-a`;
    for (const others of [{}, { account: null, data: { object: {} } }, { created: now(), data: {} }]) {
      const body = JSON.stringify({ id, type: "something.unknown", ...others });
      const headers = { "Stripe-Signature": sign(body, secret(), now()) };
      expect((await fetch(pay.to, { method: "POST", headers, body })).status, body).toBe(200);
    }
    await pay.work();
    expect(await eventOf(id)).toMatchObject({ state: "ignored", reason: "unknown_type" });
  });

  it("is kept and moves nothing when it is of others, of an unknown type or the wrong mode", async () => {
    const before = await total();
    const session = newId("cs_test");
    const unknown = pay.stripe.emit("radar.early_fraud_warning.created", {
      id: "issfr_1",
      object: "warning",
    });
    const foreign = pay.stripe.emit(
      "account.updated",
      { id: "acct_foreign", object: "account" },
      "acct_foreign",
    );
    const noId = pay.stripe.emit("balance.available", { object: "balance" });
    const odd = { ...noId, id: newId("evt"), data: { object: { id: "x\0", object: "thing" } } };
    expect((await deliver(odd, { to: pay.to, secret: secret(), at: now() })).status).toBe(200);
    await pay.work();
    expect(await eventOf(unknown.id)).toMatchObject({ state: "ignored", reason: "unknown_type" });
    expect(await eventOf(foreign.id)).toMatchObject({ state: "ignored", reason: "foreign_account" });
    expect(await eventOf(noId.id)).toMatchObject({ state: "ignored", reason: "unknown_type" });
    const live = { ...unknown, id: newId("evt"), livemode: true, type: "checkout.session.completed" };
    expect((await deliver(live, { to: pay.to, secret: secret(), at: now() })).status).toBe(200);
    await pay.work();
    expect(await eventOf(live.id)).toMatchObject({ state: "ignored", reason: "wrong_mode" });
    // A session that another system opened on the same account.
    const { sessionId } = await open((await world.charged(1)).id);
    const others = {
      ...pay.stripe.world.sessions.find(sessionId ?? ""),
      id: session,
      metadata: { order: "7" },
    };
    pay.stripe.world.sessions.add({ ...others, status: "open" });
    pay.stripe.pay(session);
    await pay.work();
    const [last] = pay.stripe.world.events.all.slice(-1);
    expect(await eventOf(last?.id ?? "")).toMatchObject({ state: "ignored", reason: "not_ours" });
    expect((await total()).payments).toBe(before.payments);
  });

  it.each([{ amount_total: 1_299 }, { currency: "usd" }])(
    "moves nothing and waits for a person when sum or currency differ: %o",
    async (change) => {
      const { id } = await world.charged(1_300);
      const { sessionId } = await open(id);
      Object.assign(pay.stripe.world.sessions.find(sessionId ?? ""), change);
      pay.stripe.pay(sessionId ?? "");
      await pay.work();
      const completed = pay.stripe.world.events.all.findLast(
        ({ type }) => type === "checkout.session.completed",
      );
      expect(await eventOf(completed?.id ?? "")).toMatchObject({ state: "failed", reason: "amount_differs" });
      expect(await paymentsOf(id)).toEqual([]);
      expect(await standing(id)).toMatchObject({ state: "open", paid: 0 });
    },
  );
});

describe("what goes back", () => {
  it("is told by the bank later, fails and is paid again", async () => {
    const { id, stripeCharge } = await paid(2_000);
    valueOf(await transact(test.db, (tx) => refundCharge(tx, pay.ctx, id, { amount: 400, reason: "" })));
    // Disputed meanwhile: Stripe refuses.
    pay.stripe.world.charges.find(stripeCharge).disputed = true;
    await pay.work();
    expect(await refundsOf(id)).toMatchObject([{ state: "failed", failure: "charge_disputed" }]);
    pay.stripe.world.charges.find(stripeCharge).disputed = false;
    expect(await world.balance(world.payer, "refund_due")).toBe(400);
  });

  it("by a dispute is gone at once, back when it is won, also when its notice overtakes the payment's", async () => {
    for (const outcome of ["won", "lost"] as const) {
      const { id } = await world.charged(2_100);
      const { sessionId } = await open(id);
      pay.stripe.post.holding = true;
      pay.stripe.pay(sessionId ?? "");
      const intent = pay.stripe.world.sessions.find(sessionId ?? "").payment_intent ?? "";
      const dispute = pay.stripe.dispute(pay.stripe.world.intents.find(intent).latest_charge ?? "");
      pay.stripe.post.holding = false;
      await pay.stripe.post.release({ times: 2, arrange: (events) => events.toReversed() });
      await pay.work();
      expect(await standing(id)).toMatchObject({ state: "refunded", refunded: 2_100 });
      expect(valueOf(await checkoutPage(payer(), id)).disputed).toBe(true);
      pay.stripe.closeDispute(dispute, outcome);
      await pay.work();
      expect(await standing(id)).toMatchObject(
        outcome === "won" ? { state: "paid", refunded: 0 } : { state: "refunded", refunded: 2_100 },
      );
      expect(valueOf(await checkoutPage(payer(), id)).disputed).toBe(false);
    }
  });
});
