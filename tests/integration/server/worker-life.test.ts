import pg from "pg";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { freeJobsOfTheDead, sayAlive } from "#app/server/worker-life.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";

let test: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  test = await testDatabase();
  pool = new pg.Pool({ connectionString: test.url, max: 4 });
  // As the worker's own: a connection that is on its way out may still hear that it was killed.
  pool.on("error", () => undefined);
});
afterAll(async () => {
  await pool.end();
  await test.close();
});

/** A job that `pool-<name>` took a number of seconds ago. */
async function take(name: string, secondsAgo: number): Promise<void> {
  await enqueue(test.db, "sweep-expired", {}, { key: name });
  await test.sql`update graphile_worker._private_jobs
    set locked_by = ${`pool-${name}`}, locked_at = now() - make_interval(secs => ${secondsAgo}) where key = ${name}`;
}

const locked = async () =>
  (await test.sql`select key from graphile_worker.jobs where locked_by is not null order by key`).map(
    ({ key }) => String(key),
  );

/** Until the pool of that name holds its lock. */
async function seen(name: string): Promise<void> {
  await expect
    .poll(async () => {
      const [row] = await test.sql`select pg_try_advisory_xact_lock(7230117, hashtext(${name})) as free`;
      return row?.free;
    })
    .toBe(false);
}

it("gives the living what the dead have left, and nothing else", async () => {
  const silence = sayAlive(pool, "pool-alive");
  onTestFinished(silence);
  await seen("pool-alive");
  await take("alive", 3_600);
  await take("dead", 60);
  await take("young", 1);
  await freeJobsOfTheDead(pool);
  expect(await locked()).toEqual(["alive", "young"]);
  silence();
  await expect.poll(() => freeJobsOfTheDead(pool).then(locked)).toEqual(["young"]);
});

it("takes its lock again when the connection is lost", async () => {
  onTestFinished(sayAlive(pool, "pool-tough"));
  await seen("pool-tough");
  // Waits until it is gone: one that is still going may still hold the lock.
  await test.sql`select pg_terminate_backend(pid, 60000) from pg_locks
    where locktype = 'advisory' and classid = 7230117 and database = (select oid from pg_database where datname = current_database())`;
  await seen("pool-tough");
  await take("tough", 3_600);
  await freeJobsOfTheDead(pool);
  expect(await locked()).toContain("tough");
});
