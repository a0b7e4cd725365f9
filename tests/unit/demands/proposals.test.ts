import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sealOf } from "#db/proposal-seal.ts";
import { proposalForm } from "#app/domain/demands/forms.ts";
import { layOut } from "#app/domain/demands/import/headed-text.ts";
import { isQuotedList, readQuotedList } from "#app/runtime/tables/quoted-list.ts";
import { criteriaInput, proposalInput } from "#app/domain/demands/inputs.ts";
import { awardReasons, ranking, totalOf, usualCriteria } from "#app/domain/demands/policy.ts";

const milestone = (amount: number, dueOn = "2027-03-01") => ({
  ...{ title: "小试", deliverable: "样条", acceptance: "合格", dueOn, amount },
});
const content = (amounts: number[]) => ({
  ...{ method: "方法", team: "团队", plan: "计划" },
  amount: amounts.reduce((sum, one) => sum + one, 0),
  milestones: amounts.map((one) => milestone(one)),
});

describe("a proposal", () => {
  it("is the sum of its milestones to the fen, or refused", () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 1_000_000_00 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: -5, max: 5 }), (list, off) => {
        const whole = content(list);
        const given = { ...whole, amount: whole.amount + off };
        expect(proposalInput.safeParse(given).success).toBe(off === 0);
      }),
    );
  });

  it("has milestones in the order of their days", () => {
    const backwards = {
      ...content([1, 1]),
      milestones: [milestone(1, "2027-05-01"), milestone(1, "2027-04-01")],
    };
    expect(proposalInput.safeParse(backwards).error?.issues[0]?.message).toBe("milestones_order");
  });

  it("has a seal that any change of content, order or file breaks, and that needs the salt", () => {
    const seal = sealOf("盐", content([5, 7]), ["b", "a"]);
    expect(sealOf("盐", content([5, 7]), ["a", "b"])).toBe(seal);
    for (const other of [
      sealOf("盐", content([7, 5]), ["a", "b"]),
      sealOf("盐", { ...content([5, 7]), plan: "计划。" }, ["a", "b"]),
      sealOf("盐", content([5, 7]), ["a"]),
      sealOf("糖", content([5, 7]), ["a", "b"]),
    ])
      expect(other).not.toBe(seal);
  });

  it("read from its form leaves empty rows out and names what is wrong with the others", () => {
    const form = (milestones: unknown[]) =>
      proposalForm.safeParse({
        ...{ key: "019a0000-0000-7000-8000-000000000000", method: "法", team: "队", plan: "划" },
        milestones,
      });
    const good = {
      title: "小试",
      deliverable: "样条",
      acceptance: "合格",
      dueOn: "2027-03-01",
      amount: "1,200.50",
    };
    expect(form([good, {}]).data?.content).toMatchObject({
      amount: 120_050,
      milestones: [{ title: "小试" }],
    });
    expect(form([{}]).error?.issues[0]?.path).toEqual(["milestones", 0, "title"]);
    expect(form([{ ...good, amount: "很多" }]).error?.issues[0]).toMatchObject({
      path: ["milestones", 0, "amount"],
    });
  });
});

describe("the scoring sheet", () => {
  it("weighs points into a total between the lowest and the highest, once every criterion has some", () => {
    const points = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(points, (list) => {
        const scores = list.map((one, i) => ({ criterion: i + 1, points: one }));
        const total = totalOf(usualCriteria, scores) ?? -1;
        expect(total).toBeGreaterThanOrEqual(Math.min(...list));
        expect(total).toBeLessThanOrEqual(Math.max(...list));
        expect(totalOf(usualCriteria, scores.slice(1))).toBeNull();
      }),
    );
  });

  it("ranks equal totals alike and lets nobody win before all are scored", () => {
    const opened = [
      { id: "a", total: 80 },
      { id: "b", total: 90 },
      { id: "c", total: 80 },
    ];
    expect([...ranking(opened)]).toEqual([
      ["a", 2],
      ["b", 1],
      ["c", 2],
    ]);
    expect(awardReasons(opened)).toEqual([]);
    expect(awardReasons([...opened, { id: "d", total: null }])).toMatchObject([{ params: { count: 1 } }]);
  });

  it("takes criteria whose weights are a hundred", () => {
    expect(criteriaInput.safeParse({ criteria: [...usualCriteria] }).success).toBe(true);
    expect(criteriaInput.safeParse({ criteria: [{ name: "报价", weight: 90 }] }).success).toBe(false);
  });
});

describe("a list's content", () => {
  it("is laid out by headings, numbered or not, and never cut off", () => {
    expect(layOut("一、需求内容：\n脆\n2、预期目标：韧\n现有工作基础\n试过CPE")).toEqual({
      ...{ problem: "脆", keyTechnology: "", target: "韧", tried: "试过CPE" },
    });
    const long = `${"句子很长。".repeat(250)}`;
    const laid = layOut(long);
    expect(`${laid?.problem}${laid?.keyTechnology}`).toBe(long);
    expect(layOut("字".repeat(2100))).toBeUndefined();
  });

  it("is read from values in single quotes, doubled ones being one", () => {
    const text = "'1' , '标题' , 'it''s, 内容' \n'2' , '二' , ''";
    expect(isQuotedList(text)).toBe(true);
    expect(isQuotedList("标题,内容")).toBe(false);
    expect([...readQuotedList(text)]).toEqual([
      ["1", "标题", "it's, 内容"],
      ["2", "二", ""],
    ]);
  });
});
