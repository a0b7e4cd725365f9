import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readHead } from "#app/domain/money/statements/columns.ts";
import { fingerprints } from "#app/domain/money/statements/fingerprint.ts";
import { type Payable, proposeMatches } from "#app/domain/money/statements/match.ts";
import { findGaps, readStatement, type StatementLine } from "#app/domain/money/statements/read-statement.ts";
import { referenceOf } from "#db/payment-reference.ts";

const table = (text: string) => text.split("\n").map((line) => line.split("|"));

describe("a bank's statement", () => {
  it("is read as a bank with two amount columns writes it, past its preamble and its sums", () => {
    const read = readStatement(
      table(`对公账户明细查询
账号：|33050161 8888 0001 2345|户名：|江南大学
交易时间|借方发生额（支取）|贷方发生额（收入）|余额|币种|对方户名|对方账号|摘要|备注|账户明细编号-交易流水号
20261124 10:22:33||1,200.00|51,200.00|人民币|杭州微观制造有限公司|'33001\t|电子转账|机时费 KXA|5-S001
20261125 09:00:00|200.50|0.00|50,999.50|人民币|某某公司|33002|付款||6-S002
合计|200.50|1,200.00|||||||
`),
    );
    expect(read?.account).toBe("33050161888800012345");
    expect(read?.rejected).toEqual([]);
    expect(read?.lines).toMatchObject([
      {
        ...{ row: 4, date: "2026-11-24", time: "10:22:33", amount: 120_000, balance: 5_120_000 },
        ...{
          payer: "杭州微观制造有限公司",
          remark: "电子转账 机时费 KXA",
          serial: "5-S001",
        },
      },
      { row: 5, amount: -20_050, serial: "6-S002" },
    ]);
  });

  it("is read with one amount and a mark of direction, a sign, or English heads", () => {
    const marked = readStatement(
      table(
        "交易日期|借贷标志|交易金额(元)|对方单位名称|用途\n2026-11-24|贷|88.00|甲|x\n2026/11/25|借|5|乙|y\n2026-11-26||7|丙|z",
      ),
    );
    expect(marked?.lines.map(({ amount }) => amount)).toEqual([8_800, -500]);
    expect(marked?.rejected).toMatchObject([{ row: 4, code: "direction" }]);
    const signed = readStatement(
      table("Date|Amount|Counterparty|Description\n2026-11-24|-12.30|A|b\n2026-11-24|+12.30|A|b"),
    );
    expect(signed?.lines.map(({ amount }) => amount)).toEqual([-1_230, 1_230]);
  });

  it("names what it cannot read, and is no statement without a head", () => {
    const read = readStatement(table("日期|收入\n昨天|5.00\n2026-11-24|五元"));
    expect(read?.rejected).toMatchObject([
      { row: 2, code: "date" },
      { row: 3, code: "amount" },
    ]);
    expect(readStatement(table("姓名|电话\n张三|1"))).toBeUndefined();
    expect(readHead(["摘要", "余额"])).toBeUndefined();
  });

  it("notices movements that are missing, in whichever order the bank lists", () => {
    const lines = (balances: [number, number][]): StatementLine[] =>
      balances.map(([amount, balance], at) => ({ ...blank, row: at + 2, amount, balance }));
    expect(
      findGaps(
        lines([
          [100, 100],
          [50, 150],
          [-30, 120],
        ]),
      ),
    ).toEqual([]);
    expect(
      findGaps(
        lines([
          [-30, 120],
          [50, 150],
          [100, 100],
        ]),
      ),
    ).toEqual([]);
    expect(
      findGaps(
        lines([
          [100, 100],
          [50, 180],
          [-30, 150],
        ]),
      ),
    ).toEqual([{ after: 2, before: 3, missing: 30 }]);
  });

  it("knows a movement again, and tells two alike apart", () => {
    const twice = [blank, { ...blank, row: 9 }];
    const [one, other] = fingerprints(twice, "123");
    expect(one).not.toBe(other);
    expect(fingerprints(twice, "123")).toEqual([one, other]);
    expect(fingerprints([blank], "124")[0]).not.toBe(one);
    const numbered = { ...blank, serial: "S1" };
    expect(fingerprints([{ ...numbered, remark: "other words" }], "")).toEqual(fingerprints([numbered], ""));
  });
});

