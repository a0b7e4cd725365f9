import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysLate, delayDamages, endOf, failureShare } from "#app/domain/contracts/milestones/policy.ts";
import { partsOf } from "#app/domain/contracts/finding.ts";
import { findings, isSignable } from "#app/domain/contracts/policy.ts";
import { rewardOf } from "#app/domain/contracts/registration/reward.ts";
import { emptyTerms, type Terms } from "#app/domain/contracts/terms.ts";
import { messages as en } from "#app/i18n/en/index.ts";
import { messages as zh } from "#app/i18n/zh-CN/index.ts";
import { anyTerms } from "./arbitrary.ts";

const limits = { excessivePercent: 30, cureDays: 30 };
const today = "2026-12-01";
const milestone = {
  ...{ title: "小试", deliverable: "报告", dueOn: "2027-03-31", amount: 100 },
  ...{ standard: "达标", method: "检测" },
};
const good = (change: Partial<Terms> = {}): Terms => ({
  ...emptyTerms({ title: "配方", subject: "研究开发改性配方", targets: "≥67%", plan: "先小试", amount: 100 }),
  ...{ milestones: [milestone], confidential: "配方", failureClientPercent: 50 },
  ...change,
});
const codes = (terms: Terms, weight?: string) =>
  findings(terms, limits, today)
    .filter((finding) => weight === undefined || finding.weight === weight)
    .map(({ code }) => code);

describe("the checklist", () => {
  it("names every required clause that is missing, and lets a complete text be signed", () => {
    expect(codes(emptyTerms(), "blocker")).toEqual([
      "no_title",
      "no_subject",
      "no_plan",
      "no_milestones",
      "no_amount",
    ]);
    expect(isSignable(findings(good(), limits, today))).toBe(true);
  });

  it.each([
    ["sum_differs", { amount: 101 }],
    ["equipment_above_amount", { equipment: 101 }],
    ["milestone_no_standard", { milestones: [{ ...milestone, standard: "" }] }],
    ["milestone_past", { milestones: [{ ...milestone, dueOn: "2026-11-30" }] }],
    ["milestone_no_amount", { amount: 0, milestones: [{ ...milestone, amount: 0 }] }],
    ["no_arbitration", { disputes: "arbitration" as const }],
    ["half_definition", { definitions: [{ term: "甲", meaning: "" }] }],
  ])("blocks: %s", (code, change) => {
    expect(codes(good(change), "blocker")).toContain(code);
  });

  it.each([
    ["excessive_damages", { damagesCap: 31 }],
    ["short_cure", { cureDays: 29 }],
    ["no_risk", { failureClientPercent: null }],
    ["no_silence", { acceptanceDays: null }],
    ["no_confidentiality", { confidential: "" }],
    ["patent_cooperative", { kind: "cooperative" as const }],
    ["monopoly_ban_on_research", { other: "乙方不得对该技术作后续改进。" }],
    ["monopoly_grant_back", { benefits: "乙方的后续改进应无偿提供给甲方。" }],
    ["monopoly_other_sources", { other: "甲方不得从其他来源获得同类技术。" }],
    ["monopoly_limits_on_output", { other: "产品不得出口。" }],
    ["monopoly_tie_in", { other: "甲方必须同时购买乙方的检测设备。" }],
    ["monopoly_input_sources", { other: "原材料只能向乙方指定的单位采购。" }],
    ["monopoly_no_challenge", { other: "甲方不得对专利有效性提出异议。" }],
  ])("warns: %s", (code, change) => {
    expect(codes(good(change), "warning")).toContain(code);
  });

  it("takes ordinary clauses for what they are", () => {
    const ordinary = [
      "乙方不得将研究开发工作转由第三人承担。",
      "甲方应当按期支付经费并提供样品。",
      "乙方改进工艺后应及时告知甲方。",
      "样品数量不少于二百片，价格另行约定。",
    ];
    expect(codes(good({ other: ordinary.join("\n") })).filter((code) => code.startsWith("monopoly"))).toEqual(
      [],
    );
  });

  it("has words in both languages for whatever it says, and an article", () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        for (const { code, part, article } of findings(terms, limits, today)) {
          expect(zh.contracts.finding).toHaveProperty([code]);
          expect(en.contracts.finding).toHaveProperty([code]);
          expect(partsOf(terms.kind)).toContain(part);
          expect(article).not.toBe("");
        }
      }),
    );
  });
});

describe("money of a milestone", () => {
  const fen = fc.integer({ min: 1, max: 1_000_000_000_000 });

  it("loses damages day by day, never more than the cap", () => {
    const terms = fc.record({ delayRate: fc.nat({ max: 1000 }), damagesCap: fc.nat({ max: 100 }) });
    fc.assert(
      fc.property(fen, fc.nat({ max: 3000 }), terms, (amount, days, agreed) => {
        const damages = delayDamages(amount, days, agreed);
        expect(damages).toBeGreaterThanOrEqual(0);
        expect(damages * 100).toBeLessThanOrEqual(amount * agreed.damagesCap);
        expect(delayDamages(amount, days + 1, agreed)).toBeGreaterThanOrEqual(damages);
      }),
    );
    expect(delayDamages(4_000_000, 5, { delayRate: 5, damagesCap: 20 })).toBe(10_000);
    expect(delayDamages(4_000_000, 500, { delayRate: 5, damagesCap: 20 })).toBe(800_000);
  });

  it("is late from the end of its day in China, by begun days", () => {
    const end = endOf("2027-03-31");
    expect(end.toISOString()).toBe("2027-03-31T16:00:00.000Z");
    expect(daysLate(end, end)).toBe(0);
    expect(daysLate(end, new Date(end.getTime() + 1))).toBe(1);
    expect(daysLate(null, new Date())).toBe(0);
  });

  it("is divided on failure to the fen", () => {
    expect(failureShare(1_001, 60)).toBe(600);
    expect(failureShare(1_000_000_000_000, 100)).toBe(1_000_000_000_000);
  });

  it("rewards those who made it with all of the pool", () => {
    const shares = fc.array(fc.record({ name: fc.string(), weight: fc.integer({ min: 1, max: 1000 }) }), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(fen, fen, fc.integer({ min: 70, max: 100 }), shares, (income, cost, percent, people) => {
        const reward = rewardOf({ income, cost, tax: 0, percent, shares: people });
        expect(reward.shares.reduce((sum, { amount }) => sum + amount, 0)).toBe(reward.pool);
        expect(reward.pool).toBeLessThanOrEqual(reward.net);
      }),
    );
  });
});
