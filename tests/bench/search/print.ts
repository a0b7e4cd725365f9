import type { SearchBenchResult } from "./run.ts";

/** What is asked of each engine, for the table's third column. */
const goals: Partial<Record<string, Partial<Record<string, number>>>> = {
  embedded: { ndcg10: 0.93, recall10: 0.95, zeroRate: 0.01, filtersRight: 1 },
  meilisearch: { ndcg10: 0.88, filtersRight: 1 },
};
const classGoals: Partial<Record<string, number>> = { zh: 0.97, typo: 0.93, model: 1, number: 1 };
const anyClassGoal = 0.75;

/** Prints a measurement as a table. */
export function printSearchResult({ byClass, ...result }: SearchBenchResult): void {
  const lines = Object.entries(result).map(([name, value]) => [
    name,
    String(value),
    goalText(result.engine, name),
  ]);
  const classes = Object.entries(byClass).map(([name, value]) => [
    `ndcg10 ${name}`,
    value.toFixed(3),
    result.engine === "embedded" ? `≥ ${classGoals[name] ?? anyClassGoal}` : "",
  ]);
  for (const [name = "", value = "", goal = ""] of [...lines, ...classes]) {
    console.log(`${name.padEnd(16)} ${value.padStart(10)}  ${goal}`);
  }
}

const goalText = (engine: string, name: string): string => {
  const goal = goals[engine]?.[name];
  return goal === undefined ? "" : `${name === "zeroRate" ? "≤" : "≥"} ${goal}`;
};
