import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type postgres from "postgres";
import type { Database } from "#db/client.ts";
import type { Counts } from "./counts.ts";

/** The one row that a search's statement gives; without counts when only a page was asked for. */
export interface Found extends Counts {
  /** How many the index holds. */
  documents: number;
  /** The highest score of all. */
  best: number | null;
  hits: [string, number][];
  textVersion: number | null;
}

type Row = Found & Record<string, unknown>;

/** A search that takes longer is given up, so that no query holds a connection. */
const longestMs = 5_000;
const dialect = new PgDialect({ casing: "snake_case" });

/**
 * Runs one statement and gives its first row. The statement is cancelled in the database, and the promise refused with the
 * signal's reason, when `signal` is aborted or five seconds have passed.
 */
export async function ask(db: Database, statement: SQL, signal?: AbortSignal): Promise<Found | undefined> {
  const limit = AbortSignal.timeout(longestMs);
  const ending = signal ? AbortSignal.any([signal, limit]) : limit;
  ending.throwIfAborted();
  const client = clientOf(db);
  // Inside a transaction the connection is not ours to cancel on.
  if (!client) return (await db.execute<Row>(statement))[0];
  const { sql: text, params } = dialect.sqlToQuery(sql`${statement}`);
  const query = client.unsafe<Row[]>(text, params.map(asParameter));
  const cancel = () => query.cancel();
  ending.addEventListener("abort", cancel, { once: true });
  try {
    return (await query)[0];
  } catch (error) {
    ending.throwIfAborted();
    throw error;
  } finally {
    ending.removeEventListener("abort", cancel);
  }
}

function clientOf(db: Database): postgres.Sql | undefined {
  if (!("$client" in db)) return undefined;
  return isClient(db.$client) ? db.$client : undefined;
}

const isClient = (value: unknown): value is postgres.Sql => typeof value === "function" && "unsafe" in value;

function asParameter(value: unknown): string | number | boolean | null {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (value === null) return value;
  throw new Error("search: a parameter is neither text, number nor truth value");
}
