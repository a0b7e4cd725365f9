import type postgres from "postgres";

/** What Drizzle uses of the library's transactions. */
interface Transaction {
  unsafe: postgres.Sql["unsafe"];
  savepoint(work: Work): Promise<unknown>;
}

export type Work = (tx: Transaction) => Promise<unknown>;

/** Who wants to know that a connection, by its number, has been lost. */
export type Losses = Map<number, () => void>;

/** A longer statement is a bulk write whose text hardly comes twice; keeping it would only fill the server's memory. */
const longestPrepared = 12_000;

/**
 * Runs `work` in one transaction: commits when it resolves, rolls back when it rejects. Rejects as soon as the connection
 * is lost, also where the library never settles a statement that was on its way; nothing of `work` is sent any more: its
 * next statement throws.
 *
 * In place of the library's own `begin`, which goes on after a loss: its rollback, and what the abandoned work still has
 * to say, are written to no socket, which ends the process, or to the connection's next session, into the midst of
 * somebody else's transaction (porsager/postgres, issues 1154 and 1208).
 *
 * Statements are prepared, once for each connection. Commands run the same few again and again, under a lock that others
 * wait for; unprepared, each is parsed and planned anew and takes two round trips, of which none can be on its way
 * together with another.
 */
export async function transaction(sql: postgres.Sql, losses: Losses, work: Work): Promise<unknown> {
  const line = new Line(await sql.reserve(), losses);
  try {
    await line.orLost(line.begin());
    const result = await line.orUndo("rollback", () => line.orLost(work(transactionOn(line))));
    const { command } = await line.orLost(line.unsafe("commit"));
    if (command !== "COMMIT") throw new Error("a transaction went on after one of its statements had failed");
    return result;
  } finally {
    line.release();
  }
}

/** A connection that belongs to one transaction, for as long as there is a connection. */
class Line {
  readonly #sql: postgres.ReservedSql;
  readonly #losses: Losses;
  readonly #loss = Promise.withResolvers<never>();
  #id: number | undefined;
  #lost = false;

  constructor(sql: postgres.ReservedSql, losses: Losses) {
    this.#sql = sql;
    this.#losses = losses;
    // A loss that nobody waits for, after the last statement, harms nobody.
    this.#loss.promise.catch(() => undefined);
  }

  /** Begins, and learns which connection it is in the way in which the library's own `begin` does. */
  async begin(): Promise<void> {
    const onexecute = ({ id }: { id: number }): boolean => {
      this.#id = id;
      this.#losses.set(id, () => {
        this.#lost = true;
        this.#loss.reject(connectionLost());
      });
      return true;
    };
    const options = { prepare: false, onexecute };
    await this.#sql.unsafe("begin", [], options);
  }

  readonly unsafe: postgres.Sql["unsafe"] = (text, parameters, options) => {
    if (this.#lost) throw connectionLost();
    return this.#sql.unsafe(text, parameters, options);
  };

  /** What `pending` comes to, unless the connection is lost before. */
  orLost<T>(pending: PromiseLike<T>): Promise<T> {
    return Promise.race([pending, this.#loss.promise]);
  }

  /** Runs `work`; when it rejects, undoes what it did, where there is still something to undo. */
  async orUndo<T>(undo: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!this.#lost)
        await this.#sql.unsafe(undo).catch(() => {
          // Nobody else may get a connection that is still in this transaction.
          this.#lost = true;
        });
      throw error;
    }
  }

  /** Gives the connection back to its pool; a lost one is there already, to be made anew. */
  release(): void {
    if (this.#id !== undefined) this.#losses.delete(this.#id);
    if (!this.#lost) this.#sql.release();
  }
}

const connectionLost = (): Error =>
  Object.assign(new Error("connection lost in a transaction"), { code: "CONNECTION_CLOSED" });

function transactionOn(line: Line): Transaction {
  let savepoints = 0;
  const own: Transaction = {
    unsafe: (text, parameters, options) =>
      line.unsafe(text, parameters, { ...options, prepare: text.length <= longestPrepared }),
    savepoint: async (work) => {
      savepoints += 1;
      const name = `s${savepoints}`;
      await line.unsafe(`savepoint ${name}`);
      return line.orUndo(`rollback to ${name}`, () => work(own));
    },
  };
  return own;
}
