import fc from "fast-check";
import { expect, it } from "vitest";
import { fitsHold, holdLimit, holdStage } from "#app/domain/money/holds/policy.ts";

const dayMs = 86_400_000;
const instant = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2030, 0, 1) })
  .map((ms) => new Date(ms));
const days = fc.integer({ min: 1, max: 365 });

it("takes by card what leaves by the limit, to the millisecond, and nothing later", () => {
  fc.assert(
    fc.property(instant, days, fc.integer({ min: 1, max: 400 * dayMs }), (from, limit, more) => {
      const last = holdLimit(from, limit);
      expect(last.getTime() - from.getTime()).toBe(limit * dayMs);
      expect(fitsHold(from, last, limit)).toBe(true);
      expect(fitsHold(from, new Date(last.getTime() + more), limit)).toBe(false);
    }),
  );
});

it("warns in the last days, then says that it is over, and never goes back", () => {
  fc.assert(
    fc.property(instant, days, (until, notice) => {
      const at = (ms: number) => holdStage(until, new Date(until.getTime() + ms), notice);
      expect([at(-notice * dayMs - 1), at(-notice * dayMs), at(-1), at(0), at(dayMs)]).toEqual([
        null,
        "ending",
        "ending",
        "over",
        "over",
      ]);
    }),
  );
});
