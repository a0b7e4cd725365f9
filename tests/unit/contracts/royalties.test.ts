import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rightsTerms } from "#app/domain/contracts/rights.ts";
import {
  booksOpenUntil,
  dayAfter,
  type Figures,
  figuresOf,
  nothingSold,
  periodsOf,
  royaltyOf,
  wholePeriod,
} from "#app/domain/contracts/royalties/policy.ts";
import { royaltyTurns } from "#db/schema/vocabulary.ts";

const turn = fc.constantFrom(...royaltyTurns);
const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((n) => new Date(Date.UTC(2020, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
const span = fc
  .tuple(day, day)
  .map(([one, other]): [from: string, until: string] => (one < other ? [one, other] : [other, one]));

describe("the periods of a royalty", () => {
  it("follow one another from the first day to the last, each inside one of the calendar", () => {
    fc.assert(
      fc.property(turn, span, (by, [from, until]) => {
        const periods = periodsOf(by, from, until);
        expect(periods.at(0)?.startsOn).toBe(from);
        expect(periods.at(-1)?.endsOn).toBe(until);
        for (const [n, { startsOn, endsOn }] of periods.entries()) {
          const whole = wholePeriod(by, startsOn);
          expect(startsOn <= endsOn && whole.startsOn <= startsOn && endsOn <= whole.endsOn).toBe(true);
          if (n > 0) expect(startsOn).toBe(dayAfter(periods[n - 1]?.endsOn ?? "", 1));
          // Only the first and the last may be cut.
          if (n > 0) expect(startsOn).toBe(whole.startsOn);
          if (n < periods.length - 1) expect(endsOn).toBe(whole.endsOn);
        }
      }),
    );
  });

  it.each([
    ["quarter", "2027-11-15", "2028-03-31", "2027-11-15…2027-12-31 2028-01-01…2028-03-31"],
    ["half_year", "2028-02-29", "2028-12-30", "2028-02-29…2028-06-30 2028-07-01…2028-12-30"],
    ["year", "2027-12-31", "2028-01-01", "2027-12-31…2027-12-31 2028-01-01…2028-01-01"],
    ["quarter", "2028-02-29", "2028-02-29", "2028-02-29…2028-02-29"],
    ["quarter", "2028-03-01", "2028-02-29", ""],
  ] as const)("%s from %s to %s: %s", (by, from, until, expected) => {
    const said = periodsOf(by, from, until).map(({ startsOn, endsOn }) => `${startsOn}…${endsOn}`);
    expect(said.join(" ")).toBe(expected);
  });
});

const sum = fc.integer({ min: 1, max: 1_000_000_000_000 });
const rate = fc.integer({ min: 1, max: 10_000 });
const terms = (given: Parameters<typeof rightsTerms.parse>[0]) => rightsTerms.parse(given);
const whole = { startsOn: "2027-01-01", endsOn: "2027-03-31" };
const only = (figures: Partial<Figures>): Figures => ({ ...nothingSold, ...figures });

describe("what is owed for a period", () => {
  it("is the rate of the basis to the nearest fen, half a fen up, however large", () => {
    fc.assert(
      fc.property(sum, rate, (base, royaltyRate) => {
        const owed = BigInt(royaltyOf(terms({ royaltyBasis: "sales", royaltyRate }), whole, only({ base })));
        const twice = 2n * (owed * 10_000n - BigInt(base) * BigInt(royaltyRate));
        expect(twice > -10_000n && twice <= 10_000n).toBe(true);
      }),
    );
  });

  it.each([
    [{ royaltyBasis: "profit", royaltyRate: 250 }, { base: 100_00 }, 2_50],
    [{ royaltyBasis: "sales", royaltyRate: 50 }, { base: 100 }, 1],
    [{ royaltyBasis: "sales", royaltyRate: 49 }, { base: 100 }, 0],
    [{ royaltyBasis: "units", royaltyPerUnit: 20_00 }, { quantity: 12_500 }, 250_00],
    [{ royaltyBasis: "units", royaltyPerUnit: 1 }, { quantity: 500 }, 1],
    [{ royaltyBasis: "units", royaltyPerUnit: 1 }, { quantity: 499 }, 0],
    [{ royaltyBasis: "units", royaltyRate: 300 }, { quantity: 2_000, unitPrice: 150_00 }, 9_00],
  ] as const)("%j of %j: %d fen", (rights, figures, owed) => {
    expect(royaltyOf(terms({ ...rights, royaltyTurn: "quarter" }), whole, only(figures))).toBe(owed);
  });

  it("lies between the least and the most of a period, of a cut one by its days, and only there differs from the rate", () => {
    fc.assert(
      fc.property(
        ...([turn, span, sum, rate, fc.option(sum), fc.option(sum)] as const),
        (royaltyTurn, [from, until], base, royaltyRate, one, other) => {
          const [royaltyLeast, royaltyMost] =
            one !== null && other !== null && one > other ? [other, one] : [one, other];
          const rule = { royaltyBasis: "sales", royaltyRate, royaltyTurn } as const;
          const bound = terms({ ...rule, royaltyLeast, royaltyMost });
          const period = periodsOf(royaltyTurn, from, until)[0] ?? expect.fail();
          const cut =
            period.endsOn !== wholePeriod(royaltyTurn, from).endsOn ||
            period.startsOn !== wholePeriod(royaltyTurn, from).startsOn;
          const free = royaltyOf(terms(rule), period, only({ base }));
          const owed = royaltyOf(bound, period, only({ base }));
          if (royaltyMost !== null) expect(owed).toBeLessThanOrEqual(royaltyMost);
          if (royaltyLeast !== null && !cut) expect(owed).toBeGreaterThanOrEqual(royaltyLeast);
          if (royaltyLeast === null) expect(owed).toBeLessThanOrEqual(free);
          if (royaltyMost === null) expect(owed).toBeGreaterThanOrEqual(free);
          expect(royaltyOf(bound, period, nothingSold)).toBeLessThanOrEqual(owed);
        },
      ),
    );
  });

  it("asks the least of a cut first period by its days: a leap day counts as one", () => {
    const least = terms({
      royaltyBasis: "sales",
      royaltyRate: 100,
      royaltyTurn: "quarter",
      royaltyLeast: 91_00,
    });
    expect(royaltyOf(least, { startsOn: "2028-01-01", endsOn: "2028-03-31" }, nothingSold)).toBe(91_00);
    expect(royaltyOf(least, { startsOn: "2028-02-29", endsOn: "2028-03-31" }, nothingSold)).toBe(32_00);
    const odd = terms({ royaltyBasis: "sales", royaltyRate: 100, royaltyTurn: "quarter", royaltyLeast: 100 });
    expect(royaltyOf(odd, { startsOn: "2027-01-01", endsOn: "2027-01-01" }, nothingSold)).toBe(1);
  });

  it("asks for the figures that the contract reckons by and no others", () => {
    expect(figuresOf(terms({ royaltyBasis: "profit", royaltyRate: 1 }))).toEqual(["base"]);
    expect(figuresOf(terms({ royaltyBasis: "units", royaltyRate: 1 }))).toEqual(["quantity", "unitPrice"]);
    expect(figuresOf(terms({ royaltyBasis: "units", royaltyPerUnit: 1 }))).toEqual(["quantity"]);
  });
});

it("a report can be questioned for its years, to the end of the day in the platform's zone", () => {
  const at = new Date("2028-02-28T17:00:00Z");
  expect(booksOpenUntil(at, 1).toISOString()).toBe("2029-02-28T16:00:00.000Z");
  expect(booksOpenUntil(at, 4).toISOString()).toBe("2032-02-29T16:00:00.000Z");
});
