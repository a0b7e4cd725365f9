import type { SearchBenchResult } from "./run.ts";

/** What `design` asks of the embedded engine, for the table's third column. */
const goals: Partial<Record<string, number>> = {
  ndcg10: 0.93,
  recall10: 0.95,
  zeroRate: 0.01,
  filtersRight: 1,
};
const classGoals: Partial<Record<string, number>> = { zh: 0.97, typo: 0.93, model: 1, number: 1 };
const anyClassGoal = 0.75;

/** Prints a measurement as a table. */
export function printSearchResult({ byClass, ...result }: SearchBenchResult): void {
  const lines = Object.entries(result).map(([name, value]) => [name, String(value), goalText(name)]);
  const classes = Object.entries(byClass).map(([name, value]) => [
    `ndcg10 ${name}`,
    value.toFixed(3),
    `≥ ${classGoals[name] ?? anyClassGoal}`,
  ]);
  for (const [name = "", value = "", goal = ""] of [...lines, ...classes]) {
    console.log(`${name.padEnd(16)} ${value.padStart(10)}  ${goal}`);
  }
}

const goalText = (name: string): string => {
  const goal = goals[name];
  return goal === undefined ? "" : `${name === "zeroRate" ? "≤" : "≥"} ${goal}`;
};
