import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate } from "#app/domain/assessment/allocate.ts";
import { proposalsFor, type Ranked } from "#app/domain/assessment/consequences.ts";

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);
const weights = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 1e6, noNaN: true })), {
  maxLength: 40,
});

describe("sharing out a budget", () => {
  it("spends all of it, or all that the caps let through, and never more; no amount above the cap", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        weights,
        fc.integer({ min: 1, max: 1e11 }),
        (budget, given, cap) => {
          const amounts = allocate(budget, given, cap);
          const able = given.filter((weight) => Math.round(weight * 1e6) > 0).length;
          expect(amounts.every((amount) => Number.isInteger(amount) && amount >= 0 && amount <= cap)).toBe(
            true,
          );
          expect(sumOf(amounts)).toBe(Math.min(budget, able * cap));
        },
      ),
    );
  });

  it("gives who has the larger weight never less", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        weights,
        fc.integer({ min: 1, max: 1e8 }),
        (budget, given, cap) => {
          const amounts = allocate(budget, given, cap);
          for (const [i, a] of given.entries())
            for (const [j, b] of given.entries())
              if (a > b + 1e-6) expect(amounts[i]).toBeGreaterThanOrEqual(amounts[j] ?? 0);
        },
      ),
    );
  });

  it("rounds by the largest remainder, the earlier first", () => {
    expect(allocate(100, [1, 1, 1], 1000)).toEqual([34, 33, 33]);
    expect(allocate(10, [2, 1, 1], 1000)).toEqual([5, 3, 2]);
    expect(allocate(1000, [8, 1, 1], 500)).toEqual([500, 250, 250]);
    expect(allocate(1000, [0, 0], 500)).toEqual([0, 0]);
  });
});

const rules = {
  excellentFrom: 8500,
  goodFrom: 7000,
  qualifiedFrom: 6000,
  praiseCount: 5,
  cardCount: 3,
  delistAfterYears: 3,
  rewardWeightExcellent: 2,
  rewardWeightGood: 1,
  rewardCap: 900,
  subsidyCap: 900,
};

const ranked = (id: string, more: Partial<Ranked>): Ranked => ({
  id,
  uscc: id,
  standing: "listed",
  score: 8000,
  sharing: 0,
  missed: [],
  earlierBottomYears: 0,
  grade: "good",
  rank: 1,
  praised: false,
  bottom: false,
  bottomYears: 0,
  carded: false,
  delisted: false,
  promoted: false,
  subsidyBasis: 0,
  ...more,
});

describe("what a result calls for", () => {
  it("pays the carded, the reserve and the merely qualified no reward", () => {
    const found = proposalsFor(
      [
        ranked("a", { grade: "excellent", score: 9000, subsidyBasis: 10 }),
        ranked("b", { grade: "good", score: 9000 }),
        ranked("c", { grade: "qualified", subsidyBasis: 30 }),
        ranked("d", { grade: "excellent", carded: true, missed: ["technology_share"], subsidyBasis: 50 }),
        ranked("e", { grade: "excellent", standing: "reserve", rank: null, subsidyBasis: 50 }),
      ],
      rules,
      { rewardBudget: 900, subsidyBudget: 400 },
    );
    expect(found.map(({ subjectId, kind, amount }) => [subjectId, kind, amount])).toEqual([
      ["d", "yellow_card", null],
      ["a", "reward", 600],
      ["b", "reward", 300],
      ["a", "subsidy", 100],
      ["c", "subsidy", 300],
    ]);
    expect(found[0]?.reasons).toEqual([{ code: "threshold", params: { indicator: "technology_share" } }]);
  });
});
