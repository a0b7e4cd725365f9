import type { ProposalKind } from "#db/schema/vocabulary.ts";
import { allocate } from "./allocate.ts";
import type { Entrant, Placed, RankingRules } from "./ranking.ts";

export interface MoneyRules {
  rewardWeightExcellent: number;
  rewardWeightGood: number;
  rewardCap: number;
  subsidyCap: number;
}

export interface Budgets {
  rewardBudget: number;
  subsidyBudget: number;
}

/** A subject with its place and what its subsidy is proportional to. */
export type Ranked = Entrant & Placed & { subsidyBasis: number | null };

export interface Because {
  code: string;
  params?: Record<string, string | number>;
}

export interface Proposal {
  subjectId: string;
  kind: ProposalKind;
  /** Fen, of rewards and subsidies. */
  amount: number | null;
  reasons: Because[];
}

/** Everything that a confirmed result calls for, each with why: for people to decide about. */
export function proposalsFor(
  ranked: readonly Ranked[],
  rules: RankingRules & MoneyRules,
  budgets: Budgets,
): Proposal[] {
  return [...ranked.flatMap((one) => standingOf(one, rules)), ...moneyFor(ranked, rules, budgets)];
}

function standingOf(one: Ranked, rules: RankingRules): Proposal[] {
  const { id, rank, bottomYears } = one;
  const placeReason: Because = { code: "rank", params: { rank: rank ?? 0, score: one.score } };
  const last: Because = { code: "last", params: { count: rules.cardCount } };
  const proposals: Proposal[] = [];
  const add = (kind: ProposalKind, ...reasons: Because[]) =>
    proposals.push({ subjectId: id, kind, amount: null, reasons });
  if (one.praised) add("praise", placeReason);
  if (one.carded) {
    const missed = one.missed.map((code): Because => ({ code: "threshold", params: { indicator: code } }));
    add("yellow_card", ...(one.bottom ? [placeReason, last] : []), ...missed);
  }
  if (one.delisted) add("delisting", placeReason, { code: "years", params: { years: bottomYears } });
  if (one.promoted) add("promotion", { code: "reserve", params: { score: one.score } });
  return proposals;
}

/** Money is for the listed that are not carded: rewards for the two best grades, subsidies by what was done for others. */
function moneyFor(ranked: readonly Ranked[], rules: MoneyRules, budgets: Budgets): Proposal[] {
  const able = ranked
    .filter(({ standing, carded }) => standing === "listed" && !carded)
    .toSorted((a, b) => (a.uscc < b.uscc ? -1 : 1));
  const weightOf = ({ grade, score }: Ranked): number => {
    const weights = { excellent: rules.rewardWeightExcellent, good: rules.rewardWeightGood };
    return grade === "excellent" || grade === "good" ? weights[grade] * score : 0;
  };
  return [
    ...share("reward", able, budgets.rewardBudget, rules.rewardCap, weightOf, (one) => ({
      code: "grade",
      params: { grade: one.grade, score: one.score },
    })),
    ...share("subsidy", able, budgets.subsidyBudget, rules.subsidyCap, basisOf, (one) => ({
      code: "basis",
      params: { basis: basisOf(one) },
    })),
  ];
}

const basisOf = ({ subsidyBasis }: Ranked): number => Math.max(0, subsidyBasis ?? 0);

function share(
  kind: "reward" | "subsidy",
  able: readonly Ranked[],
  budget: number,
  cap: number,
  weightOf: (one: Ranked) => number,
  because: (one: Ranked) => Because,
): Proposal[] {
  const amounts = allocate(budget, able.map(weightOf), cap);
  return able.flatMap((one, at) => {
    const amount = amounts[at] ?? 0;
    return amount > 0 ? [{ subjectId: one.id, kind, amount, reasons: [because(one)] }] : [];
  });
}
