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

const planFor = (query: string) => {
  const input = readRegisterQuery(new URLSearchParams(query));
  return planOf(chosenBy(input, new Date(), { limit: 26, offset: 0 }));
};

describe("in a register of 20,000 decisions", () => {
  it.each(["", "class=serious", "region=3301", "region=330106", "state=in_force", "state=ended"])(
    "a page of %j is read in the order of an index",
    async (query) => {
      const plan = await planFor(query);
      expect(plan).toMatch(
        /Index (Only )?Scan Backward using register_entry_((over_)?from_publication_id_index|city|county)/,
      );
      expect(plan).not.toContain("Seq Scan");
    },
  );

  it("rare words are looked up, not looked for", async () => {
    const words = sql`e.words like ${"%光电4711%"}`;
    const input = readRegisterQuery(new URLSearchParams());
    const plan = await planOf(chosenBy(input, new Date(), { limit: 26, offset: 0 }, words));
    expect(plan).toContain("register_entry_words");
  });
});
