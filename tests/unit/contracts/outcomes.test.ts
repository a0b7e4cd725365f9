import fc from "fast-check";
import { expect, it } from "vitest";
import { type Counted, forEverybody } from "#app/domain/contracts/outcomes/figures.ts";

const rows = fc.array(
  fc.record({ name: fc.string(), count: fc.integer({ min: 1, max: 6 }), amount: fc.integer({ min: 1 }) }),
  { maxLength: 6 },
);
const registered = { contracts: 0, total: 0, technology: 0, income: 0 };
const without = { demands: [], firstAnswerDays: null, awardDays: null, milestones: [], disputes: [] };

it("nobody learns what fewer than three contracts amount to, neither from a row nor from the sum of all", () => {
  fc.assert(
    fc.property(rows, (contracts) => {
      const shown = forEverybody({ ...without, contracts, cities: [], registered }).contracts;
      const hidden = shown.filter(({ amount }) => amount === null);
      const count = (some: readonly Counted[]) => some.reduce((sum, row) => sum + row.count, 0);
      expect(shown.filter((row) => row.amount !== null).every((row) => row.count >= 3)).toBe(true);
      expect(hidden.length === 0 || hidden.length === shown.length || count(hidden) >= 3).toBe(true);
      expect(count(shown)).toBe(count(contracts));
    }),
  );
});

it("what many contracts amount to is shown", () => {
  const contracts = [
    { name: "a", count: 9, amount: 9 },
    { name: "b", count: 4, amount: 4 },
    { name: "c", count: 1, amount: 1 },
  ];
  const shown = forEverybody({ ...without, contracts, cities: [], registered }).contracts;
  expect(shown.map(({ amount }) => amount)).toEqual([9, null, null]);
});
