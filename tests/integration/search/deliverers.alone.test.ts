import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { connect } from "#db/client.ts";
import { Deliverer } from "#search/delivery/deliverer.ts";
import { asOnlyDeliverer } from "#search/delivery/lock.ts";
import { liveVersions } from "#search/delivery/outbox.ts";
import type { SearchDoc } from "#search/engine.ts";
import { MarketEngine } from "#search/market.ts";
import { MeilisearchEngine } from "#search/meilisearch.ts";
import { Words } from "#search/words.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";
import { MeilisearchServer } from "../../support/meilisearch/server.ts";
import { sometime } from "../../support/race/race.ts";
import { trialDocument, trialSchema } from "../../support/search/trial.ts";

vi.mock("#search/delivery/lock.ts", { spy: true });

const schema = trialSchema("deliverers");
const server = new MeilisearchServer();
const racers = 4;
let test: TestDatabase;
let pools: ReturnType<typeof connect>[];

beforeAll(async () => {
  test = await testDatabase();
  await server.open();
  // Deliverers of several processes share nothing but the database: each has connections of its own.
  pools = Array.from({ length: racers }, () => connect(test.url, 3));
});

beforeEach(async () => {
  Object.assign(server.manners, { taskMs: 0, writeMs: 0 });
  await write("first", 1);
  await drain();
});

afterEach(() => vi.mocked(asOnlyDeliverer).mockReset());

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
  await server.close();
  await test.close();
});

const market = () => new MarketEngine(test.db, [schema], new Words(test.db), { url: server.url });
const source = {
  async *all(): AsyncIterable<SearchDoc> {},
  read: async () => [],
};
const deliverers = () =>
  pools.map(({ db }) => {
    const engine = new MeilisearchEngine({ url: server.url }, [schema], new Words(db));
    return new Deliverer(db, engine, schema, source, { doubtMs: 0, runMs: 1_000 });
  });
const write = (id: string, version: number) =>
  market().apply([{ upsert: trialDocument({ id, version }) }], { index: schema.name });
const additions = () => server.queue.tasks.filter(({ type }) => type === "documentAdditionOrUpdate").length;

async function drain(): Promise<void> {
  const [one] = deliverers();
  for (let next = await one?.run(); next !== undefined; next = await one?.run()) await sleep(next);
}

/** All deliverers at once tell Meilisearch of one change, slowly, while a newer one of the same document is written. */
async function race(round: number): Promise<{ told: number; atOnce: number }> {
  const before = additions();
  server.mostWritesAtOnce = 0;
  await write("raced", round * 2);
  Object.assign(server.manners, { writeMs: 200, taskMs: 5 });
  const running = deliverers().map((one) => one.run());
  await vi.waitUntil(() => server.mostWritesAtOnce > 0, 60_000);
  await write("raced", round * 2 + 1);
  await Promise.all(running);
  await drain();
  return { told: additions() - before, atOnce: server.mostWritesAtOnce };
}

const theirs = () => server.indexes.get(schema.name)?.documents.get("raced")?.version;

describe("several deliverers at once", () => {
  it("tell Meilisearch of each change once and in order", async () => {
    for (const round of [1, 2, 3]) {
      expect(await race(round)).toEqual({ told: 2, atOnce: 1 });
      expect(theirs()).toBe(round * 2 + 1);
      expect((await liveVersions(test.db, schema.name)).get("raced")).toBe(round * 2 + 1);
    }
    expect(server.setbacks).toEqual([]);
  });

  it("would tell it at the same time without their lock", async () => {
    vi.mocked(asOnlyDeliverer).mockImplementation((_db, _index, _wait, work) => work(async () => {}));
    let round = 10;
    expect(
      await sometime(async () => {
        const { told, atOnce } = await race(++round);
        return told > 2 && atOnce > 1;
      }),
    ).toBe(true);
  });

  it("go on when the one that delivers is gone in the middle of it", async () => {
    await write("left", 1);
    server.mostWritesAtOnce = 0;
    Object.assign(server.manners, { writeMs: 2_000 });
    const [first, second] = deliverers();
    const broken = first?.run().catch(() => "gone");
    await vi.waitUntil(() => server.mostWritesAtOnce > 0, 60_000);
    expect(await second?.run()).toBeGreaterThan(0);
    await test.sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())`;
    Object.assign(server.manners, { writeMs: 0 });
    expect(await broken).toBe("gone");
    await drain();
    expect(server.indexes.get(schema.name)?.documents.has("left")).toBe(true);
  });
});
