import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { payout, stripeAccount, stripeEvent } from "#db/schema/stripe.ts";
import { readDifferences, readPosition } from "#app/domain/money/stripe/balance/differences.server.ts";
import { fetchBalance } from "#app/domain/money/stripe/balance/fetch-balance.server.ts";
import { openCheckout } from "#app/domain/money/stripe/checkout/open-checkout.server.ts";
import { listEvents } from "#app/domain/money/stripe/inbox/queries.server.ts";
import { retryEvent } from "#app/domain/money/stripe/inbox/retry-event.server.ts";
import { beginOnboarding } from "#app/domain/money/stripe/payouts/onboard.server.ts";
import { readPayouts } from "#app/domain/money/stripe/payouts/queries.server.ts";
import { payOutProviders, requestPayout } from "#app/domain/money/stripe/payouts/request-payout.server.ts";
import { settleFailedPayout } from "#app/domain/money/stripe/payouts/send-payout.server.ts";
import { type TestDatabase, testDatabase } from "../../../support/database.ts";
import { openPayments } from "../../../support/payments.ts";
import { problemOf, valueOf } from "../../../support/results.ts";
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

const week = 8 * 86_400_000;
/** The payee's owner, so many days later. */
const payee = (aheadMs = 0) => ({
  ...pay.ctx,
  actor: world.payee,
  clock: { now: () => new Date(Date.now() + aheadMs) },
});
const payeeId = () => world.payee.organization?.id ?? "";
const paid = async (amount: number, more = {}) => {
  const { id } = await world.charged(amount, more);
  const opened = valueOf(await openCheckout({ ...pay.ctx, actor: world.payer }, id, { locale: "zh" }));
  pay.stripe.pay(opened.sessionId ?? "");
  await pay.work();
  return id;
};
const account = async () => {
  const [row] = await test.db.select().from(stripeAccount).where(eq(stripeAccount.organizationId, payeeId()));
  return row?.accountId ?? "";
};

describe("a provider's income by card", () => {
  it("is paid out once the provider's account is ready, after the days of waiting, once", async () => {
    await paid(300_000);
    await paid(50_000, { cause: { type: "contract", id: crypto.randomUUID() }, held: true });
    expect(problemOf(await requestPayout(payee(week), payeeId())).code).toBe("payouts_not_ready");
    const lost = { ...pay.ctx, actor: world.payer };
    expect(problemOf(await requestPayout(lost, payeeId())).code).toBe("forbidden");
    pay.stripe.manners.failAfter = 2;
    expect(problemOf(await beginOnboarding(payee())).code).toBe("payouts_unreachable");
    expect(valueOf(await beginOnboarding(payee()))).toContain("/setup/e/");
    expect(pay.stripe.world.accounts.all).toHaveLength(1);
    pay.stripe.completeAccount(await account());
    await pay.work();
    expect((await readPayouts(payee(), payeeId())).account).toMatchObject({ ready: true, missing: [] });

    expect(problemOf(await requestPayout(payee(), payeeId())).code).toBe("nothing_to_pay_out");
    expect((await readPayouts(payee(week), payeeId())).earned).toMatchObject({
      payable: 300_000,
      held: 50_000,
    });
    const both = await Promise.all([1, 2].map(() => requestPayout(payee(week), payeeId())));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    for (const manner of ["failBefore", "silent", "failAfter"] as const) {
      pay.stripe.manners[manner] = 2;
      await pay.work();
    }
    pay.stripe.manners.failAfter = 0;
    await pay.work();
    expect(pay.stripe.world.transfers.all).toMatchObject([{ amount: 300_000, destination: await account() }]);
    expect(await world.balance(world.payee, "balance")).toBe(0);
    expect((await readPayouts(payee(week), payeeId())).earned).toMatchObject({ payable: 0, sent: 300_000 });
    expect(await payOutProviders(payee(week))).toBe(0);
  });

  it("tells when Stripe has sent it to the bank, and when it wants something more", async () => {
    pay.stripe.payOut(await account());
    await pay.work();
    expect((await readPayouts(payee(), payeeId())).bank).toMatchObject([{ amount: 300_000, state: "paid" }]);
    pay.stripe.restrictAccount(await account());
    await pay.work();
    expect((await readPayouts(payee(), payeeId())).account).toMatchObject({
      ready: false,
      missing: ["company.tax_id"],
    });
  });

  it("waits when Stripe refuses, and is tried again or given up by the provider", async () => {
    pay.stripe.completeAccount(await account());
    await paid(70_000);
    // Stripe no longer takes transfers to it, and its notice has not come yet.
    pay.stripe.world.accounts.find(await account()).payouts_enabled = false;
    valueOf(await requestPayout(payee(week), payeeId()));
    await pay.work();
    const [failed] = await test.db.select().from(payout).where(eq(payout.state, "failed"));
    expect(failed?.failure).toBe("insufficient_capabilities_for_transfer");
    expect(problemOf(await requestPayout(payee(week), payeeId())).code).toBe("payout_under_way");
    const stranger = { ...pay.ctx, actor: world.payer };
    expect(problemOf(await settleFailedPayout(stranger, failed?.id ?? "", "retry-payout")).code).toBe(
      "not_found",
    );
    pay.stripe.completeAccount(await account());
    valueOf(await settleFailedPayout(payee(), failed?.id ?? "", "retry-payout"));
    await pay.work();
    expect(pay.stripe.world.transfers.all.map(({ amount }) => amount)).toEqual([300_000, 70_000]);
  });
});

