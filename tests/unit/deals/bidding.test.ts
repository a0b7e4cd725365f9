import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  breachesOf,
  endAfter,
  leastBid,
  type Lot,
  outcomeOf,
  type PlacedBid,
  standsAt,
} from "#app/domain/deals/bidding/policy.ts";

const minute = 60_000;
const lot: Lot = {
  ...{ startPrice: 1000, step: 50, extendWithin: 5, extendBy: 10 },
  ...{ startsAt: new Date(0), endsAt: new Date(60 * minute) },
};

describe("bids", () => {
  it("start at the start price and go up by the step, to the fen", () => {
    expect([leastBid(lot, null), leastBid(lot, 1000), leastBid(lot, 1049)]).toEqual([1000, 1050, 1099]);
  });

  it("prolong only in the last minutes, and never make the end earlier", () => {
    expect(endAfter(lot, new Date(54 * minute))).toEqual(lot.endsAt);
    expect(endAfter(lot, new Date(55 * minute))).toEqual(new Date(65 * minute));
    expect(endAfter({ ...lot, extendBy: 0 }, new Date(59 * minute))).toEqual(lot.endsAt);
  });

  it("win unless they stay below the reserve", () => {
    expect([outcomeOf(null, null), outcomeOf(99, 100), outcomeOf(100, 100), outcomeOf(1, null)]).toEqual([
      "end_without_bids",
      "end_below_reserve",
      "strike",
      "strike",
    ]);
  });

  it("stand by the clock, whatever the timer has got round to", () => {
    const at = (state: string, m: number) => standsAt({ ...lot, state }, new Date(m * minute));
    expect(at("bidding_announced", -1)).toBe("bidding_announced");
    expect(at("bidding_announced", 0)).toBe("bidding_open");
    expect(at("bidding_open", 59)).toBe("bidding_open");
    expect(at("bidding_open", 60)).toBe("ending");
    expect(at("sold", 90)).toBe("sold");
  });

  it("that follow the rules are found sound, and any that is changed is not", () => {
    const moves = fc.array(fc.record({ more: fc.nat(500), wait: fc.nat(12) }), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(moves, fc.nat(29), (steps, which) => {
        const bids = play(steps);
        if (bids.length === 0) return;
        expect(breachesOf(lot, lot.endsAt, bids)).toEqual([]);
        const i = which % bids.length;
        const spoilt = bids.map((bid, at) =>
          at === i ? { ...bid, amount: bid.amount - 501 - lot.step } : bid,
        );
        expect(breachesOf(lot, lot.endsAt, spoilt)).not.toEqual([]);
        const moved = bids.map((bid, at) =>
          at === i ? { ...bid, endsAt: new Date(bid.endsAt.getTime() + 1) } : bid,
        );
        expect(breachesOf(lot, lot.endsAt, moved)).not.toEqual([]);
      }),
    );
  });
});

/** A history as the commands would write it. */
function play(steps: readonly { more: number; wait: number }[]): PlacedBid[] {
  const bids: PlacedBid[] = [];
  let [at, endsAt] = [lot.startsAt.getTime(), lot.endsAt];
  for (const { more, wait } of steps) {
    at += wait * minute;
    if (at >= endsAt.getTime()) break;
    endsAt = endAfter({ ...lot, endsAt }, new Date(at));
    const amount = leastBid(lot, bids.at(-1)?.amount ?? null) + more;
    bids.push({ n: bids.length + 1, amount, at: new Date(at), endsAt });
  }
  return bids;
}
