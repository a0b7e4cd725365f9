import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { account, charge, entry, payment, posting, refund, wholePosting } from "#db/schema/money.ts";
import type { AccountPurpose } from "#db/schema/vocabulary.ts";
import { reconciliationDifference } from "#db/schema/transfer.ts";
import { pgError } from "#db/errors.ts";
import { transact } from "#app/domain/transact.server.ts";
import { charge as makeCharge } from "#app/domain/money/charges/charge.server.ts";
import { payCharge } from "#app/domain/money/charges/pay-charge.server.ts";
import { releaseHeld, returnHeld } from "#app/domain/money/holds/release-held.server.ts";
import { balanceOf, post } from "#app/domain/money/ledger/post.server.ts";
import { reconcileLedger } from "#app/domain/money/reconciliation/reconcile.server.ts";
import { closeDispute, openDispute } from "#app/domain/money/refunds/dispute.server.ts";
import { failRefund, settleRefund } from "#app/domain/money/refunds/make-refunds.server.ts";
import { endCharge, refundCharge } from "#app/domain/money/refunds/refund-charge.server.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { ledgerFaults, moneyWorld } from "./world.ts";

let test: TestDatabase;
let world: Awaited<ReturnType<typeof moneyWorld>>;

beforeAll(async () => {
  test = await testDatabase();
});

afterAll(async () => {
  expect(await ledgerFaults(test.db)).toEqual([]);
  await test.close();
});

const fresh = async () => {
  world = await moneyWorld(test.db);
  return world;
};

const pay = (
  id: string,
  amount: number,
  method: "stripe" | "transfer" | "voucher" = "stripe",
  externalId: string = randomUUID(),
) => transact(test.db, (tx) => payCharge(tx, world.as(world.payee), id, { method, externalId, amount }));
const codeOf = async (work: Promise<unknown>) => pgError(await work.catch((error: unknown) => error));

/** Four accounts of an organisation, `fee` in dollars, and what writes a posting among them past our own code. */
async function openedAccounts() {
  const { payer } = await fresh();
  const organizationId = payer.organization?.id ?? expect.fail();
  const yuan = (["bank", "card", "held"] as const).map((purpose) => ({ organizationId, purpose }));
  await test.db.insert(account).values([...yuan, { organizationId, purpose: "fee", currency: "USD" }]);
  const write = async (
    amounts: Partial<Record<AccountPurpose, number>>,
    currency = "CNY",
    id: string = randomUUID(),
  ) => {
    const list = (values: readonly (string | number)[]) => `{${values.join(",")}}`;
    const owners = list(Object.keys(amounts).map(() => organizationId));
    return test.db.execute<{ id: string }>(sql`insert into ${wholePosting}
      (id, at, cause_type, cause_id, currency, owners, purposes, amounts)
      values (${id}, now(), 'test', ${randomUUID()}, ${currency}, ${owners}, ${list(Object.keys(amounts))},
        ${list(Object.values(amounts))}) returning id`);
  };
  return { organizationId, write };
}

