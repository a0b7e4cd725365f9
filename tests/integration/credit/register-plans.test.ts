import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRegisterQuery } from "#app/domain/credit/register/inputs.ts";
import { chosenBy, listRegister, lookedUp } from "#app/domain/credit/register/list.server.ts";
import { publishMany } from "../../bench/register/published.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase({ max: 2 });
  await publishMany(test.db, 10_000);
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

describe("in a register of 10,000 decisions", () => {
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

  it.each(["光电4711", "不存", "鑫"])("the rare word %j is looked up, not looked for", async (q) => {
    const input = readRegisterQuery(new URLSearchParams("region=3302&measure=suspension"));
    const plan = await planOf(chosenBy(input, new Date(), { limit: 26, offset: 0 }, lookedUp(q)));
    expect(plan).toContain("register_entry_words");
  });

  it.each(["光电", "1", "471", "4711", "OMPANY 47", "%", "_", '"', "{", "\\", "𠮷"])(
    "words with %j are the same, looked up or looked for",
    async (q) => {
      const now = new Date();
      const ctx = { db: test.db, clock: { now: () => now } };
      const found: string[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const asked = new URLSearchParams({ q, limit: "100", ...(cursor && { cursor }) });
        const page = await listRegister(ctx, readRegisterQuery(asked));
        found.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      }
      const like = await test.db.execute<{ id: string }>(sql`select e.decision_id as id from register_entry e
        where strpos(e.words, ${q.toLowerCase()}) > 0 and e.until > ${now.toISOString()}::timestamptz
        order by e."from" desc, e.publication_id desc`);
      expect(found).toEqual(like.map(({ id }) => id));
    },
  );
});
