import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRegisterQuery } from "#app/domain/credit/register/inputs.ts";
import { chosenBy } from "#app/domain/credit/register/list.server.ts";
import { publishMany } from "../../bench/register/published.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase({ max: 2 });
  await publishMany(test.db, 20_000);
});

afterAll(() => test.close());

const planOf = async (statement: SQL): Promise<string> => {
  const lines = await test.db.execute<{ "QUERY PLAN": string }>(sql`explain ${statement}`);
  return lines.map((line) => line["QUERY PLAN"]).join("\n");
};

const planFor = async (query: string) => {
  const chosen = await chosenBy(test.db, readRegisterQuery(new URLSearchParams(query)), new Date());
  return planOf(sql`${chosen} limit 26`);
};

describe("in a register of 20,000 decisions", () => {
  it.each(["", "class=serious", "region=3301", "state=in_force"])(
    "a page of %j is read in the order of an index",
    async (query) => {
      const plan = await planFor(query);
      expect(plan).toMatch(/Index (Only )?Scan Backward using publication_from_id_index/);
      expect(plan).not.toContain("Seq Scan on publication p");
    },
  );

  it.each(["q=光电4711", "q=91330000004711MA00", "q=浙信决〔2026〕4711号"])(
    "%s is looked up, not looked for",
    async (query) => {
      expect(await planFor(query)).not.toContain("Seq Scan on publication p");
    },
  );
});
