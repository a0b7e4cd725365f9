import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ConcludedDeal, doesStand, leavesOpen, monthsAfter } from "#app/domain/deals/exclusivity.ts";
import { type ContractState, transferModes } from "#db/schema/vocabulary.ts";

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

  it("ends on the last day of a month that has no such day", () => {
    const at = new Date("2027-01-31T10:00:00+08:00");
    expect(monthsAfter(at, 1)).toEqual(new Date("2027-02-28T10:00:00+08:00"));
    expect(monthsAfter(at, 13)).toEqual(new Date("2028-02-29T10:00:00+08:00"));
    // The day of the platform, not of UTC: 1 March at half past midnight there.
    expect(monthsAfter(new Date("2027-02-28T16:30:00Z"), 1)).toEqual(new Date("2027-03-31T16:30:00Z"));
  });

  it("stands while its contract is in force, or can still be signed in time", () => {
    const at = new Date("2026-11-24T02:00:00Z");
    const stands = (contracts: ContractState[], time: string, mode: ConcludedDeal["mode"] = "assignment") =>
      doesStand({ mode, at, contracts }, 90, new Date(time));
    const [inTime, late] = ["2027-02-22T15:59:59Z", "2027-02-22T16:00:00Z"];
    expect([stands([], inTime), stands([], late)]).toEqual([true, false]);
    expect([stands(["signing"], inTime), stands(["signing"], late)]).toEqual([true, false]);
    expect([stands(["in_force"], late), stands(["completed"], late)]).toEqual([true, true]);
    expect([stands(["withdrawn"], inTime), stands(["terminated"], inTime)]).toEqual([false, false]);
    expect(stands(["withdrawn", "drafting"], inTime)).toBe(true);
    expect(stands([], late, "equity")).toBe(true);
    expect(doesStand({ mode: "assignment", at: null, contracts: ["signing"] }, 90, at)).toBe(false);
  });
});
