/** What use of a facility says about an organisation. */
export const usageCodes = ["good_use", "late_cancel", "no_show", "overrun"] as const;

export type UsageCode = (typeof usageCodes)[number];

interface UsageRule {
  points: number;
  /** How long it counts. */
  days: number;
}

/**
 * The platform's usage-credit rules, version 1. Points come on top of 100 and count for a year, good use for half of
 * one; facilities' own consequences are in their booking rules. Modelled on the rules of shared-instrument centres,
 * where a no-show weighs more than a late cancellation and everything lapses.
 */
export const usageRules: { version: number; start: number; codes: Record<UsageCode, UsageRule> } = {
  version: 1,
  start: 100,
  codes: {
    good_use: { points: 1, days: 180 },
    late_cancel: { points: -5, days: 365 },
    no_show: { points: -10, days: 365 },
    overrun: { points: -3, days: 365 },
  },
};

/** The usage score from the points in force: 100 at the start, never above it, never below zero. */
export const usageScore = (pointsInForce: number): number =>
  Math.min(usageRules.start, Math.max(0, usageRules.start + pointsInForce));

export type Grade = "A" | "B" | "C" | "D";

/**
 * The integrity grade by the absolute conditions of the Hangzhou rules: A without a bad record, B where all that there was
 * has been put right and repaired before its time, C with one that stands, D with a serious one.
 */
export function integrityGrade(classesInForce: readonly string[], repaired = false): Grade {
  if (classesInForce.includes("serious")) return "D";
  if (classesInForce.length > 0) return "C";
  return repaired ? "B" : "A";
}
