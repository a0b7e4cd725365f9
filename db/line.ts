import pg from "pg";

export type Rows = unknown[];

/** One statement. `name` under which the server keeps its plan. `rowMode`: rows as arrays instead of objects. */
export interface Query {
  text: string;
  values?: unknown[];
  name?: string;
  rowMode?: "array";
}

/**
 * After these the connection has to go: what it keeps prepared does not fit the tables any more (`0A000`), or is not there
 * (`26000`).
 */
const outdated = ["0A000", "26000"];

/**
 * One connection, lent by the pool until `release`. Whatever is asked on it ends: the library rejects all that is on its
 * way when the connection is lost, and ends a connection that gives no answer in time. Nothing is sent after a loss or
 * after the release.
 */
export class Line {
  readonly #client: pg.PoolClient;
  readonly #loss = Promise.withResolvers<never>();
  #lost: Error | undefined;
  #released = false;
  #spoilt = false;

  private constructor(client: pg.PoolClient) {
    this.#client = client;
    client.on("error", this.#lose);
    // A loss that nobody waits for, after the last statement, harms nobody.
    this.#loss.promise.catch(() => undefined);
  }

  /** A line of `pool`'s, at the latest when its patience is over; rejects when there is none to be had. */
  static async of(pool: pg.Pool): Promise<Line> {
    return new Line(await pool.connect().catch(asLoss));
  }

  /** The server's number for this connection, under which it can be told to give up a statement. */
  get id(): unknown {
    return Reflect.get(this.#client, "processID");
  }

  readonly #lose = (error: Error): void => {
    this.#spoilt = true;
    this.#lost ??= connectionLost(error);
    this.#loss.reject(this.#lost);
  };

  async run(query: Query): Promise<pg.QueryArrayResult | pg.QueryResult> {
    if (this.#lost) throw this.#lost;
    if (this.#released) throw new Error("a statement after the end of its transaction");
    this.#gather();
    try {
      return await this.#client.query(query);
    } catch (error) {
      throw this.#explained(error);
    }
  }

  /** Statements that are asked for at once go out in one piece: handing it to the system is a third of what they cost us. */
  #gather(): void {
    const { stream } = this.#client.connection;
    stream.cork();
    process.nextTick(() => stream.uncork());
  }

  /** What `pending` comes to, unless the connection is lost before. */
  orLost<T>(pending: PromiseLike<T>): Promise<T> {
    return Promise.race([pending, this.#loss.promise]);
  }

  /** Nobody else may get this connection. */
  spoil(): void {
    this.#spoilt = true;
  }

  release(): void {
    this.#released = true;
    this.#client.off("error", this.#lose);
    this.#client.release(this.#spoilt);
  }

  #explained(error: unknown): unknown {
    if (!(error instanceof pg.DatabaseError)) return connectionLost(error);
    if (outdated.includes(error.code ?? "")) this.#spoilt = true;
    return error;
  }
}

/** Drizzle's errors are told apart by their code; the library's own about a lost connection have none. */
const connectionLost = (cause: unknown): Error =>
  Object.assign(new Error("the connection to the database was lost", { cause }), {
    code: "CONNECTION_CLOSED",
  });

function asLoss(error: unknown): never {
  throw error instanceof pg.DatabaseError ? error : connectionLost(error);
}
