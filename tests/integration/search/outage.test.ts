import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import express from "express";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listing } from "#db/schema/catalog.ts";
import { configure, readEnv } from "#app/runtime/env.server.ts";
import { closeDatabase, database } from "#app/runtime/database.server.ts";
import { health } from "#app/server/health.server.ts";
import { listingIndex, readDocuments } from "#search/documents.ts";
import { marketDeliverer, marketEngine, marketWords, rebuildIndex } from "#search/indexing.ts";
import { storedDocument } from "#search/meilisearch/documents.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";
import { MeilisearchServer } from "../../support/meilisearch/server.ts";

const changer = fileURLToPath(new URL("../../support/search/changer.ts", import.meta.url));
/** How long the server is gone, and how long an unanswered request is in doubt: a minute and two, compressed. */
const goneMs = 3_000;
const doubtMs = 1_500;
/** No answer may take longer, whatever Meilisearch does; generous, because the machine is shared. */
const longestAnswerMs = 5_000;
/** What is waited for comes sooner; only a machine that is far too busy takes so long. */
const patience = { timeout: 100_000, interval: 50 };
const enoughChanges = 50;

const server = new MeilisearchServer();
let test: TestDatabase;
let operators: Server;
const children: ChildProcess[] = [];

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
  await server.open();
  configure(readEnv({ NODE_ENV: "test", DATABASE_URL: test.url, MEILI_URL: server.url, DEMO: "off" }));
  // The queue's table is not part of the templates.
  await test.db.execute(sql`create schema if not exists graphile_worker`);
  await test.db.execute(sql`create table if not exists graphile_worker.jobs (attempts int, max_attempts int,
    run_at timestamptz, locked_at timestamptz)`);
  operators = express().use(health).listen(0);
  await once(operators, "listening");
});

afterAll(async () => {
  for (const child of children) child.kill();
  operators.close();
  await closeDatabase();
  await server.close();
  await test.close();
});

const engine = () => marketEngine(database().db);
const deliverer = () => {
  const found = marketDeliverer(database().db, new Date(), { doubtMs });
  if (!found) throw new Error("no Meilisearch is configured");
  return found;
};

/** Delivers until nothing waits. */
async function drain(): Promise<void> {
  for (;;) {
    const next = await deliverer().run();
    if (next === undefined) return;
    await sleep(next);
  }
}

async function readyz(): Promise<{ status: number; body: Record<string, unknown> }> {
  const address = operators.address();
  const port = address && typeof address === "object" ? address.port : 0;
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
  return { status: answer.status, body: await answer.json() };
}

/** Meilisearch's documents, and what PostgreSQL says they must be. */
async function bothSides() {
  const { db } = test;
  const versions = await db.execute<{
    id: string;
    version: number;
  }>(sql`select d.id, d.version::float8 as version
    from search_doc d join search_state s on s.idx = d.idx and s.live_gen = d.gen order by d.id`);
  const published = await db.select({ id: listing.id }).from(listing).where(sql`state = 'published'`);
  const lexicon = await marketWords(db).lexicon();
  const documents = await readDocuments(
    db,
    lexicon,
    published.map(({ id }) => id),
    new Date(),
  );
  const versionOf = new Map(versions.map(({ id, version }) => [id, version]));
  expect(documents.map(({ id }) => id).toSorted()).toEqual([...versionOf.keys()].toSorted());
  const ours = documents.map((one) =>
    storedDocument(listingIndex, { ...one, version: versionOf.get(one.id) ?? 0 }),
  );
  const theirs = [...(server.indexes.get("listing")?.documents.values() ?? [])];
  const byId = (a: { id?: unknown }, b: { id?: unknown }) => (String(a.id) < String(b.id) ? -1 : 1);
  return { theirs: theirs.toSorted(byId), ours: ours.toSorted(byId) };
}

async function expectEqual(): Promise<void> {
  const { theirs, ours } = await bothSides();
  expect(theirs.length).toBeGreaterThan(0);
  // Compared as they travel: JSON knows no `undefined`.
  expect(theirs).toEqual(JSON.parse(JSON.stringify(ours)));
}

const unreachable = /^meilisearch unreachable since 20.*; answering from PostgreSQL$/;

/** How many changes the changing processes have made at least: each counts its own in the titles that it writes. */
async function changesSoFar(): Promise<number> {
  const [row] = await test.db.execute<{ n: number }>(sql`select coalesce(sum(most), 0)::int as n from (
    select max((regexp_match(title_zh, '^更改\\d+之(\\d+)$'))[1]::int) as most from listing
    where title_zh ~ '^更改\\d+之' group by (regexp_match(title_zh, '^更改(\\d+)之'))[1]) each`);
  return row?.n ?? 0;
}

