import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "#app/domain/context.ts";
import { balanceQuery, post } from "#app/domain/money/ledger/post.server.ts";
import { pageQuery } from "#app/domain/money/ledger/statement.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";

let test: TestDatabase;

const accounts = 200;
const busy = "0b5b0000-0000-4000-8000-000000000000";

/** Many accounts of which one has half of all entries; the triggers of the ledger are left out while it is written. */
beforeAll(async () => {
  test = await testDatabase();
  await test.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`insert into account (id, organization_id, purpose)
      select md5('a' || i)::uuid, case i when 0 then ${busy}::uuid else gen_random_uuid() end, 'bank'
      from generate_series(0, ${sql.raw(String(accounts))}) i`);
    await tx.execute(sql`insert into posting (id, at, cause_type, cause_id)
      select md5('p' || n)::uuid, now(), 'payment', gen_random_uuid() from generate_series(1, 20000) n`);
    await tx.execute(sql`insert into entry (account_id, n, posting_id, at, amount, balance)
      select md5('a' || case when n % 2 = 0 then 0 else n % ${sql.raw(String(accounts))} end)::uuid, n, md5('p' || n)::uuid, now(), 1, 1
      from generate_series(1, 20000) n`);
  });
  await test.db.execute(sql`analyze account, posting, entry`);
});

afterAll(() => test.close());

/** The steps of the plan that PostgreSQL makes for a query. */
async function planOf(query: SQL): Promise<string> {
  const rows = await test.db.execute<{ "QUERY PLAN": string }>(sql`explain ${query}`);
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

describe("a posting", () => {
  it("is planned once and not each time", async () => {
    const legs = [1, -1].map((amount, at) => ({
      ...{ organizationId: null, amount },
      purpose: at === 0 ? ("bank" as const) : ("card" as const),
    }));
    const plans = await test.db.transaction(async (tx) => {
      for (let turn = 0; turn < 12; turn++)
        await post(
          tx,
          { actor: systemActor("test"), clock: systemClock },
          { cause: { type: "test", id: randomUUID() }, legs },
        );
      return tx.execute(sql`select generic_plans::int as kept, custom_plans::int as made from pg_prepared_statements
        where statement like '%insert into "whole_posting"%' and statement not like '%pg_prepared_statements%'`);
    });
    // The first is asked twice: its accounts have to be made.
    expect(plans).toEqual([{ kept: 8, made: 5 }]);
  });
});

describe("however many entries an account has", () => {
  const questions: [what: string, query: SQL][] = [
    ["its balance", balanceQuery(busy, "bank")],
    ["the latest page of its statement", pageQuery(busy, { purpose: "bank", limit: 51 })],
    ["a page before others", pageQuery(busy, { purpose: "bank", limit: 51, before: 9_000 })],
  ];
  it.each(questions)("%s is read from the end of an index, and no more than is asked", async (_, query) => {
    const plan = await planOf(query);
    expect(plan).toContain("Index Scan Backward using entry_account_id_n_pk");
    expect(plan).not.toMatch(/Seq Scan on (entry|posting)|Bitmap Heap Scan on entry/);
  });
});
