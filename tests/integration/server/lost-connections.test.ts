import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Connection, connect } from "#db/client.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { type Proxy, startProxy } from "../../support/proxy.ts";

/** Within this, whatever was asked of the database must have an end; a reconnect takes a fraction of it. */
const soonMs = 5_000;

let test: TestDatabase;
let proxy: Proxy;
let through: Connection;

beforeEach(async () => {
  test = await testDatabase({ max: 2 });
  await test.sql`create table kept (word text primary key)`;
  proxy = await startProxy(test.url);
  through = connect(proxy.url, 2);
});

afterEach(async () => {
  await through.close();
  await proxy.close();
  await test.close();
});

const outcome = (work: Promise<unknown>): Promise<string> =>
  Promise.race([
    work.then(
      () => "done",
      () => "failed",
    ),
    sleep(soonMs, "never", { ref: false }),
  ]);

const keep = (word: string) => through.db.execute(sql`insert into kept values (${word})`);
const slow = sql`select pg_sleep(20)`;
/** Until what was just begun is on its way. */
const underWay = () => sleep(300);

async function expectWhole(): Promise<void> {
  const all = Array.from({ length: 6 }, (_, at) =>
    at % 2 ? keep(`after ${at}`) : through.db.transaction((tx) => tx.execute(sql`select 1`)),
  );
  expect(await Promise.all(all.map(outcome))).toEqual(all.map(() => "done"));
  const rows = await test.sql`select 1 from kept where word like 'after %'`;
  expect(rows).toHaveLength(3);
}

const cuts: [how: string, cut: () => void][] = [
  ["reset", () => proxy.reset()],
  ["ended", () => proxy.end()],
];

it.each(cuts)("who waits for a connection gets one when those that are lent out are %s", async (_, cut) => {
  const holding = [1, 2].map(() => outcome(through.db.transaction((tx) => tx.execute(slow))));
  await underWay();
  const waiting = [1, 2, 3, 4, 5, 6].map((at) =>
    outcome(at % 2 ? keep(`w${at}`) : through.db.transaction((tx) => tx.execute(sql`select 1`))),
  );
  await underWay();
  cut();
  expect(await Promise.all(holding)).toEqual(["failed", "failed"]);
  expect(await Promise.all(waiting)).not.toContain("never");
  await expectWhole();
});

it.each(cuts)(
  "a transaction whose statement was under way ends when the connection is %s",
  async (_, cut) => {
    const held = [1, 2].map(() => outcome(through.db.transaction((tx) => tx.execute(slow))));
    await underWay();
    cut();
    expect(await Promise.all(held)).toEqual(["failed", "failed"]);
    await expectWhole();
  },
);

it.each(cuts)("a statement that follows at once on one that was %s ends, and says true", async (_, cut) => {
  const retried = [1, 2].map((at) =>
    outcome(through.db.execute(slow).catch(() => keep(`r${at}`))).then((how) => ({ at, how })),
  );
  await underWay();
  cut();
  for (const { at, how } of await Promise.all(retried)) {
    expect(how).not.toBe("never");
    const rows = await test.sql`select 1 from kept where word = ${`r${at}`}`;
    expect(rows).toHaveLength(how === "done" ? 1 : 0);
  }
  await expectWhole();
});

it("works with all its connections after nothing could be reached for a while", async () => {
  await keep("before");
  proxy.refuse(true);
  proxy.end();
  for (let round = 0; round < 3; round += 1) {
    const all = [1, 2, 3, 4, 5, 6].map((at) =>
      outcome(at % 2 ? keep(`x${at}`) : through.db.transaction((tx) => tx.execute(sql`select 1`))),
    );
    expect(await Promise.all(all)).toEqual(all.map(() => "failed"));
  }
  proxy.refuse(false);
  await expectWhole();
});

it("waits no longer than it was told to for a server that says nothing more", async () => {
  const patient = connect(proxy.url, 2, { answerMs: 2_000, connectionMs: 2_000 });
  const ask = (at: number) =>
    at % 2
      ? patient.db.execute(sql`select 1`)
      : patient.db.transaction((tx) => tx.execute(sql`select pg_sleep(0.4)`));
  try {
    const begun = [0, 2].map((at) => outcome(ask(at)));
    await underWay();
    proxy.freeze(true);
    expect(await Promise.all(begun)).toEqual(["failed", "failed"]);
    const later = [1, 2, 3, 4, 5, 6].map((at) => outcome(ask(at)));
    expect(await Promise.all(later)).toEqual(later.map(() => "failed"));
    proxy.freeze(false);
    await expect.poll(() => outcome(ask(1))).toBe("done");
    const again = [1, 2, 3, 4, 5, 6].map((at) => outcome(ask(at)));
    expect(await Promise.all(again)).toEqual(again.map(() => "done"));
  } finally {
    await patient.close();
  }
});
