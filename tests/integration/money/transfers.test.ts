import { eq, sum } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { organization } from "#db/schema/identity.ts";
import { charge, entry, payment, refund } from "#db/schema/money.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { bankLine, transferClaim, transferReceipt } from "#db/schema/transfer.ts";
import type { Actor } from "#app/domain/context.ts";
import { findReadableFile } from "#app/domain/identity/files.server.ts";
import { listOwed } from "#app/domain/money/overview/list-owed.server.ts";
import { listLatePayments } from "#app/domain/money/overview/late-payments.server.ts";
import { explainDifference, listDifferences } from "#app/domain/money/reconciliation/explain.server.ts";
import { reconcileBank, reconcileLedger } from "#app/domain/money/reconciliation/reconcile.server.ts";
import {
  matchLine,
  matchMany,
  setLineAside,
  takeLineUp,
} from "#app/domain/money/statements/confirm.server.ts";
import { importStatement } from "#app/domain/money/statements/import.server.ts";
import { listLines } from "#app/domain/money/statements/queries.server.ts";
import { currentBankAccount, setBankAccount } from "#app/domain/money/transfer/bank-account.server.ts";
import { declareTransfer, missTransfer, recallTransfer } from "#app/domain/money/transfer/declare.server.ts";
import { bankAccountInput, declareInput, receiptInput } from "#app/domain/money/transfer/inputs.ts";
import { transferPage } from "#app/domain/money/transfer/page.server.ts";
import { receiveTransfer } from "#app/domain/money/transfer/receive.server.ts";
import { remindPayments } from "#app/domain/money/transfer/remind.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { addColleague, contextOf, makeMember } from "../../support/booking.ts";
import { owed } from "../../support/charges.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { encodeGb18030 } from "../../support/gb18030.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;
let payer: Actor;
let payee: Actor;
let stranger: Actor;

beforeAll(async () => {
  test = await testDatabase({ max: 12 });
  [payer, payee, stranger] = await Promise.all([
    makeMember(test.db, ["owner"], "university"),
    makeMember(test.db, ["owner"]),
    makeMember(test.db, ["owner", "facility_manager"]),
  ]);
  await test.db
    .update(organization)
    .set({ smeSize: "small" })
    .where(eq(organization.id, payee.organization?.id ?? ""));
  await test.db
    .update(organization)
    .set({ publicInstitution: true })
    .where(eq(organization.id, payer.organization?.id ?? ""));
});

afterAll(() => test.close());

const as = (actor: Actor, day = "2026-11-24") =>
  contextOf(test.db, actor, fixedClock(`${day}T10:00:00+08:00`));
const cny = (amount: number) => ({ amount, currency: "CNY" as const });
let numbers = 0;
const receipt = (amount: number, extra: Record<string, unknown> = {}) =>
  receiptInput.parse({
    amount: cny(amount),
    valueOn: "2026-11-24",
    bankReference: `HAND-${++numbers}`,
    ...extra,
  });
const declaring = (amount: number) => declareInput.parse({ amount: cny(amount), sentOn: "2026-11-23" });
const rowOf = async (id: string) => {
  const [row] = await test.db.select().from(charge).where(eq(charge.id, id));
  return row;
};
const paidOf = async (id: string) => (await rowOf(id))?.paid;

describe("a bank account", () => {
  const input = (number: string) => bankAccountInput.parse({ holder: "测试单位", bank: "某某银行", number });
  const session = (at: string) => ({ id: "s", authenticatedAt: new Date(at) });
  const recent = session("2026-11-24T09:55:00+08:00");

  it("is changed by an owner who has just proved themselves; the log keeps both numbers", async () => {
    const first = valueOf(await setBankAccount(as(payee), recent, input("3305 0161-8888")));
    expect(first.number).toBe("330501618888");
    const later = session("2026-11-24T09:00:00+08:00");
    expect(problemOf(await setBankAccount(as(payee), later, input("62220000"))).code).toBe("prove_again");
    const second = valueOf(await setBankAccount(as(payee), recent, input("62220000")));
    expect(await currentBankAccount(test.db, payee.organization?.id ?? "")).toMatchObject({ id: second.id });
    expect(valueOf(await setBankAccount(as(payee), recent, input("62220000"))).id).toBe(second.id);
    const [logged] = await test.db.select().from(auditEntry).where(eq(auditEntry.entityId, second.id));
    expect(logged).toMatchObject({
      transition: "change-bank-account",
      detail: { from: "某某银行 330501618888", to: "某某银行 62220000" },
    });
    const member = await addColleague(test.db, payee.organization ?? fail(), ["facility_manager"]);
    expect(problemOf(await setBankAccount(as(member), recent, input("62220001"))).code).toBe("forbidden");
  });
});

