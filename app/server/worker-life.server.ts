import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { log } from "#app/runtime/log.server.ts";

/** Space of the advisory locks that say "the pool of workers with this name is alive". */
const lifeLock = 7_230_117;

/** A pool that has just been made needs a moment to take its lock. */
const youngSeconds = 10;

/**
 * Says that the pool of workers `name` is alive, for as long as this process and its connection are. Returns how to
 * stop saying so.
 */
export function sayAlive(pool: pg.Pool, name: string): () => void {
  let over = false;
  let held: pg.PoolClient | undefined;
  const letGo = (): void => {
    const client = held;
    held = undefined;
    client?.release(true);
  };
  const hold = async (): Promise<void> => {
    while (!over && !held) {
      held = await takeLock(pool, name, (client) => {
        if (held !== client) return;
        letGo();
        void hold();
      });
      if (!held) await sleep(1_000);
    }
    if (over) letGo();
  };
  void hold();
  return () => {
    over = true;
    letGo();
  };
}

/** A connection that holds the lock, or nothing when there is none to be had; `lost` hears when it ends. */
async function takeLock(
  pool: pg.Pool,
  name: string,
  lost: (client: pg.PoolClient) => void,
): Promise<pg.PoolClient | undefined> {
  const client = await pool.connect().catch(complain);
  if (!client) return undefined;
  client.on("error", complain);
  client.once("end", () => lost(client));
  const done = await client
    .query("select pg_advisory_lock($1, hashtext($2))", [lifeLock, name])
    .catch(complain);
  if (done) return client;
  client.release(true);
  return undefined;
}

const complain = (error: unknown): undefined =>
  void log.warn({ err: error }, "this worker cannot say that it is alive; it tries again");

/**
 * The queue keeps a job locked for four hours when the process that had it was killed. A pool that no longer holds its
 * lock is dead, however short a time: its jobs are given to the living at once.
 */
export async function freeJobsOfTheDead(pool: Pick<pg.Pool, "query">): Promise<void> {
  await pool.query(
    `select graphile_worker.force_unlock_workers(array(
       select name from (
         select distinct locked_by as name from graphile_worker.jobs
         where locked_by is not null and locked_at < now() - make_interval(secs => $2)
       ) as busy
       where pg_try_advisory_xact_lock($1, hashtext(name))))`,
    [lifeLock, youngSeconds],
  );
}
