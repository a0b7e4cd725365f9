import { connect } from "#db/client.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { perform, type Task } from "./tasks.ts";

/** A heat of a race: the clients of this process, and what time it is for them. */
export interface Heat {
  now: string;
  tasks: Task[];
}

/**
 * One process of a race. For each heat it opens a connection for each of its clients, says that it is ready, and on
 * the word lets all of them act at once. Started by `race.ts` with the database's address.
 */
const [url = ""] = process.argv.slice(2);

/** Who comes last waits for all others, on a slow machine for minutes; the product's own limits are not raced here. */
const minutes = 4 * 60_000;
const patient = {
  statementMs: minutes,
  answerMs: minutes,
  connectionMs: minutes,
  idleInTransactionMs: minutes,
};

let start: (() => Promise<void>) | undefined;

process.on("message", async (message: Heat | "go") => {
  if (message !== "go") start = await takePlaces(message);
  else await start?.();
});

async function takePlaces({ now, tasks }: Heat): Promise<() => Promise<void>> {
  const { db, sql, close } = connect(url, Math.min(tasks.length, 12) || 1, patient);
  await Promise.all(tasks.map(() => sql`select pg_sleep(0.01)`));
  process.send?.({ ready: true });
  return async () => {
    const ctx = { db, clock: fixedClock(now) };
    const outcomes = await Promise.all(tasks.map((task) => perform({ ...ctx, actor: task.actor }, task)));
    await close();
    process.send?.({ outcomes });
  };
}
