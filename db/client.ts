import { sql } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type pg from "pg";
import postgres from "postgres";
import { alone } from "./alone.ts";
import { type Limits, openPool, type PoolLoad } from "./pool.ts";
import { Statement, type UnsafeOptions } from "./statement.ts";
import { transaction, type Work } from "./transactions.ts";

export type Database = PostgresJsDatabase;
/** A transaction; also what a query that may run in either is given. */
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0] | Database;

export interface Connection {
  db: Database;
  /** Another pool, of the library `postgres`, for tests and benches; it has no connection until it is used. */
  sql: postgres.Sql;
  load(): PoolLoad;
  close(): Promise<void>;
}

const usual: Limits = {
  statementMs: 30_000,
  idleInTransactionMs: 60_000,
  answerMs: 35_000,
  connectionMs: 10_000,
  closingMs: 5_000,
};

/** Opens a pool of at most `max` connections. Whatever is asked of it ends: `limits` say when at the latest. */
export function connect(url: string, max = 10, limits: Partial<Limits> = {}): Connection {
  const { pool, close } = openPool(url, max, { ...usual, ...limits });
  const library = postgres(url, { max, onnotice: () => {} });
  return {
    // Without the schema, which only Drizzle's relational queries read: with it each transaction sets them up for all tables.
    db: drizzle(through(pool, library), { casing: "snake_case" }),
    sql: library,
    load: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: async () => {
      await Promise.all([close(), library.end({ timeout: 5 })]);
    },
  };
}

const preparedMark = "/* prepared */";

/**
 * What a statement begins or ends with that is to be prepared though it runs outside a transaction: one that is run again
 * and again. Drizzle's own `prepare` only keeps the text.
 */
export const prepared = sql.raw(preparedMark);

const isMarked = (text: string): boolean => text.startsWith(preparedMark) || text.endsWith(preparedMark);

/**
 * What Drizzle takes for the library `postgres`, whose rows our queries expect, with statements and transactions that go
 * through `pg`: the library itself forgets about some of them when a connection is lost (decision 0024). Reads outside
 * transactions stay unprepared unless they say otherwise: a search is planned for its own words.
 */
function through(pool: pg.Pool, library: postgres.Sql): postgres.Sql {
  const unsafe = (text: string, values?: unknown[], options?: UnsafeOptions) =>
    new Statement(
      { text, values },
      { ...options, prepare: options?.prepare || isMarked(text) },
      (query, signal) => alone(pool, query, signal),
    );
  return new Proxy(library, {
    get: (target, name) => {
      if (name === "unsafe") return unsafe;
      if (name !== "begin") return Reflect.get(target, name);
      return (work: Work) => transaction(pool, work);
    },
  });
}
