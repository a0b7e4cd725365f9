import { sql } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema/index.ts";
import { type Losses, transaction, type Work } from "./transactions.ts";

export type Database = PostgresJsDatabase<typeof schema>;
/** A transaction; also what a query that may run in either is given. */
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0] | Database;

export interface Connection {
  db: Database;
  sql: postgres.Sql;
  close(): Promise<void>;
}

/**
 * A connection that is lost with a statement half written keeps that half, and sends nothing when it is made anew until
 * there is more than this many bytes to send; so its first words are that long.
 */
const unsentBytes = 1_024;

/** Opens a pool. `max` connections; times out statements so that nothing hangs a request forever. */
export function connect(url: string, max = 10): Connection {
  const losses: Losses = new Map();
  const pool = postgres(url, {
    max,
    onclose: (id) => losses.get(id)?.(),
    onnotice: () => {},
    connection: {
      application_name: "kexiang",
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 60_000,
      // Compiling a query takes longer than any of ours; counting a large market's facets wants room.
      jit: "off",
      work_mem: "16MB",
      // Tables are in memory or on drives without heads: a row looked up is not four times as dear as one read in passing.
      random_page_cost: "1.1",
      "kexiang.first_words": "-".repeat(unsentBytes),
    },
    connect_timeout: 10,
  });
  return {
    db: drizzle(withTransactions(pool, losses), { schema, casing: "snake_case" }),
    sql: pool,
    close: () => pool.end({ timeout: 5 }),
  };
}

const preparedMark = "/* prepared */";

/** What a statement begins with that is to be prepared though it runs outside a transaction: one that is run again and again. */
export const prepared = sql.raw(preparedMark);

/**
 * The pool as Drizzle gets it, with transactions of our own. Reads outside them stay unprepared unless they say otherwise:
 * a search is planned for its own words.
 */
function withTransactions(pool: postgres.Sql, losses: Losses): postgres.Sql {
  const unsafe: typeof pool.unsafe = (text, parameters, options) =>
    pool.unsafe(text, parameters, text.startsWith(preparedMark) ? { ...options, prepare: true } : options);
  return new Proxy(pool, {
    get: (target, name) => {
      if (name === "unsafe") return unsafe;
      if (name !== "begin") return Reflect.get(target, name);
      return (work: Work) => transaction(target, losses, work);
    },
  });
}
