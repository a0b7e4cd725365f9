import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Deliverer } from "#search/delivery/deliverer.ts";
import { liveVersions } from "#search/delivery/outbox.ts";
import type { SearchDoc } from "#search/engine.ts";
import { MarketEngine } from "#search/market.ts";
import { Breaker } from "#search/market/breaker.ts";
import { MeilisearchEngine } from "#search/meilisearch.ts";
import { Words } from "#search/words.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";
import { MeilisearchServer } from "../../support/meilisearch/server.ts";
import { trialDocument, trialSchema } from "../../support/search/trial.ts";

const schema = trialSchema("fallback");
const server = new MeilisearchServer();
let test: TestDatabase;
let words: Words;

beforeAll(async () => {
  test = await testDatabase();
  words = new Words(test.db);
  await server.open();
});
beforeEach(() => {
  Object.assign(server.manners, {
    taskMs: 0,
    requestMs: 0,
    writeMs: 0,
    failEvery: 0,
    stubborn: false,
    gone: false,
  });
});
afterAll(async () => {
  await server.close();
  await test.close();
});

const market = () => new MarketEngine(test.db, [schema], words, { url: server.url });
const source = {
  async *all(): AsyncIterable<SearchDoc> {},
  read: async () => [],
};
/** `patienceMs` is how long a write may take before it is given up unanswered. */
const deliverer = (patienceMs = 10_000, doubtMs = 0) =>
  new Deliverer(
    test.db,
    new MeilisearchEngine({ url: server.url, patienceMs }, [schema], words),
    schema,
    source,
    { doubtMs, runMs: 2_000 },
  );
const write = (version: number, id = "one") =>
  market().apply([{ upsert: trialDocument({ id, mood: `m${version}`, version }) }], { index: schema.name });
const browse = {
  index: schema.name,
  q: "",
  scope: { field: "visible", op: "eq", value: true } as const,
  offset: 0,
  limit: 10,
};
const theirs = () =>
  [...(server.indexes.get(schema.name)?.documents.values() ?? [])].map(({ id, version }) => [id, version]);
const ours = async () => [...(await liveVersions(test.db, schema.name))];

async function drain(with_ = deliverer()): Promise<void> {
  for (;;) {
    const next = await with_.run();
    if (next === undefined) return;
    await sleep(next);
  }
}

describe("an index in two engines", () => {
  it("is told what was committed and nothing that was rolled back", async () => {
    await write(1);
    await market()
      .embedded.ensure(schema)
      .then(() =>
        test.db.transaction(async (tx) => {
          await market().apply([{ upsert: trialDocument({ id: "never" }) }], { index: schema.name, tx });
          throw new Error("rolled back");
        }),
      )
      .catch(() => undefined);
    await drain();
    expect(theirs()).toEqual([["one", 1]]);
  });

  it("ignores an older write in both", async () => {
    await write(5);
    await write(4);
    await drain();
    expect([theirs(), await ours()]).toEqual([[["one", 5]], [["one", 5]]]);
  });

  it("is answered by Meilisearch, and by PostgreSQL as soon as something has waited too long", async () => {
    const engine = market();
    expect((await engine.search(browse)).engine).toBe("meili");
    await write(6);
    await expect.poll(async () => (await engine.search(browse)).fallback).toBe("behind");
    await drain();
    await expect.poll(async () => (await engine.search(browse)).engine).toBe("meili");
  });

  it("is answered by PostgreSQL when Meilisearch hangs, and the next reader does not wait", async () => {
    const engine = market();
    server.manners.requestMs = 60_000;
    expect(await engine.search(browse)).toMatchObject({ engine: "pg", fallback: "unreachable" });
    const asked = server.requests;
    expect(await engine.search(browse)).toMatchObject({ engine: "pg", fallback: "unreachable" });
    expect(server.requests).toBe(asked);
    server.manners.requestMs = 0;
    await expect.poll(async () => (await engine.search(browse)).engine).toBe("meili");
  });

  it("is answered by PostgreSQL when a proxy shows a page in Meilisearch's place, and told what it missed", async () => {
    const engine = market();
    server.manners.gone = true;
    expect(await engine.search(browse)).toMatchObject({ engine: "pg", fallback: "unreachable" });
    await write(7);
    expect(await deliverer().run()).toBeDefined();
    expect((await engine.secondEngine(schema.name))?.unreachableSince).toBeDefined();
    server.manners.gone = false;
    await drain();
    expect([theirs(), await ours()]).toEqual([[["one", 7]], [["one", 7]]]);
    await expect.poll(async () => (await engine.search(browse)).engine).toBe("meili");
  });

  it("comes right when a request that was given up arrives after a newer one", async () => {
    Object.assign(server.manners, { writeMs: 4_000, stubborn: true });
    await write(8);
    // It is sent and given up; the server will do it all the same, later.
    const pause = await deliverer(1_500, 6_000).run();
    Object.assign(server.manners, { writeMs: 0 });
    await write(9);
    await sleep(pause ?? 0);
    await drain(deliverer(10_000, 6_000));
    expect(server.setbacks).toEqual([`${schema.name}/one: 9 → 8`]);
    expect([theirs(), await ours()]).toEqual([[["one", 9]], [["one", 9]]]);
  });

  it("sends a document that is always refused alone and keeps why", async () => {
    await write(10, "good");
    await market().apply([{ upsert: trialDocument({ id: "not/an/id", version: 1 }) }], {
      index: schema.name,
    });
    await deliverer().run();
    for (let i = 0; i < 6 && !theirs().some(([id]) => id === "good"); i++)
      await sleep((await deliverer().run()) ?? 0);
    const status = await market().secondEngine(schema.name);
    expect(theirs().map(([id]) => id)).toContain("good");
    expect(status).toMatchObject({ waiting: 1, failing: 1, error: expect.stringContaining("not/an/id") });
  });
});

describe("a breaker", () => {
  it("lets one try after a pause that doubles, and all again after a success", () => {
    let now = 0;
    const breaker = new Breaker(() => now);
    expect(breaker.mayAsk()).toBe(true);
    breaker.failed("gone");
    expect([breaker.mayAsk(), breaker.trouble?.reason]).toEqual([false, "gone"]);
    now = 1_000;
    expect([breaker.mayAsk(), breaker.mayAsk()]).toEqual([true, false]);
    breaker.failed("gone");
    now = 2_500;
    expect(breaker.mayAsk()).toBe(false);
    now = 3_000;
    expect(breaker.mayAsk()).toBe(true);
    breaker.succeeded();
    expect([breaker.mayAsk(), breaker.mayAsk(), breaker.trouble]).toEqual([true, true, undefined]);
  });
});