const fail = (): never => {
  throw new Error("missing");
};

describe("a transfer", () => {
  it("is announced by the payer, looked for by the payee, and pays nothing by itself", async () => {
    const { id } = await owed(test, payer, payee, 50_000);
    const proof = new File(
      [new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x2e, 0x37, 0x0a])],
      "回单.pdf",
    );
    const claim = valueOf(await declareTransfer(as(payer), id, declaring(50_000), proof));
    expect(claim.deadline).toEqual(new Date("2026-12-02T00:00:00+08:00"));
    expect(problemOf(await declareTransfer(as(payer), id, declaring(50_000))).code).toBe("transfer_declared");
    expect(await paidOf(id)).toBe(0);
    const page = valueOf(await transferPage(as(payee), id));
    const file = page.claims[0]?.proof?.id ?? "";
    expect((await findReadableFile(as(payee), file)).ok).toBe(true);
    expect((await findReadableFile(as(stranger), file)).ok).toBe(false);
    expect(problemOf(await transferPage(as(stranger), id)).code).toBe("not_found");
    expect(problemOf(await missTransfer(as(stranger), claim.id, { reason: "没有" })).code).toBe("not_found");
    expect(valueOf(await missTransfer(as(payee), claim.id, { reason: "尚未到账" })).state).toBe("not_found");
    const again = valueOf(await declareTransfer(as(payer), id, declaring(50_000)));
    expect(problemOf(await recallTransfer(as(payee), again.id)).code).toBe("forbidden");
    expect(valueOf(await recallTransfer(as(payer), again.id)).state).toBe("recalled");
  });

  it("pays by what the payee confirms: a part, then the rest, then too much goes back", async () => {
    const { id } = await owed(test, payer, payee, 50_000);
    const claim = valueOf(await declareTransfer(as(payer), id, declaring(50_000)));
    const part = valueOf(await receiveTransfer(as(payee), id, receipt(20_000)));
    expect(part.outcome).toEqual({ kind: "partial", pays: 20_000, left: 30_000, excess: 0 });
    expect(await rowOf(id)).toMatchObject({ state: "partly_paid", paid: 20_000 });
    const [settled] = await test.db.select().from(transferClaim).where(eq(transferClaim.id, claim.id));
    expect(settled?.state).toBe("arrived");
    const rest = valueOf(await receiveTransfer(as(payee), id, receipt(31_000)));
    expect(rest.outcome).toMatchObject({ kind: "over", excess: 1_000 });
    expect(await rowOf(id)).toMatchObject({ state: "paid", paid: 50_000 });
    expect(await test.db.select().from(refund).where(eq(refund.chargeId, id))).toMatchObject([
      { kind: "excess", amount: 1_000, method: "transfer", state: "approved" },
    ]);
    expect(problemOf(await declareTransfer(as(payer), id, declaring(1))).code).toBe("charge_settled");
  });

  it("is confirmed once per bank number in any case, by the payee alone, and not for a day to come", async () => {
    const { id } = await owed(test, payer, payee, 50_000);
    const said = receipt(10_000);
    valueOf(await receiveTransfer(as(payee), id, said));
    expect(problemOf(await receiveTransfer(as(payee), id, said))).toMatchObject({
      code: "receipt_known",
      params: { bankReference: said.bankReference, day: "2026-11-24" },
    });
    const small = { ...said, bankReference: said.bankReference.toLowerCase() };
    expect(problemOf(await receiveTransfer(as(payee), id, small))).toMatchObject({
      code: "receipt_known",
      params: { bankReference: small.bankReference, day: "2026-11-24" },
    });
    expect(problemOf(await receiveTransfer(as(payer), id, receipt(10_000))).code).toBe("not_found");
    expect(problemOf(await receiveTransfer(as(stranger), id, receipt(10_000))).code).toBe("not_found");
    const ahead = receipt(10_000, { valueOn: "2026-11-25" });
    expect(problemOf(await receiveTransfer(as(payee), id, ahead)).errors).toMatchObject([
      { path: "valueOn" },
    ]);
    expect(await paidOf(id)).toBe(10_000);
  });
});

