import pg from "pg";
import { Line, type Query } from "./line.ts";

/**
 * Runs one statement outside any transaction. When `signal` is aborted the database is told to give it up; the connection
 * is not given to anybody else before that is done, so that nothing else is given up in its place.
 */
export async function alone(pool: pg.Pool, query: Query, signal: AbortSignal) {
  const line = await Line.of(pool);
  let givingUp: Promise<void> | undefined;
  const giveUp = () => {
    givingUp = cancel(pool, line.id);
  };
  try {
    signal.throwIfAborted();
    signal.addEventListener("abort", giveUp, { once: true });
    return await line.run(query);
  } finally {
    signal.removeEventListener("abort", giveUp);
    await givingUp;
    line.release();
  }
}

/** On a connection of its own, as all of the pool's may be waiting for the same. Without success nothing is lost but time. */
async function cancel(pool: pg.Pool, id: unknown): Promise<void> {
  const client = new pg.Client({ ...pool.options, pipeline: false });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select pg_cancel_backend($1)", [id]);
  } catch {
    // The statement ends by itself, at the latest when its time is over.
  } finally {
    await client.end().catch(() => undefined);
  }
}
