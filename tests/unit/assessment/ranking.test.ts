import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Entrant, place, type RankingRules } from "#app/domain/assessment/ranking.ts";

const rules: RankingRules = {
  excellentFrom: 8500,
  goodFrom: 7000,
  qualifiedFrom: 6000,
  praiseCount: 5,
  cardCount: 3,
  delistAfterYears: 3,
};

interface Year {
  praise: string[];
  cards: string[];
  delisting: string[];
  substitutes: string[];
}

type Result = { score: number; sharing: number; misses: boolean };

/** What sections six and eleven ask for, written down a second time: 100 providers, so many years. */
function reference(years: readonly Map<string, Result>[], listed: Set<string>): Year[] {
  const streak = new Map<string, number>();
  return years.map((results) => {
    const of = (id: string) => results.get(id) ?? { score: 0, sharing: 0, misses: false };
    const key = (id: string) => of(id).score * 1_000_000 + of(id).sharing;
    const best = (ids: string[]) => ids.sort((a, b) => key(b) - key(a) || (a < b ? -1 : 1));
    const order = best([...listed]);
    const fifth = key(order[4] ?? "");
    const first = order.filter((id) => key(id) >= fifth);
    const last: string[] = [];
    for (let end = order.length; end > 0; ) {
      const level = order.filter((id) => key(id) === key(order[end - 1] ?? ""));
      if (last.length + level.length > 3) break;
      last.push(...level);
      end -= level.length;
    }
    const bottom = last.filter((id) => !first.includes(id));
    for (const id of listed) streak.set(id, bottom.includes(id) ? (streak.get(id) ?? 0) + 1 : 0);
    const out = bottom.filter((id) => (streak.get(id) ?? 0) >= 3);
    const waiting = [...results.keys()].filter(
      (id) => !listed.has(id) && !of(id).misses && of(id).score >= 6000,
    );
    const substitutes = best(waiting.filter((id) => !streak.has(id))).slice(0, out.length);
    for (const id of out) listed.delete(id);
    for (const id of substitutes) listed.add(id);
    return {
      praise: first.filter((id) => of(id).score >= 6000).sort(),
      cards: [...new Set([...bottom, ...order.filter((id) => of(id).misses)])].sort(),
      delisting: out.sort(),
      substitutes: substitutes.sort(),
    };
  });
}

/** The same by the product: who was delisted is in neither list afterwards. */
function simulated(years: readonly Map<string, Result>[], first: ReadonlySet<string>): Year[] {
  const listed = new Set(first);
  const reserve = new Set([...(years[0]?.keys() ?? [])].filter((id) => !listed.has(id)));
  let earlier = new Map<string, number>();
  return years.map((results) => {
    const entrants = [...listed, ...reserve].map((id): Entrant => {
      const { score = 0, sharing = 0, misses = false } = results.get(id) ?? {};
      const standing = listed.has(id) ? "listed" : "reserve";
      const missed = misses ? ["technology_share"] : [];
      return { id, uscc: id, standing, score, sharing, missed, earlierBottomYears: earlier.get(id) ?? 0 };
    });
    const placed = [...place(entrants, rules)];
    earlier = new Map(placed.map(([id, { bottomYears }]) => [id, bottomYears]));
    const those = (test: (one: (typeof placed)[number][1]) => boolean) =>
      placed.flatMap(([id, one]) => (test(one) ? [id] : [])).sort();
    const year = {
      praise: those(({ praised }) => praised),
      cards: those(({ carded }) => carded),
      delisting: those(({ delisted }) => delisted),
      substitutes: those(({ promoted }) => promoted),
    };
    for (const id of year.delisting) listed.delete(id);
    for (const id of year.substitutes) {
      reserve.delete(id);
      listed.add(id);
    }
    return year;
  });
}

const ids = Array.from({ length: 100 }, (_, at) => `9133${String(at).padStart(14, "0")}`);

/** Close scores, so that ties happen; some providers are bad every year, so that some are delisted. */
const year = fc.array(
  fc.record({
    score: fc.integer({ min: 55, max: 92 }).map((points) => points * 100),
    sharing: fc.integer({ min: 0, max: 3 }).map((points) => points * 1000),
    misses: fc.boolean().map(Boolean),
  }),
  { minLength: 100, maxLength: 100 },
);

const fourYears = fc.tuple(
  fc.array(year, { minLength: 4, maxLength: 4 }),
  fc.integer({ min: 70, max: 95 }),
  fc.array(fc.record({ at: fc.integer({ min: 0, max: 99 }), score: fc.integer({ min: 1, max: 9 }) }), {
    maxLength: 6,
  }),
);

describe("four years of 100 providers", () => {
  it("give exactly the praise, cards, delistings and substitutes of the reference model", () => {
    let delistings = 0;
    let substitutes = 0;
    fc.assert(
      fc.property(fourYears, ([all, listedCount, weak]) => {
        const years = all.map((results) => {
          const map = new Map(
            ids.map((id, at) => [id, results[at] ?? { score: 0, sharing: 0, misses: false }]),
          );
          for (const { at, score } of weak) {
            const id = ids[at] ?? "";
            map.set(id, { score, sharing: 0, misses: false });
          }
          return map;
        });
        const listed = new Set(ids.slice(0, listedCount));
        const expected = reference(years, new Set(listed));
        expect(simulated(years, listed)).toEqual(expected);
        delistings += expected.flatMap(({ delisting }) => delisting).length;
        substitutes += expected.flatMap((one) => one.substitutes).length;
      }),
      { numRuns: 120 },
    );
    expect(delistings, "the examples delist").toBeGreaterThan(20);
    expect(substitutes, "the examples promote").toBeGreaterThan(20);
  });
});

const entrant = (id: string, score: number, more: Partial<Entrant> = {}): Entrant => ({
  id,
  uscc: id,
  standing: "listed",
  score,
  sharing: 0,
  missed: [],
  earlierBottomYears: 0,
  ...more,
});

describe("a ranking", () => {
  it("shares a rank where score and sharing are level, and skips the next", () => {
    const placed = place(
      [entrant("a", 9000, { sharing: 1 }), entrant("b", 9000), entrant("c", 9000), entrant("d", 8000)],
      rules,
    );
    expect([...placed.values()].map(({ rank }) => rank)).toEqual([1, 2, 2, 4]);
  });

  it("cards nobody by a tie that makes the last too many", () => {
    const many = Array.from({ length: 10 }, (_, at) => entrant(`x${at}`, at < 6 ? 9000 - at : 100));
    const carded = [...place(many, rules)].filter(([, { carded: is }]) => is);
    expect(carded).toEqual([]);
  });

  it("praises no poor result and cards nobody whom it praises", () => {
    const placed = [
      ...place(
        ["a", "b", "c"].map((id) => entrant(id, id === "c" ? 100 : 9000)),
        rules,
      ).values(),
    ];
    expect(placed.map(({ praised, carded }) => [praised, carded])).toEqual([
      [true, false],
      [true, false],
      [false, false],
    ]);
  });
});