/** A bank's CSV in GB18030. */
function csv(
  rows: readonly (readonly [day: string, credit: string, payer: string, remark: string, serial: string])[],
) {
  const lines = rows.map(
    ([day, credit, name, remark, serial]) => `${day},,${credit},,${name},${remark},${serial}`,
  );
  const text = [
    "账号：,33050161888800012345",
    "交易日期,借方发生额,贷方发生额,余额,对方户名,附言,交易流水号",
    ...lines,
  ];
  return { name: "流水.csv", bytes: encodeGb18030(text.join("\r\n")) };
}

describe("a statement", () => {
  it("is matched by reference, confirmed by a person, and known when it comes again", async () => {
    const [one, other, third] = [
      await owed(test, payer, payee, 70_000),
      await owed(test, payer, payee, 80_000),
      await owed(test, payer, payee, 12_345),
    ];
    const file = csv([
      ["2026-11-20", "700.00", "张三", `机时费${one.reference}`, "S-1"],
      ["2026-11-21", "500.00", "某大学", other.reference.toLowerCase(), "S-2"],
      ["2026-11-21", "123.45", payer.organization?.nameZh ?? "", "货款", "S-3"],
      ["2026-11-22", "9.99", "李四", "利息", "S-4"],
    ]);
    const imported = valueOf(await importStatement(as(payee), file));
    expect(imported).toMatchObject({
      lines: 4,
      known: 0,
      account: "33050161888800012345",
      from: "2026-11-20",
    });
    expect(valueOf(await importStatement(as(payee), file))).toMatchObject({ lines: 4, known: 4 });
    const waiting = { view: "waiting", page: 1, size: 50 } as const;
    const { items, counts } = await listLines(as(payee), waiting);
    expect(counts.waiting).toBe(4);
    expect(items.map(({ proposal }) => proposal?.kind)).toEqual(["exact", "partial", "likely", "none"]);
    const [exact, partial, likely, none] = items.map(({ line }) => line.id);
    expect((await listLines(as(stranger), waiting)).items).toEqual([]);
    expect(problemOf(await matchLine(as(stranger), exact ?? "", [one.id])).code).toBe("not_found");

    const many = valueOf(await matchMany(as(payee), [exact ?? "", partial ?? ""]));
    expect(many.matched).toEqual([exact]);
    expect(many.refused).toMatchObject([{ line: partial, problem: { code: "match_uncertain" } }]);
    expect(await rowOf(one.id)).toMatchObject({ state: "paid" });
    expect(valueOf(await matchLine(as(payee), partial ?? "", [other.id])).outcome.kind).toBe("partial");
    valueOf(await matchLine(as(payee), likely ?? "", [third.id]));
    expect(await rowOf(third.id)).toMatchObject({ state: "paid" });
    expect(valueOf(await setLineAside(as(payee), none ?? "", { reason: "银行利息" })).state).toBe(
      "set_aside",
    );
    expect(valueOf(await takeLineUp(as(payee), none ?? "")).state).toBe("unmatched");
    expect(problemOf(await matchLine(as(payee), exact ?? "", [one.id])).code).toBe("not_allowed_now");
  });

  it("knows what somebody has confirmed by hand, in whatever case they wrote the number", async () => {
    const { id } = await owed(test, payer, payee, 10_000);
    const { receipt: made } = valueOf(
      await receiveTransfer(as(payee), id, receipt(10_000, { bankReference: "icbc-7a" })),
    );
    valueOf(await importStatement(as(payee), csv([["2026-11-24", "100.00", "某大学", "", "ICBC-7A"]])));
    const [line] = await test.db.select().from(bankLine).where(eq(bankLine.serial, "ICBC-7A"));
    expect(line?.state).toBe("matched");
    const [kept] = await test.db.select().from(transferReceipt).where(eq(transferReceipt.id, made.id));
    expect(kept?.lineId).toBe(line?.id);
    expect(await paidOf(id)).toBe(10_000);
  });

  it("pays once when two people confirm one line at the same moment, and one line pays several charges", async () => {
    const [one, other] = [await owed(test, payer, payee, 30_000), await owed(test, payer, payee, 20_000)];
    const file = csv([["2026-11-22", "500.00", "某大学", `${one.reference} ${other.reference}`, "RACE-1"]]);
    valueOf(await importStatement(as(payee), file));
    const [line] = await test.db.select().from(bankLine).where(eq(bankLine.serial, "RACE-1"));
    const colleague = await addColleague(test.db, payee.organization ?? fail(), ["facility_manager"]);
    const results = await Promise.all(
      [payee, colleague, payee, colleague].map((actor, at) =>
        matchLine(as(actor), line?.id ?? "", at % 2 === 0 ? [one.id, other.id] : [other.id, one.id]),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.problem.code).toBe("not_allowed_now");
    expect(await paidOf(one.id)).toBe(30_000);
    expect(await paidOf(other.id)).toBe(20_000);
    expect(
      await test.db
        .select()
        .from(transferReceipt)
        .where(eq(transferReceipt.lineId, line?.id ?? "")),
    ).toHaveLength(1);
    const [total] = await test.db.select({ fen: sum(entry.amount) }).from(entry);
    expect(Number(total?.fen)).toBe(0);
  });

  it("is refused whole when it is none", async () => {
    const file = (text: string) => ({ name: "x.csv", bytes: new TextEncoder().encode(text) });
    expect(problemOf(await importStatement(as(payee), file("a,b\n1,2"))).code).toBe("statement_unreadable");
    expect(problemOf(await importStatement(as(payee), file("日期,收入\n"))).code).toBe("statement_empty");
    const member = await addColleague(test.db, payee.organization ?? fail(), ["member"]);
    expect(problemOf(await importStatement(as(member), file("日期,收入\n2026-11-01,5"))).code).toBe(
      "forbidden",
    );
  });
});

describe("reconciliation", () => {
  it("lists what nobody judged, what the bank does not show and what has another sum; people explain; agreement ends it", async () => {
    const own = await makeMember(test.db, ["owner"]);
    const [one, other] = [await owed(test, payer, own, 40_000), await owed(test, payer, own, 60_000)];
    valueOf(
      await receiveTransfer(
        as(own),
        one.id,
        receipt(40_000, { bankReference: "B-1", valueOn: "2026-11-20" }),
      ),
    );
    valueOf(
      await receiveTransfer(
        as(own),
        other.id,
        receipt(60_000, { bankReference: "B-2", valueOn: "2026-11-20" }),
      ),
    );
    valueOf(
      await importStatement(
        as(own),
        csv([
          ["2026-11-19", "5.00", "李四", "不明", "B-9"],
          ["2026-11-20", "590.00", "某大学", "", "b-2"],
          ["2026-11-21", "1.00", "王五", "", "B-8"],
        ]),
      ),
    );
    const id = own.organization?.id ?? "";
    expect(await reconcileBank(as(own, "2026-11-23"), id)).toMatchObject({ appeared: 3, standing: 0 });
    expect(await reconcileBank(as(own, "2026-11-23"), id)).toMatchObject({
      appeared: 0,
      standing: 3,
      vanished: 0,
    });
    const list = async (view: "found" | "explained" | "gone") =>
      valueOf(await listDifferences(as(own), { whose: "own", view, page: 1, size: 20 })).items;
    const found = await list("found");
    expect(found.map(({ row }) => [row.kind, row.booked, row.found])).toEqual([
      ["unmatched_credit", null, 500],
      ["other_amount", 60_000, 59_000],
      ["missing_receipt", 40_000, null],
    ]);
    const credit = found[0]?.row.id ?? "";
    expect(problemOf(await explainDifference(as(payee), credit, { explanation: "别人的说明" })).code).toBe(
      "not_found",
    );
    valueOf(await explainDifference(as(own), credit, { explanation: "个人误汇，已联系退回" }));
    expect((await list("explained")).map(({ row }) => row.id)).toEqual([credit]);
    const [line] = await test.db.select().from(bankLine).where(eq(bankLine.serial, "B-9"));
    valueOf(await setLineAside(as(own), line?.id ?? "", { reason: "个人误汇" }));
    expect(await reconcileBank(as(own, "2026-11-23"), id)).toMatchObject({ vanished: 1, standing: 2 });
    expect((await list("gone")).map(({ row }) => row.explanation)).toEqual(["个人误汇，已联系退回"]);
    valueOf(await takeLineUp(as(own), line?.id ?? ""));
    expect(await reconcileBank(as(own, "2026-11-23"), id)).toMatchObject({ appeared: 1 });
  });

  it("finds the ledger's bank accounts to be what transfers made them", async () => {
    const compared = await test.db.transaction((tx) => reconcileLedger(tx, as(payee)));
    expect(compared).toEqual({ appeared: 0, vanished: 0, standing: 0 });
  });
});

describe("what is owed", () => {
  it("is due by the law where it protects the payee: lists, interest and the regulator say the same", async () => {
    const small = await makeMember(test.db, ["owner"]);
    const id = small.organization?.id ?? "";
    await test.db.update(organization).set({ smeSize: "micro" }).where(eq(organization.id, id));
    const late = await owed(test, payer, small, 100_000, { day: "2026-09-01" });
    await owed(test, payer, small, 70_000, { day: "2026-09-01", dueOn: "2026-12-31" });
    const soon = await owed(test, payer, small, 30_000, { day: "2026-11-20", dueOn: "2026-11-27" });
    const paging = { page: 1, size: 10 };
    const { items, totals } = await listOwed(as(small), "receivables", { view: "open" }, paging);
    expect(items.map(({ dueOn, law, daysLate, interest }) => [dueOn, law, daysLate, interest])).toEqual([
      ["2026-10-01", "public_body", 54, 2_700],
      ["2026-10-31", "public_body", 24, 840],
      ["2026-11-27", "public_body", 0, 0],
    ]);
    expect(totals).toEqual({ count: 3, outstanding: 200_000, overdue: 170_000, overdueCount: 2 });
    for (const item of items) {
      const page = valueOf(await transferPage(as(small), item.id));
      expect(page.term.dueOn).toBe(item.dueOn);
      expect(page.interest).toBe(item.interest);
    }
    const named = await listOwed(as(small), "receivables", { view: "all", search: late.reference }, paging);
    expect(named.items.map(({ id: found }) => found)).toEqual([late.id]);
    expect((await listOwed(as(stranger), "receivables", { view: "all" }, paging)).items).toEqual([]);

    const officer: Actor = { ...small, roles: ["officer"], regionPrefixes: ["3301"] };
    const elsewhere: Actor = { ...officer, regionPrefixes: ["3302"] };
    const seen = valueOf(await listLatePayments(as(officer), paging)).items.filter(
      ({ other }) => other.id === id,
    );
    expect(seen).toHaveLength(2);
    expect(valueOf(await listLatePayments(as(elsewhere), paging)).items).toEqual([]);
    expect(problemOf(await listLatePayments(as(small), paging)).code).toBe("forbidden");

    const first = await remindPayments(as(small));
    expect(first).toBeGreaterThanOrEqual(3);
    expect(await remindPayments(as(small))).toBe(0);
    expect(await rowOf(soon.id)).toMatchObject({ state: "open" });
  });
});

it("leaves every payment by transfer with a receipt behind it", async () => {
  const lone = await test.db.execute(
    "select p.id from payment p left join receipt_part r on r.payment_id = p.id where p.method = 'transfer' and r.payment_id is null",
  );
  expect([...lone]).toEqual([]);
  expect(await test.db.$count(payment)).toBeGreaterThan(5);
});
