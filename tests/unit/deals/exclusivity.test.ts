import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ConcludedDeal, leavesOpen } from "#app/domain/deals/exclusivity.ts";
import { transferModes } from "#db/schema/vocabulary.ts";

const now = new Date("2026-12-01T00:00:00Z");
const openAfter = (mode: ConcludedDeal["mode"]) =>
  transferModes.filter((next) => leavesOpen([{ mode, until: null }], next, now));

describe("a concluded deal", () => {
  it("rules out what the law no longer lets the owner give", () => {
    expect(openAfter("assignment")).toEqual([]);
    expect(openAfter("equity")).toEqual([]);
    expect(openAfter("exclusive_licence")).toEqual([]);
    expect(openAfter("sole_licence")).toEqual(["assignment", "equity"]);
    expect(openAfter("ordinary_licence")).toEqual([...transferModes]);
    expect(openAfter("open_licence")).toEqual(["assignment", "ordinary_licence", "open_licence", "equity"]);
  });

  const mode = fc.constantFrom(...transferModes);
  const deals = fc.array(
    fc.record({
      mode,
      until: fc.option(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2050-01-01") })),
    }),
  );

  it("never opens what another has closed, and closes nothing once its term is over", () => {
    fc.assert(
      fc.property(deals, deals, mode, (one, other, next) => {
        const both = leavesOpen([...one, ...other], next, now);
        expect(both).toBe(leavesOpen(one, next, now) && leavesOpen(other, next, now));
        const over = one.map((deal) => ({ ...deal, until: now }));
        expect(leavesOpen(over, next, now)).toBe(true);
      }),
    );
  });
});
