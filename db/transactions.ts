import type pg from "pg";
import { Line, type Query } from "./line.ts";
import { Statement, type UnsafeOptions } from "./statement.ts";

/** What Drizzle uses of a transaction. */
interface Transaction {
  unsafe(text: string, values?: unknown[], options?: UnsafeOptions): Statement;
  savepoint(work: Work): Promise<unknown>;
}

export type Work = (tx: Transaction) => Promise<unknown>;

/**
 * Runs `work` in one transaction: commits when it resolves, rolls back when it rejects. Rejects as soon as the connection
 * is lost, also when `work` waits for something else; nothing of `work` is sent any more: its next statement throws.
 *
 * Statements are prepared, once for each connection. Commands run the same few again and again, under a lock that others
 * wait for; unprepared, each is parsed and planned anew.
 */
export async function transaction(pool: pg.Pool, work: Work): Promise<unknown> {
  const line = await Line.of(pool);
  try {
    // Not waited for: the first statements go out with it, and are refused with it.
    const begun = line.run({ text: "begin" });
    const [, result] = await orUndo(line, "rollback", () =>
      Promise.all([begun, line.orLost(work(transactionOn(line)))]),
    );
    const { command } = await line.run({ text: "commit" });
    if (command !== "COMMIT") throw new Error("a transaction went on after one of its statements had failed");
    return result;
  } finally {
    line.release();
  }
}

/** Runs `work`; when it rejects, undoes what it did, where there is still something to undo. */
async function orUndo<T>(line: Line, undo: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Nobody else may get a connection that is still in this transaction.
    await line.run({ text: undo }).catch(() => line.spoil());
    throw error;
  }
}

function transactionOn(line: Line): Transaction {
  let savepoints = 0;
  const own: Transaction = {
    unsafe: (text, values, options) =>
      new Statement({ text, values }, { ...options, prepare: true }, (query: Query) => line.run(query)),
    savepoint: async (work) => {
      savepoints += 1;
      const name = `s${savepoints}`;
      await line.run({ text: `savepoint ${name}` });
      return orUndo(line, `rollback to ${name}`, () => work(own));
    },
  };
  return own;
}
