import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema/index.ts";

export type Database = PostgresJsDatabase<typeof schema>;
/** A transaction; also what a query that may run in either is given. */
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0] | Database;

export interface Connection {
  db: Database;
  sql: postgres.Sql;
  close(): Promise<void>;
}

/** Opens a pool. `max` connections; times out statements so that nothing hangs a request forever. */
export function connect(url: string, max = 10): Connection {
  const sql = postgres(url, {
    max,
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
    },
    connect_timeout: 10,
  });
  return {
    db: drizzle(preparing(sql), { schema, casing: "snake_case" }),
    sql,
    close: () => sql.end({ timeout: 5 }),
  };
}

/** A longer statement is a bulk write whose text hardly comes twice; keeping it would only fill the server's memory. */
const longestPrepared = 12_000;

/**
 * The pool as Drizzle gets it: what runs in transactions is prepared, once for each connection. Commands run the same few
 * statements again and again, under a lock that others wait for; unprepared, each is parsed and planned anew and takes
 * two round trips, of which none can be on its way together with another. Reads outside transactions stay unprepared:
 * a search is planned for its own words.
 */
function preparing(sql: postgres.Sql): postgres.Sql {
  return new Proxy(sql, {
    get: (target, name) =>
      name === "begin"
        ? (work: Work) => target.begin((tx) => work(preparingIn(tx)))
        : Reflect.get(target, name),
  });
}

type Work = (tx: postgres.TransactionSql) => Promise<unknown>;

function preparingIn(tx: postgres.TransactionSql): postgres.TransactionSql {
  const unsafe: typeof tx.unsafe = (text, parameters, options) =>
    tx.unsafe(text, parameters, { ...options, prepare: text.length <= longestPrepared });
  return new Proxy(tx, {
    get: (target, name) => {
      if (name === "unsafe") return unsafe;
      if (name !== "savepoint") return Reflect.get(target, name);
      return (work: Work) => target.savepoint((inner) => work(preparingIn(inner)));
    },
  });
}