describe("the ledger", () => {
  it("refuses a posting that does not sum to zero, has one entry, or takes more from an account than was put there", async () => {
    const { organizationId, write } = await openedAccounts();
    await write({ bank: 5, card: -5 });
    expect(await codeOf(write({ bank: 5, card: -4 }))).toMatchObject({ constraint: "posting_balances" });
    expect(await codeOf(write({}))).toMatchObject({ constraint: "posting_balances" });
    expect(await codeOf(write({ bank: 5 }))).toMatchObject({ constraint: "posting_balances" });
    expect(await codeOf(write({ bank: 5, held: -5 }))).toMatchObject({ constraint: "entry_overdrawn" });
    await write({ bank: -7, held: 7 });
    expect(await codeOf(write({ bank: 8, held: -8 }))).toMatchObject({ constraint: "entry_overdrawn" });
    expect(await balanceOf(test.db, organizationId, "held")).toBe(7);
  });

  it("has one currency in a posting: an account of another is not there for it", async () => {
    const { write } = await openedAccounts();
    expect(await write({ bank: 5, fee: -5 })).toEqual([]);
    expect(await write({ fee: -5 }, "USD").catch(pgError)).toMatchObject({ constraint: "posting_balances" });
  });

  it("takes no entry without its posting, and no posting without its entries, whoever writes it", async () => {
    const { write } = await openedAccounts();
    const [made] = await write({ bank: 5, card: -5 });
    const [old] = await test.db
      .select()
      .from(entry)
      .where(eq(entry.postingId, made?.id ?? ""));
    const later = test.db.insert(entry).values({ ...(old ?? expect.fail()), n: 2, amount: 3 });
    expect(await codeOf(Promise.resolve(later))).toMatchObject({ code: "23001" });
    const bare = { at: new Date(), causeType: "test", causeId: randomUUID() };
    expect(await codeOf(Promise.resolve(test.db.insert(posting).values(bare)))).toMatchObject({
      code: "23001",
    });
    expect(await codeOf(write({ bank: 5, card: -5 }, "CNY", made?.id))).toMatchObject({ code: "23505" });
  });

  it("changes nothing that was written", async () => {
    const { charged } = await fresh();
    const { id } = await charged(100);
    valueOf(await pay(id, 100));
    for (const statement of [
      sql`update entry set amount = amount + 1`,
      sql`delete from entry`,
      sql`update posting set at = now()`,
      sql`truncate posting cascade`,
      sql`truncate entry`,
      sql`update account set currency = 'USD'`,
      sql`delete from account`,
      sql`truncate account cascade`,
      sql`delete from payment`,
      sql`update payment set amount = 1`,
    ])
      expect(await codeOf(test.db.execute(statement))).toMatchObject({ code: "23001" });
  });

  it("takes no legs that do not sum to zero or are not whole fen", async () => {
    const { payer, as } = await fresh();
    const leg = { organizationId: payer.organization?.id ?? "", purpose: "bank" } as const;
    const cause = { type: "test", id: randomUUID() };
    const one = test.db.transaction((tx) => post(tx, as(payer), { cause, legs: [{ ...leg, amount: 1 }] }));
    await expect(one).rejects.toThrow("sum to 1");
    const half = [{ ...leg, amount: 0.5 }];
    await expect(test.db.transaction((tx) => post(tx, as(payer), { cause, legs: half }))).rejects.toThrow(
      "whole fen",
    );
  });

  it("carries balances on without a gap when many post to one account at once", async () => {
    const { charged, payee, balance } = await fresh();
    await Promise.all(Array.from({ length: 12 }, (_, at) => charged(at + 1)));
    expect(await balance(payee, "receivable")).toBe(78);
    const rows = await test.db
      .select({ n: entry.n })
      .from(entry)
      .innerJoin(account, eq(account.id, entry.accountId))
      .where(sql`${account.organizationId} = ${payee.organization?.id} and ${account.purpose} = 'receivable'`)
      .orderBy(entry.n);
    expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
  });
});

