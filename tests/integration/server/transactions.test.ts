import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Tx } from "#db/client.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase({ max: 2 });
  await test.sql`create table kept (word text primary key)`;
});

beforeEach(() => test.sql`delete from kept`);

afterAll(() => test.close());

const keep = (tx: Tx, word: string) => tx.execute(sql`insert into kept values (${word})`);
const kept = async () =>
  (await test.sql<{ word: string }[]>`select word from kept order by word`).map(({ word }) => word);

/** Ends the connection of a transaction from outside, as a restart of the database does, and waits until it is gone. */
async function cutOff(tx: Tx): Promise<void> {
  const [{ pid } = { pid: 0 }] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  await test.sql`select pg_terminate_backend(${pid})`;
  for (let there = 1; there > 0; await sleep(20))
    [{ there } = { there: 0 }] = await test.sql<{ there: number }[]>`
      select count(*)::int as there from pg_stat_activity where pid = ${pid}`;
}

describe("a transaction", () => {
  it("keeps all or nothing, and its savepoints alone", async () => {
    await test.db.transaction(async (tx) => {
      await keep(tx, "one");
      await expect(
        tx.transaction(async (inner) => {
          await keep(inner, "two");
          await keep(inner, "one");
        }),
      ).rejects.toThrow();
      await keep(tx, "three");
    });
    await expect(
      test.db.transaction(async (tx) => {
        await keep(tx, "four");
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(await kept()).toEqual(["one", "three"]);
  });

  it("does not pass for committed when a failure in it was overlooked", async () => {
    const overlooked = test.db.transaction(async (tx) => {
      await keep(tx, "one");
      await expect(keep(tx, "one")).rejects.toThrow();
    });
    await expect(overlooked).rejects.toThrow("had failed");
    expect(await kept()).toEqual([]);
  });
});

describe("a transaction whose connection is lost", () => {
  const losing: [when: string, work: (tx: Tx) => Promise<unknown>][] = [
    ["between two statements", (tx) => cutOff(tx)],
    [
      "before it says that it overlooks that",
      (tx) => cutOff(tx).then(() => keep(tx, "lost").catch(() => "overlooked")),
    ],
    ["during a statement", (tx) => tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`)],
    ["while it waits for an answer that never comes", (tx) => cutOff(tx).then(() => new Promise(() => {}))],
    ["in a savepoint", (tx) => tx.transaction((inner) => cutOff(inner))],
    [
      "while several statements are on their way",
      (tx) =>
        Promise.all([
          tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`),
          keep(tx, "a"),
          keep(tx, "b"),
        ]),
    ],
  ];

  it.each(losing)("%s, fails and leaves nothing, and the next one works", async (_, work) => {
    const lost = test.db.transaction(async (tx) => {
      await keep(tx, "before");
      await work(tx);
      await keep(tx, "after");
    });
    await expect(lost).rejects.toThrow();
    for (const word of ["one", "two", "three"]) await test.db.transaction((tx) => keep(tx, word));
    expect(await kept()).toEqual(["one", "three", "two"]);
  });
});
