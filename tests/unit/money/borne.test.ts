import fc from "fast-check";
import { expect, it } from "vitest";
import { borne, type Part } from "#app/domain/money/charges/borne.ts";

const fen = fc.integer({ min: 0, max: 1_000_000 });
const parts = fc.array(fc.record({ amount: fen, waived: fc.boolean() }), { maxLength: 6 });
const sumOf = (some: readonly Part[], waived: boolean) =>
  some.reduce((sum, part) => (part.waived === waived ? sum + part.amount : sum), 0);

it("bears a cost as far as the charges reach, and never more than either", () => {
  fc.assert(
    fc.property(fen, parts, (cost, some) => {
      const { kept, waived } = borne(cost, some);
      expect(kept + waived).toBe(Math.min(cost, sumOf(some, true) + sumOf(some, false)));
      expect(kept).toBeLessThanOrEqual(sumOf(some, false));
      expect(waived).toBeLessThanOrEqual(sumOf(some, true));
    }),
  );
});

it("is what was paid, where nothing was withdrawn", () => {
  fc.assert(
    fc.property(fen, parts, (cost, some) => {
      const paid = some.map(({ amount }) => ({ amount, waived: false }));
      expect(borne(cost, paid)).toEqual({ kept: Math.min(cost, sumOf(paid, false)), waived: 0 });
    }),
  );
});

it("lets a cost that rises change nothing of what it bore before", () => {
  fc.assert(
    fc.property(fen, fen, parts, (cost, more, some) => {
      const [before, after] = [borne(cost, some), borne(cost + more, some)];
      expect(after.kept).toBeGreaterThanOrEqual(before.kept);
      expect(after.waived).toBeGreaterThanOrEqual(before.waived);
    }),
  );
});

it("forgets a difference that was withdrawn once the cost no longer reaches it", () => {
  const paidThenWithdrawn = [
    { amount: 600, waived: false },
    { amount: 200, waived: true },
  ];
  expect(borne(900, paidThenWithdrawn)).toEqual({ kept: 600, waived: 200 });
  expect(borne(500, paidThenWithdrawn)).toEqual({ kept: 500, waived: 0 });
  const withdrawnThenPaid = paidThenWithdrawn.toReversed();
  expect(borne(500, withdrawnThenPaid)).toEqual({ kept: 300, waived: 200 });
});
