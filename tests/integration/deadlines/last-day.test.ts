import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "#db/client.ts";
import { subjects } from "#app/domain/notices/subjects.server.ts";
import { lastDay } from "#app/domain/deadline.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { rolledBack } from "../../support/rolled-back.ts";

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
});

afterAll(() => test.close());

/** The columns of `db/schema` that are made with `deadline()`, by their names in SQL. */
const deadlineColumns = [
  "deadline",
  "due_at",
  "until",
  "rectify_by",
  "valid_until",
  "hold_until",
  "statement_due_at",
  "hearing_request_due_at",
  "standstill_until",
  "evidence_by",
  "notice_until",
];

/** The midnight after 1 May 2031, on which whatever ends with that day is over. */
const midnight = "2031-05-01T16:00:00.000Z";
const named = /1 May 2031|2031年5月1日/;
const dayAfter = /\b2 May 2031|2031年5月2日/;

it("names in every notice the last day on which the act is accepted, never the day after", async () => {
  const said: string[] = [];
  await rolledBack(test.db, async (db) => {
    await db.execute(sql`set local session_replication_role = replica`);
    for (const [table, load] of Object.entries(subjects)) {
      const columns = await db.execute<{ name: string }>(sql`
        select column_name as name from information_schema.columns
        where table_schema = 'public' and table_name = ${table} and column_name in ${deadlineColumns}
          and data_type = 'timestamp with time zone'`);
      if (columns.length === 0) continue;
      const set = sql.join(
        columns.map(({ name }) => sql`${sql.identifier(name)} = ${midnight}::timestamptz`),
        sql`, `,
      );
      await dropChecks(db, table);
      await db.execute(sql`update ${sql.identifier(table)} set ${set}`);
      const rows = await db.execute<{ id: string }>(sql`
        select distinct on (state) id from ${sql.identifier(table)} order by state, id`);
      for (const { id } of rows) {
        const subject = await load(db, id);
        for (const locale of ["zh-CN", "en"] as const) {
          const words = Object.values(subject?.words(locale) ?? {}).join("\n");
          expect(words, `${table} ${id}`).not.toMatch(dayAfter);
          if (named.test(words)) said.push(table);
        }
      }
    }
  });
  // Whatever says a day says the right one; these do in the demonstration market.
  expect([...new Set(said)]).toEqual(
    expect.arrayContaining([
      "auction",
      "card_rectification",
      "charge",
      "contract",
      "contract_milestone",
      "facility_block",
      "invoice",
      "misconduct_case",
      "negotiation",
      "objection",
      "proposal",
      "rectification",
      "repair",
      "result_objection",
      "royalty_period",
      "service_order",
      "violation",
      "voucher",
      "waitlist_entry",
    ]),
  );
});

/** The rows of this test need not make sense, only their deadlines. */
async function dropChecks(db: Database, table: string): Promise<void> {
  const checks = await db.execute<{ name: string }>(sql`
    select conname as name from pg_constraint where contype = 'c' and conrelid = ${table}::regclass`);
  for (const { name } of checks)
    await db.execute(sql`alter table ${sql.identifier(table)} drop constraint ${sql.identifier(name)}`);
}

it("reckons the last day in SQL as in the code", async () => {
  for (const at of [
    midnight,
    "2031-05-01T15:59:59.999Z",
    "2031-05-01T16:00:00.001Z",
    "2031-05-02T04:30:00.000Z",
  ]) {
    const [row] = await test.db.execute<{ day: string }>(
      sql`select last_day(${at}::timestamptz)::text as day`,
    );
    expect(row?.day, at).toBe(lastDay(new Date(at)));
  }
});
