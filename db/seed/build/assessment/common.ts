import { userId } from "../identity.ts";
import type { Calendar } from "../calendar.ts";

export const firstOrder = 420_000;
export const region = "330000";
export const scorer = userId("officer");
export const reviewer = userId("adjudicator");
export const rewardBudget = 200_000_000;
export const subsidyBudget = 150_000_000;

/** The numbers of all versions. */
export const numbers = {
  excellentFrom: 8500,
  goodFrom: 7000,
  qualifiedFrom: 5000,
  praiseCount: 5,
  cardCount: 3,
  delistAfterYears: 3,
  rewardWeightExcellent: 2,
  rewardWeightGood: 1,
  rewardCap: 100_000_000,
  subsidyFormula: "external_hours",
  subsidyCap: 80_000_000,
};

/** Nine in the morning, or later, of a day in Shanghai. */
export const morning = (day: string, minute = 0): Date =>
  new Date(new Date(`${day}T09:00:00+08:00`).getTime() + minute * 60_000);

/** The year whose ranking is finished: its results came out before the summer of the next. */
export function finishedYearAt({ now }: Calendar): number {
  return new Date(now.getTime() - 210 * 86_400_000).getUTCFullYear() - 1;
}
