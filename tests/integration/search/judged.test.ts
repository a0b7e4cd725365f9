import { existsSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { benchSearch } from "../../bench/search/run.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";

/** Where a judged corpus lies: the beginning of its files' names, up to `.docs.jsonl`. Without one this is skipped. */
const corpus = process.env.SEARCH_CORPUS ?? "";
const present = corpus !== "" && existsSync(`${corpus}.docs.jsonl`);
let test: TestDatabase | undefined;

beforeAll(async () => {
  if (present) test = await testDatabase({ max: 4 });
});

afterAll(() => test?.close());

it.skipIf(!present)("finds what people judged relevant", { timeout: 300_000 }, async () => {
  if (!test) throw new Error("no database");
  const result = await benchSearch(test.db, corpus, () => {});
  expect(result.filtersRight).toBe(1);
  expect(result.ndcg10).toBeGreaterThanOrEqual(0.93);
  expect(result.recall10).toBeGreaterThanOrEqual(0.95);
  expect(result.zeroRate).toBeLessThanOrEqual(0.01);
  for (const [name, value] of Object.entries(result.byClass))
    expect(value, name).toBeGreaterThanOrEqual(0.75);
  expect(result.byClass).toMatchObject({ model: 1, number: 1 });
});
