import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { charge, refund } from "#db/schema/money.ts";
import { auditEntry, parameter } from "#db/schema/shared.ts";
import { cancelCharge } from "#app/domain/money/charges/cancel-charge.server.ts";
import { payCharge } from "#app/domain/money/charges/pay-charge.server.ts";
import { chargeDetail, listCharges } from "#app/domain/money/charges/queries.server.ts";
import { ownAccounts, statementPage } from "#app/domain/money/ledger/statement.server.ts";
import { statementCsv } from "#app/domain/money/ledger/statement-csv.server.ts";
import {
  approveRefund,
  proposeRefund,
  refuseRefund,
} from "#app/domain/money/refunds/propose-refund.server.ts";
import { recordRefundSent } from "#app/domain/money/refunds/record-sent.server.ts";
import { refundsWaiting } from "#app/domain/money/refunds/refunds-waiting.server.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { addColleague, contextOf, makeMember } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { ledgerFaults, moneyWorld } from "./world.ts";

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
});

afterAll(async () => {
  expect(await ledgerFaults(test.db)).toEqual([]);
  await test.close();
});

const pay = (world: Awaited<ReturnType<typeof moneyWorld>>, id: string, amount: number) =>
  transact(test.db, (tx) =>
    payCharge(tx, world.as(world.payee), id, { method: "transfer", externalId: `B-${id}`, amount }),
  );

describe("the demonstration market", () => {
  it("has charges in several states and a ledger without a fault", async () => {
    const rows = await test.db.selectDistinct({ state: charge.state }).from(charge);
    const states = rows.map(({ state }) => state);
    for (const state of ["open", "paid", "partly_paid", "partly_refunded"]) expect(states).toContain(state);
    expect(await ledgerFaults(test.db)).toEqual([]);
    expect(await test.db.select().from(refund).where(eq(refund.state, "proposed"))).not.toEqual([]);
  });

  it("has statements that read in the order of time, whichever slice an entry comes from", async () => {
    const backwards = await test.db.execute(sql`
      select one.account_id from entry one join entry next on next.account_id = one.account_id and next.n = one.n + 1
      where next.at < one.at`);
    expect(backwards).toEqual([]);
  });
});

describe("a statement", () => {
  it("runs on from entry to entry, page by page, for those who may, and as a file", async () => {
    const world = await moneyWorld(test.db);
    for (const amount of [100, 200, 300]) {
      const { id } = await world.charged(amount);
      valueOf(await pay(world, id, amount));
    }
    const ctx = world.as(world.payee);
    expect(valueOf(await ownAccounts(ctx)).map(({ purpose, balance }) => [purpose, balance])).toEqual([
      ["bank", 600],
      ["receivable", 0],
    ]);
    const first = valueOf(await statementPage(ctx, { purpose: "bank", limit: 2 }));
    expect(first.lines.map(({ amount, balance }) => [amount, balance])).toEqual([
      [300, 600],
      [200, 300],
    ]);
    expect(first.more).toBe(true);
    const rest = valueOf(await statementPage(ctx, { purpose: "bank", limit: 2, before: first.lines[1]?.n }));
    expect(rest.lines.map(({ balance }) => balance)).toEqual([100]);
    const file = statementCsv(first.lines, translatorFor("zh-CN").t);
    expect(file).toContain("3.00");
    expect(file.indexOf("2.00")).toBeLessThan(file.indexOf("6.00"));
    const plain = contextOf(test.db, await makeMember(test.db, ["member"]));
    expect(problemOf(await statementPage(plain, { purpose: "bank", limit: 2 })).code).toBe("forbidden");
  });
});

describe("one charge", () => {
  it("is its two sides' to read, with why and what is paid, and nobody else's", async () => {
    const world = await moneyWorld(test.db);
    const { id } = await world.charged(500);
    expect(valueOf(await chargeDetail(world.as(world.payer), id))).toMatchObject({
      scope: "payer",
      lines: [{ reason: "agreed", amount: 500 }],
    });
    expect(valueOf(await chargeDetail(world.as(world.payee), id)).scope).toBe("payee");
    const stranger = contextOf(test.db, await makeMember(test.db, ["owner"]));
    expect(problemOf(await chargeDetail(stranger, id)).code).toBe("not_found");
    expect(valueOf(await listCharges(stranger, { side: "all", limit: 5 })).items).toEqual([]);
    expect(valueOf(await listCharges(world.as(world.payer), { side: "payer", limit: 5 })).items).toHaveLength(
      1,
    );
    expect(problemOf(await cancelCharge(world.as(world.payer), id, { reason: "不想付" })).code).toBe(
      "not_found",
    );
    expect(valueOf(await cancelCharge(world.as(world.payee), id, { reason: "重复计费" })).state).toBe(
      "cancelled",
    );
  });
});