describe("the platform's balance at Stripe", () => {
  it("is what the ledger says, fees included, and differences are listed", async () => {
    const later = new Date(Date.now() + 60_000);
    pay.stripe.topUp(5_000);
    expect(await fetchBalance(pay.ctx)).toBeGreaterThan(0);
    expect(await fetchBalance(pay.ctx)).toBe(0);
    const { platform } = pay.stripe.world;
    const position = await readPosition(test.db);
    expect(position.theirs).toBe(pay.stripe.world.available(platform));
    expect(position.ours).toBe(position.theirs);
    expect(await readDifferences(test.db, { until: later })).toEqual([]);

    // Somebody refunds in Stripe's own pages.
    const [charged] = pay.stripe.world.charges.all;
    await fetch(`${pay.stripe.url}/v1/refunds`, {
      method: "POST",
      headers: { Authorization: `Bearer ${pay.stripe.secretKey}`, "Idempotency-Key": newId("key") },
      body: new URLSearchParams({ charge: charged?.id ?? "", amount: "100" }),
    });
    await pay.work();
    const operator = { ...pay.ctx, actor: { ...world.payee, roles: ["operator" as const] } };
    const { items } = await listEvents(operator, { view: "attention" });
    const told = await test.db.execute<{ template: string }>(
      sql`select payload ->> 'template' as template from graphile_worker._private_jobs where payload ->> 'entity' in ('stripe_event', 'payout')`,
    );
    expect(told.map(({ template }) => template).toSorted()).toEqual([
      "payment-notice-failed",
      "payout-failed",
    ]);
    expect(items).toMatchObject([{ type: "refund.created", state: "failed", reason: "refund_unknown" }]);
    expect(await listEvents(payee(), { view: "all" })).toMatchObject({ items: [] });
    expect(problemOf(await retryEvent(payee(), items[0]?.id ?? "")).code).toBe("forbidden");
    valueOf(await retryEvent(operator, items[0]?.id ?? ""));
    await pay.work();
    const [tried] = await test.db
      .select()
      .from(stripeEvent)
      .where(eq(stripeEvent.id, items[0]?.id ?? ""));
    expect(tried).toMatchObject({ state: "failed", attempts: 2 });
    await fetchBalance(pay.ctx);
    expect(await readDifferences(test.db, { until: later })).toMatchObject([
      { kind: "refund", ours: null, theirs: -100 },
    ]);
  });
});
