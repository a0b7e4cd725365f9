import { sql } from "drizzle-orm";
import type pg from "pg";
import type { Query, Rows } from "./line.ts";

/** What Drizzle says of a statement beside its text and parameters. */
export interface UnsafeOptions {
  prepare?: boolean;
}

type Answer = pg.QueryResult | pg.QueryArrayResult;
type Run = (query: Query, signal: AbortSignal) => Promise<Answer | Answer[]>;

/** A longer statement is a bulk write whose text hardly comes twice; keeping it would only fill the server's memory. */
const longestPrepared = 12_000;

/** What a statement ends with whose text hardly comes twice although it is short. */
const onceMark = "/* once */";

export const once = sql.raw(onceMark);

/** So many different ones are kept prepared; what a process runs beyond that is made up anew each time. */
const mostPrepared = 2_000;

const names = new Map<string, string>();

/** The same for the same text on every connection: the name under which a connection's server knows it. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || text.length > longestPrepared || names.size >= mostPrepared) return known;
  if (text.endsWith(onceMark)) return undefined;
  const name = `k${names.size}`;
  names.set(text, name);
  return name;
}

/** A statement as Drizzle knows one: sent when somebody waits for it, with rows as objects, or as arrays by `values`. */
export class Statement implements PromiseLike<Rows> {
  readonly #query: Query;
  readonly #run: Run;
  readonly #ending = new AbortController();

  constructor(query: Query, { prepare = false }: UnsafeOptions, run: Run) {
    this.#query = prepare ? { ...query, name: nameOf(query.text) } : query;
    this.#run = run;
  }

  // biome-ignore lint/suspicious/noThenProperty: what is awaited is sent, as Drizzle expects of its client.
  then<A = Rows, B = never>(
    done?: ((rows: Rows) => A | PromiseLike<A>) | null,
    failed?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#rows(this.#query).then(done, failed);
  }

  values(): Promise<Rows> {
    return this.#rows({ ...this.#query, rowMode: "array" });
  }

  /** Makes the database give it up. */
  cancel(): void {
    this.#ending.abort();
  }

  async #rows(query: Query): Promise<Rows> {
    const answer = await this.#run(query, this.#ending.signal);
    return Array.isArray(answer) ? answer.map(({ rows }) => rows) : answer.rows;
  }
}
