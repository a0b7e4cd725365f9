import { afterAll, beforeAll, expect, it } from "vitest";
import { type Connection, connect } from "#db/client.ts";
import { countAttempt, type Limit, returnAttempt } from "#app/runtime/rate-limit.server.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";

let database: TestDatabase;
let second: Connection;

beforeAll(async () => {
  database = await testDatabase();
  second = connect(database.url, 5);
});
afterAll(async () => {
  await second.close();
  await database.close();
});

const limit: Limit = { name: "test", max: 7, seconds: 60 };
const now = new Date("2026-11-24T02:00:00Z");
const allowed = async (db: Connection["db"], at: Date, key: string) =>
  (await countAttempt(db, at, [[limit, key]])).ok;

it("holds across connections, however many ask at once", async () => {
  const asked = Array.from({ length: 40 }, (_, i) => allowed(i % 2 ? database.db : second.db, now, "shared"));
  expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(7);
});

it("counts keys apart, and capitals as the same key", async () => {
  for (let i = 0; i < 7; i++) expect(await allowed(database.db, now, "One@example.test")).toBe(true);
  expect(await allowed(database.db, now, "one@EXAMPLE.test")).toBe(false);
  expect(await allowed(database.db, now, "two@example.test")).toBe(true);
});

it("lets nobody through twice as fast at the edge of two windows", async () => {
  const edge = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  for (let i = 0; i < 7; i++) expect(await allowed(database.db, edge(59), "edge")).toBe(true);
  expect(await allowed(database.db, edge(61), "edge")).toBe(false);
  expect(await allowed(database.db, edge(119), "edge")).toBe(true);
});

it("says how long to wait", async () => {
  for (let i = 0; i < 7; i++) await allowed(database.db, now, "wait");
  const refused = await countAttempt(database.db, new Date(now.getTime() + 20_000), [[limit, "wait"]]);
  expect(refused).toEqual({
    ok: false,
    problem: { code: "rate_limited", status: 429, params: { retryAfterSeconds: 40 } },
  });
});

it("gives an attempt back", async () => {
  for (let i = 0; i < 7; i++) await allowed(database.db, now, "back");
  await returnAttempt(database.db, now, [[limit, "back"]]);
  await returnAttempt(database.db, now, [[limit, "back"]]);
  expect(await allowed(database.db, now, "back")).toBe(true);
});

it("counts requests without an address together", async () => {
  const results = [];
  for (let i = 0; i < 8; i++)
    results.push((await countAttempt(database.db, now, [[{ ...limit, name: "none" }, null]])).ok);
  expect(results.filter(Boolean)).toHaveLength(7);
});

it("refuses when it cannot count", async () => {
  const broken = connect(database.url.replace(/\/[^/]+$/, "/no_such_database"), 1);
  const answer = await countAttempt(broken.db, now, [[limit, "closed"]]);
  await broken.close();
  expect(answer).toEqual({
    ok: false,
    problem: { code: "unavailable", status: 503, params: { retryAfterSeconds: 5 } },
  });
});
