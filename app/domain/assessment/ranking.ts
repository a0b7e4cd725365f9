import type { AssessmentGrade, RosterStanding } from "#db/schema/vocabulary.ts";

/** The numbers of a version that decide what a result leads to; scores are hundredths of a point. */
export interface RankingRules {
  excellentFrom: number;
  goodFrom: number;
  qualifiedFrom: number;
  praiseCount: number;
  cardCount: number;
  delistAfterYears: number;
}

/** A subject that has been scored. */
export interface Entrant {
  id: string;
  /** Breaks what no score breaks, where somebody has to be chosen. */
  uscc: string;
  standing: RosterStanding;
  score: number;
  sharing: number;
  missed: readonly string[];
  /** Years in a row among the last until the year before. */
  earlierBottomYears: number;
}

export interface Placed {
  grade: AssessmentGrade;
  /** Null for those in reserve. */
  rank: number | null;
  praised: boolean;
  bottom: boolean;
  bottomYears: number;
  carded: boolean;
  delisted: boolean;
  promoted: boolean;
}

export function gradeOf(score: number, rules: RankingRules): AssessmentGrade {
  if (score >= rules.excellentFrom) return "excellent";
  if (score >= rules.goodFrom) return "good";
  return score >= rules.qualifiedFrom ? "qualified" : "poor";
}

type Strength = Pick<Entrant, "score" | "sharing">;

/** Ties are broken by the sharing score (national rules of 2026); who is level in both shares a rank. */
const ahead = (a: Strength, b: Strength): boolean =>
  a.score > b.score || (a.score === b.score && a.sharing > b.sharing);

/**
 * Ranks the listed and says what the result calls for, by subject. A shared rank counts for everybody in it at the top and
 * against nobody at the bottom: a tie that would make the last more than `cardCount` is not carded. Nobody is both among the
 * first and among the last, and a poor result is not praised. A missed threshold is carded whatever the rank. For each
 * that is to leave the list, the best in reserve that is not poor and misses no threshold is to take its place.
 */
export function place(entrants: readonly Entrant[], rules: RankingRules): Map<string, Placed> {
  const listed = entrants.filter(({ standing }) => standing === "listed");
  const placed = new Map(entrants.map((one) => [one.id, placeOne(one, listed, rules)]));
  const leaving = [...placed.values()].filter(({ delisted }) => delisted).length;
  const reserve = entrants
    .filter(({ standing, score, missed }) => standing === "reserve" && eligible(score, missed, rules))
    .toSorted((a, b) => b.score - a.score || b.sharing - a.sharing || (a.uscc < b.uscc ? -1 : 1));
  for (const { id } of reserve.slice(0, leaving)) {
    const one = placed.get(id);
    if (one) placed.set(id, { ...one, promoted: true });
  }
  return placed;
}

const eligible = (score: number, missed: readonly string[], rules: RankingRules): boolean =>
  gradeOf(score, rules) !== "poor" && missed.length === 0;

function placeOne(one: Entrant, listed: readonly Entrant[], rules: RankingRules): Placed {
  const grade = gradeOf(one.score, rules);
  if (one.standing === "reserve") {
    const none = { rank: null, praised: false, bottom: false, bottomYears: 0 };
    return { ...none, grade, carded: false, delisted: false, promoted: false };
  }
  const rank = 1 + listed.filter((other) => ahead(other, one)).length;
  const fromBelow = listed.filter((other) => !ahead(other, one)).length;
  const first = rank <= rules.praiseCount;
  const bottom = !first && fromBelow <= rules.cardCount;
  const bottomYears = bottom ? one.earlierBottomYears + 1 : 0;
  return {
    grade,
    rank,
    praised: first && grade !== "poor",
    bottom,
    bottomYears,
    carded: bottom || one.missed.length > 0,
    delisted: bottom && bottomYears >= rules.delistAfterYears,
    promoted: false,
  };
}
