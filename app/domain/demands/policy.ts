import type { Criterion } from "#db/schema/demands.ts";
import type { Reason } from "#app/runtime/problem.ts";

/** Criteria that the interface has words for. */
export const usualCriterionNames = ["method", "team", "plan", "price"] as const;

/** What proposals are scored by where the client has not said otherwise; names that the interface has words for. */
export const usualCriteria: readonly Criterion[] = [
  { name: "method", weight: 40 },
  { name: "team", weight: 20 },
  { name: "plan", weight: 15 },
  { name: "price", weight: 25 },
];

/** Points of one criterion, 0–100. */
export interface Score {
  criterion: number;
  points: number;
}

/** Weighted points of a fully scored proposal, 0–100 with two decimals; null while a criterion is missing. */
export function totalOf(criteria: readonly Criterion[], scores: readonly Score[]): number | null {
  let sum = 0;
  for (const [i, { weight }] of criteria.entries()) {
    const found = scores.find(({ criterion }) => criterion === i + 1);
    if (!found) return null;
    sum += found.points * weight;
  }
  return sum / 100;
}

/** A proposal as the rules of the award look at it. */
export interface Scored {
  id: string;
  total: number | null;
}

/**
 * Every reason why the client may not award yet: all opened proposals are scored first, because those who lose are shown
 * their scores. The best score need not win; the reasons say why not.
 */
export function awardReasons(opened: readonly Scored[]): Reason[] {
  const unscored = opened.filter(({ total }) => total === null).length;
  return unscored === 0
    ? []
    : [{ rule: "proposals_not_scored", overridable: false, params: { count: unscored } }];
}

/** Ids from the best total to the worst, equal totals sharing a rank; unscored ones are not ranked. */
export function ranking(opened: readonly Scored[]): Map<string, number> {
  const ranks = new Map<string, number>();
  for (const { id, total } of opened)
    if (total !== null) ranks.set(id, 1 + opened.filter((other) => (other.total ?? -1) > total).length);
  return ranks;
}