describe("a refund by people", () => {
  it("goes out at once below the limit and needs a second person above it, counted together", async () => {
    const world = await moneyWorld(test.db);
    await test.db
      .insert(parameter)
      .values({ name: "refund_two_people_above", validFrom: "2026-01-02", value: 1_000 });
    const { id } = await world.charged(5_000);
    valueOf(await pay(world, id, 5_000));
    const first = world.as(world.payee);
    const colleague = await addColleague(test.db, world.payee.organization ?? expect.fail(), [
      "facility_manager",
    ]);
    const second = contextOf(test.db, colleague);
    const [small] = valueOf(await proposeRefund(first, id, { amount: 900, reason: "协商" }));
    expect(small?.state).toBe("approved");
    const [big] = valueOf(await proposeRefund(first, id, { amount: 200, reason: "协商" }));
    expect(big?.state).toBe("proposed");
    expect(problemOf(await approveRefund(first, big?.id ?? "")).code).toBe("second_person");
    expect(problemOf(await approveRefund(world.as(world.payer), big?.id ?? "")).code).toBe("not_found");
    expect(problemOf(await proposeRefund(second, id, { amount: 3_901, reason: "协商" })).code).toBe(
      "refund_exceeds",
    );
    expect(valueOf(await approveRefund(second, big?.id ?? "")).state).toBe("approved");
    const [other] = valueOf(await proposeRefund(second, id, { amount: 3_900, reason: "协商" }));
    valueOf(await refuseRefund(first, other?.id ?? "", { reason: "依据不足" }));
    expect(valueOf(await chargeDetail(first, id)).charge).toMatchObject({
      refunded: 1_100,
      state: "partly_refunded",
    });
  });
});

describe("a refund by transfer", () => {
  it("is owed until somebody of the payee says under which number it went out, once", async () => {
    const world = await moneyWorld(test.db);
    const refunded = async () => {
      const { id } = await world.charged(500);
      valueOf(await pay(world, id, 500));
      const [made] = valueOf(await proposeRefund(world.as(world.payee), id, { amount: 200, reason: "协商" }));
      return made ?? expect.fail("no refund");
    };
    const [one, two] = [await refunded(), await refunded()];
    const payee = world.as(world.payee);
    expect((await refundsWaiting(payee, "send")).map(({ id }) => id)).toEqual([one.id, two.id]);
    expect(await refundsWaiting(world.as(world.payer), "send")).toEqual([]);
    expect(await world.balance(world.payer, "refund_due")).toBe(400);
    const said = { bankReference: "OUT-1" };
    expect(problemOf(await recordRefundSent(world.as(world.payer), one.id, said)).code).toBe("not_found");
    const sent = valueOf(await recordRefundSent(payee, one.id, said));
    expect(sent).toMatchObject({ state: "settled", externalId: "OUT-1" });
    expect(problemOf(await recordRefundSent(payee, one.id, said)).code).toBe("not_allowed_now");
    for (const bankReference of ["OUT-1", "out-1"])
      expect(problemOf(await recordRefundSent(payee, two.id, { bankReference })).code).toBe("refund_known");
    expect(await world.balance(world.payer, "refund_due")).toBe(200);
    expect((await refundsWaiting(payee, "send")).map(({ id }) => id)).toEqual([two.id]);
    const [noted] = await test.db
      .select({ by: auditEntry.actorId })
      .from(auditEntry)
      .where(and(eq(auditEntry.entityId, one.id), eq(auditEntry.transition, "record-refund-sent")));
    expect(noted?.by).toBe(world.payee.user?.id);
    // Another payee's bank may well count from the same number.
    const elsewhere = await moneyWorld(test.db);
    const { id } = await elsewhere.charged(300);
    valueOf(await pay(elsewhere, id, 300));
    const theirs = elsewhere.as(elsewhere.payee);
    const [back] = valueOf(await proposeRefund(theirs, id, { amount: 300, reason: "协商" }));
    expect(valueOf(await recordRefundSent(theirs, back?.id ?? "", said)).state).toBe("settled");
  });
});