describe("a charge", () => {
  it("is one per cause and purpose, however often and however concurrently it is made", async () => {
    const { wanted, as, payee, payer, balance } = await fresh();
    const input = wanted(700);
    const made = await Promise.all(
      [1, 2, 3, 4].map(() => test.db.transaction((tx) => makeCharge(tx, as(payee), input))),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await balance(payer, "payable")).toBe(-700);
  });

  it("is paid once by the same payment, whose other amount is refused", async () => {
    const { charged, payer, payee, balance } = await fresh();
    const { id } = await charged(1_000);
    expect(valueOf(await pay(id, 400, "transfer", `T-${id}`)).charge.state).toBe("partly_paid");
    const again = await Promise.all([1, 2, 3].map(() => pay(id, 600, "stripe", `S-${id}`)));
    expect(again.map((result) => valueOf(result).repeated).toSorted()).toEqual([false, true, true]);
    expect(problemOf(await pay(id, 601, "stripe", `S-${id}`)).code).toBe("payment_differs");
    expect(await balance(payer, "payable")).toBe(0);
    expect(await balance(payee, "bank")).toBe(400);
    expect(await balance(payee, "balance")).toBe(600);
  });

  it("sends back what comes above it and what comes after its end", async () => {
    const { charged, payer, as, payee, balance } = await fresh();
    const { id } = await charged(1_000);
    valueOf(await pay(id, 1_300));
    expect(await test.db.select().from(refund).where(eq(refund.chargeId, id))).toMatchObject([
      { kind: "excess", amount: 300, state: "approved" },
    ]);
    const dead = await charged(500);
    valueOf(
      await transact(test.db, (tx) =>
        endCharge(tx, as(payee), dead.id, { transition: "expire", reason: "" }),
      ),
    );
    valueOf(await pay(dead.id, 500));
    const [late] = await test.db.select().from(refund).where(eq(refund.chargeId, dead.id));
    expect(late).toMatchObject({ kind: "late", amount: 500, state: "approved" });
    expect(await balance(payer, "refund_due")).toBe(800);
    valueOf(
      await transact(test.db, (tx) => settleRefund(tx, as(payee), late?.id ?? "", { externalId: "re_1" })),
    );
    expect(await balance(payer, "refund_due")).toBe(300);
  });

  it("of nothing is paid at once", async () => {
    const { charged } = await fresh();
    expect((await charged(0)).state).toBe("paid");
  });

  it("has lines that say its amount, whatever writes it", async () => {
    const { charged } = await fresh();
    const { id } = await charged(10);
    const change = test.db.update(charge).set({ amount: 11 }).where(eq(charge.id, id));
    expect(await codeOf(Promise.resolve(change))).toMatchObject({ constraint: "charge_lines_sum" });
  });
});

describe("a refund", () => {
  it("goes back in the proportion of the payments, and never above them", async () => {
    const { charged, as, payee, payer } = await fresh();
    const { id } = await charged(1_000);
    const budget = { organizationId: payee.organization?.id ?? "", purpose: "bank" } as const;
    const voucher = { organizationId: payer.organization?.id ?? "", purpose: "voucher" } as const;
    const legs = [
      { ...budget, amount: -500 },
      { ...voucher, amount: 500 },
    ];
    await test.db.transaction((tx) => post(tx, as(payee), { cause: { type: "grant", id }, legs }));
    valueOf(await pay(id, 500, "voucher"));
    valueOf(await pay(id, 500, "stripe"));
    const back = (amount: number) =>
      transact(test.db, (tx) => refundCharge(tx, as(payee), id, { amount, reason: "取消" }));
    const { charge: after, refunds } = valueOf(await back(301));
    expect(after).toMatchObject({ state: "partly_refunded", refunded: 301 });
    expect(refunds.map(({ amount }) => amount).toSorted()).toEqual([150, 151]);
    expect(problemOf(await back(700))).toMatchObject({ code: "refund_exceeds", params: { left: 699 } });
    const both = await Promise.all([back(400), back(400)]);
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(valueOf(await back(299)).charge.state).toBe("refunded");
  });

  it("that could not be sent stays owed and can be sent otherwise", async () => {
    const { charged, as, payee, payer, balance } = await fresh();
    const { id } = await charged(100);
    valueOf(await pay(id, 100));
    const made = valueOf(
      await transact(test.db, (tx) => refundCharge(tx, as(payee), id, { amount: 100, reason: "" })),
    );
    const back = made.refunds[0]?.id ?? "";
    valueOf(await transact(test.db, (tx) => failRefund(tx, as(payee), back, "card closed")));
    expect(await balance(payer, "refund_due")).toBe(100);
    for (const _ of [1, 2])
      valueOf(await transact(test.db, (tx) => settleRefund(tx, as(payee), back, { externalId: `b-${id}` })));
    expect(await balance(payer, "refund_due")).toBe(0);
  });

  it("is what a dispute is until it is won", async () => {
    const { charged, as, payee, balance } = await fresh();
    const { id } = await charged(100);
    valueOf(await pay(id, 100, "stripe", `pi-${id}`));
    const dispute = { paymentExternalId: `pi-${id}`, externalId: `dp-${id}`, amount: 100 };
    for (const _ of [1, 2]) valueOf(await transact(test.db, (tx) => openDispute(tx, as(payee), dispute)));
    expect(await balance(payee, "balance")).toBe(0);
    for (const _ of [1, 2])
      valueOf(await transact(test.db, (tx) => closeDispute(tx, as(payee), `dp-${id}`, "won")));
    expect(await balance(payee, "balance")).toBe(100);
    expect(await test.db.select().from(charge).where(eq(charge.id, id))).toMatchObject([
      { state: "paid", refunded: 0 },
    ]);
  });
});