const failedChanges = () =>
  server.queue.tasks.filter(({ status, type }) => status === "failed" && type.startsWith("document"));

/** Searches all the time; every search must be answered. */
function reader() {
  const answers: { engine: string; fallback: string | undefined; ms: number }[] = [];
  let over = false;
  const reading = (async () => {
    while (!over) {
      const started = performance.now();
      const {
        engine: by,
        fallback,
        hits,
      } = await engine().search({
        index: "listing",
        q: answers.length % 2 === 0 ? "" : "电镜",
        scope: { field: "visible", op: "eq", value: true },
        facets: ["kind"],
        offset: 0,
        limit: 10,
      });
      expect(hits.length).toBeGreaterThan(0);
      answers.push({ engine: by, fallback, ms: performance.now() - started });
      await sleep(10);
    }
  })();
  return {
    answers,
    stop: async () => {
      over = true;
      await reading;
    },
  };
}

function startChangers(count: number): ChildProcess[] {
  const started = Array.from({ length: count }, () => fork(changer, [test.url, server.url, String(doubtMs)]));
  children.push(...started);
  return started;
}

async function stopChangers(started: readonly ChildProcess[]): Promise<number> {
  const made = await Promise.all(
    started.map(async (child) => {
      const gone = once(child, "exit").then(([code]) => {
        throw new Error(`a process that changes listings ended with ${code}`);
      });
      const said = once(child, "message").then(([message]) => Number(message.changes));
      child.send("stop");
      return Promise.race([said, gone]);
    }),
  );
  return made.reduce((sum, one) => sum + one, 0);
}

describe("a Meilisearch that is slow, fails and disappears", () => {
  it("is built when it is empty, and then answers", async () => {
    expect((await engine().search(browse)).fallback).toBe("building");
    await drain();
    await expectEqual();
    await expect.poll(async () => (await engine().search(browse)).engine, patience).toBe("meili");
    expect((await readyz()).body.search).toBe("ok");
  });

  it("loses no change, mixes none up, keeps nobody waiting, and says what is wrong", {
    timeout: 200_000,
  }, async () => {
    Object.assign(server.manners, { taskMs: 40, requestMs: 3, failEvery: 5 });
    const readers = reader();
    const changers = startChangers(2);
    await expect.poll(() => failedChanges().length, patience).toBeGreaterThan(0);
    await server.close();
    await sleep(goneMs);
    await expect
      .poll(() => readers.answers.some(({ fallback }) => fallback === "unreachable"), patience)
      .toBe(true);
    await expect.poll(async () => (await readyz()).body.search, patience).toMatch(unreachable);
    const { status, body } = await readyz();
    expect(status).toBe(200);
    expect(body.search).toMatch(unreachable);
    expect(body.searchWritesWaiting).toBeGreaterThan(0);
    expect(body.searchLagSeconds).toBeGreaterThan(1);
    const before = failedChanges().length;
    await server.open();
    await expect.poll(() => failedChanges().length, patience).toBeGreaterThan(before);
    await expect.poll(changesSoFar, patience).toBeGreaterThan(enoughChanges);
    const changes = await stopChangers(changers);
    await drain();
    await readers.stop();

    expect(changes).toBeGreaterThan(enoughChanges);
    expect(server.setbacks).toEqual([]);
    await expectEqual();
    expect(Math.max(...readers.answers.map(({ ms }) => ms))).toBeLessThan(longestAnswerMs);
    await expect.poll(async () => (await engine().search(browse)).engine, patience).toBe("meili");
    expect((await readyz()).body).toMatchObject({
      search: "ok",
      searchWritesWaiting: 0,
      searchWritesFailing: 0,
    });
  });

  it("is built anew when it has lost everything", async () => {
    Object.assign(server.manners, { taskMs: 0, requestMs: 0, failEvery: 0 });
    server.wipe();
    await drain();
    await expectEqual();
  });

  it("is repaired when it says something else", async () => {
    const index = server.indexes.get("listing");
    const [lost, stale] = [...(index?.documents.keys() ?? [])];
    index?.remove(lost ?? "");
    index?.put({ id: stale, version: 1 });
    index?.put({ id: "unknown-to-postgresql", version: 1 });
    expect(await deliverer().check(1_000)).toBe(3);
    await drain();
    await expectEqual();
  });

  it("is rebuilt with the index in PostgreSQL, which answers meanwhile", async () => {
    await rebuildIndex(database().db, new Date());
    expect((await engine().search(browse)).engine).toBe("pg");
    await drain();
    await expectEqual();
  });
});

const browse = {
  index: "listing",
  q: "",
  scope: { field: "visible", op: "eq", value: true } as const,
  offset: 0,
  limit: 1,
};
