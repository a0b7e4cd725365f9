import { once } from "node:events";
import { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { types } from "./parsers.ts";

export interface Limits {
  /** How long the server works on one statement at most. */
  statementMs: number;
  /** How long a transaction may stay without a statement. */
  idleInTransactionMs: number;
  /** How long an answer is waited for; longer than the server works on it, so that only a server that is gone misses it. */
  answerMs: number;
  /** How long a connection is waited for, a new one or one that others have. */
  connectionMs: number;
  /** How long the statements that are under way have when the pool is closed. */
  closingMs: number;
}

/** How a pool stands: connections that are open, those of them that nobody uses, and who waits for one. */
export interface PoolLoad {
  open: number;
  idle: number;
  waiting: number;
}

export interface Pool {
  pool: pg.Pool;
  /** Lets what is under way finish, for a while, and returns when every connection is gone. */
  close(): Promise<void>;
}

const longestLifeSeconds = 3_600;

const settings = {
  // Compiling a query takes longer than any of ours; counting a large market's facets wants room.
  jit: "off",
  work_mem: "16MB",
  // Tables are in memory or on drives without heads: a row looked up is not four times as dear as one read in passing.
  random_page_cost: "1.1",
  // Two processes share the reading of many pages, as a search does whose words every sixth of 100,000 listings has: the
  // planner takes the pages for all of the work, where matching and ranking are, and would never start the second.
  min_parallel_table_scan_size: "32MB",
  parallel_setup_cost: "50",
  parallel_tuple_cost: "0.001",
  max_parallel_workers_per_gather: "1",
};

export function openPool(url: string, max: number, limits: Limits): Pool {
  const sockets = new Set<Socket>();
  const config = {
    connectionString: url,
    max,
    types,
    // Statements of one transaction need not wait for each other's answers.
    pipeline: true,
    keepAlive: true,
    application_name: "kexiang",
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(" "),
    statement_timeout: limits.statementMs,
    idle_in_transaction_session_timeout: limits.idleInTransactionMs,
    query_timeout: limits.answerMs,
    connectionTimeoutMillis: limits.connectionMs,
    // A connection that is kept keeps what it has prepared.
    idleTimeoutMillis: 0,
    maxLifetimeSeconds: longestLifeSeconds,
    stream: () => {
      const socket = new Socket();
      sockets.add(socket);
      return socket.once("close", () => sockets.delete(socket));
    },
  };
  const pool = new pg.Pool(config);
  // The pool has let go of such a connection already; an error that nobody hears would end the process.
  pool.on("error", () => undefined);
  return {
    pool,
    close: async () => {
      const closed = [...sockets].map((socket) => once(socket, "close"));
      const orderly = Promise.all([pool.end(), ...closed]);
      await Promise.race([orderly, sleep(limits.closingMs, undefined, { ref: false })]);
      for (const socket of sockets) socket.destroy();
      await orderly;
    },
  };
}