const blank: StatementLine = {
  ...{ row: 2, date: "2026-11-24", time: "", amount: 100, balance: null },
  ...{ payer: "甲", payerAccount: "", serial: "", remark: "" },
};

describe("what a sum is for", () => {
  const id = (n: number) => `019a0000-0000-7000-8000-0000000000${String(n).padStart(2, "0")}`;
  const payable = (n: number, outstanding: number, name = "杭州微观制造有限公司"): Payable => ({
    id: id(n),
    reference: referenceOf(id(n)),
    payerNames: [name],
    outstanding,
  });
  const line = (amount: number, remark = "", payer = "杭州微观制造有限公司") => ({
    id: "l",
    amount,
    payer,
    remark,
  });
  const first = (amount: number, payables: Payable[], remark = "", payer?: string) =>
    proposeMatches([line(amount, remark, payer)], payables)[0];
  const named = referenceOf(id(1));

  it("goes by the reference first, whoever paid", () => {
    const one = payable(1, 100);
    expect(first(100, [one], `费用${named}`, "张三")).toMatchObject({
      kind: "exact",
      parts: [{ chargeId: id(1), amount: 100 }],
    });
    expect(first(40, [one], named)).toMatchObject({ kind: "partial", parts: [{ amount: 40 }] });
    expect(first(130, [one], named)).toMatchObject({ kind: "over", excess: 30 });
    expect(first(100, [payable(1, 0)], named)).toMatchObject({
      kind: "settled",
      parts: [],
      candidates: [id(1)],
    });
    expect(first(150, [one, payable(2, 50)], `${named} ${referenceOf(id(2))}`)).toMatchObject({
      kind: "exact",
      parts: [{ amount: 100 }, { amount: 50 }],
    });
  });

  it("without a reference goes by payer and amount, and says when it does not know", () => {
    expect(first(100, [payable(1, 100), payable(2, 90)], "", "杭州微观制造 有限公司")).toMatchObject({
      kind: "likely",
    });
    expect(first(100, [payable(1, 100), payable(2, 100)])).toMatchObject({
      kind: "ambiguous",
      candidates: [id(1), id(2)],
    });
    expect(first(100, [payable(1, 100)], "", "张三")).toMatchObject({ kind: "ambiguous", parts: [] });
    expect(first(99, [payable(1, 100)])).toMatchObject({ kind: "none" });
  });

  it("never lets two lines claim the same fen", () => {
    const twice = proposeMatches([line(100, named), line(100, named)], [payable(1, 100)]);
    expect(twice.map(({ kind }) => kind)).toEqual(["exact", "settled"]);
    const some = fc.array(
      fc.record({ amount: fc.integer({ min: 1, max: 300 }), to: fc.integer({ min: 1, max: 4 }) }),
    );
    fc.assert(
      fc.property(some, (arrivals) => {
        const payables = [1, 2, 3, 4].map((n) => payable(n, n * 100));
        const lines = arrivals.map(({ amount, to }, at) => ({
          ...line(amount, at % 3 === 0 ? "" : referenceOf(id(to))),
          id: String(at),
        }));
        const taken = new Map<string, number>();
        for (const { parts } of proposeMatches(lines, payables))
          for (const { chargeId, amount } of parts) taken.set(chargeId, (taken.get(chargeId) ?? 0) + amount);
        for (const { id: charge, outstanding } of payables)
          expect(taken.get(charge) ?? 0).toBeLessThanOrEqual(outstanding);
      }),
    );
  });
});