describe("held money", () => {
  it("waits until it is released, less what is set off, or goes back whole", async () => {
    const { charged, as, payee, payer, balance } = await fresh();
    const cause = { type: "contract", id: randomUUID() };
    const { id } = await charged(1_000, { cause, purpose: "contract", held: true });
    const release = (setOff?: { amount: number; reason: string }) =>
      transact(test.db, (tx) => releaseHeld(tx, as(payee), cause, { setOff }));
    expect(problemOf(await release()).code).toBe("not_funded");
    valueOf(await pay(id, 1_000));
    expect(await balance(payee, "held")).toBe(1_000);
    expect(problemOf(await release({ amount: 1_001, reason: "" })).code).toBe("set_off_exceeds");
    expect(valueOf(await release({ amount: 100, reason: "逾期" }))).toBe(900);
    expect(valueOf(await release())).toBe(0);
    expect([
      await balance(payee, "held"),
      await balance(payee, "balance"),
      await balance(payer, "refund_due"),
    ]).toEqual([0, 900, 100]);
    const other = { type: "contract", id: randomUUID() };
    const second = await charged(300, { cause: other, purpose: "contract", held: true });
    valueOf(await pay(second.id, 300));
    expect(
      valueOf(await transact(test.db, (tx) => returnHeld(tx, as(payer), other, { reason: "终止" }))),
    ).toBe(300);
    expect(await balance(payee, "held")).toBe(0);
    expect(await test.db.select().from(payment).where(eq(payment.chargeId, second.id))).toHaveLength(1);
  });

  it("stands, once released, where each payment went: a transfer in the payee's own bank, a card's to be paid out", async () => {
    const { charged, as, payee, balance } = await fresh();
    const cause = { type: "contract", id: randomUUID() };
    const { id } = await charged(1_000, { cause, purpose: "contract", held: true });
    valueOf(await pay(id, 700, "transfer"));
    valueOf(await pay(id, 300, "stripe"));
    valueOf(
      await transact(test.db, (tx) =>
        releaseHeld(tx, as(payee), cause, { setOff: { amount: 100, reason: "" } }),
      ),
    );
    valueOf(await transact(test.db, (tx) => refundCharge(tx, as(payee), id, { amount: 90, reason: "" })));
    const left = { bank: await balance(payee, "bank"), balance: await balance(payee, "balance") };
    expect([left.bank + left.balance, await balance(payee, "held")]).toEqual([810, 0]);
    expect(left.bank).toBe(567);
    await test.db.transaction((tx) => reconcileLedger(tx, as(payee)));
    const found = await test.db.select({ key: reconciliationDifference.key }).from(reconciliationDifference);
    expect(found).not.toContainEqual({ key: `bank ${payee.organization?.id}` });
  });
});
