import { setTimeout as sleep } from "node:timers/promises";
import { countDueFailures } from "#app/domain/due.server.ts";
import { lastRun } from "#app/domain/audit/runs.server.ts";
import { database } from "#app/runtime/database.server.ts";
import { log } from "#app/runtime/log.server.ts";
import { readCalendarDays, readJobs, readTroubledTasks } from "#app/runtime/readiness.server.ts";
import { marketEngine } from "#search/indexing.ts";

/** What only the database knows of how the platform does. */
export type Numbers = Awaited<ReturnType<typeof readNumbers>>;

/** How long whoever watches is kept waiting for a database that does not answer, in milliseconds: less than they usually wait. */
const patienceMs = 3_000;

/** What `reading` gives, or nothing when it fails or takes longer than watchers wait; the log says which. */
export async function inTime<T>(reading: Promise<T>): Promise<T | undefined> {
  const over = new AbortController();
  const late = sleep(patienceMs, undefined, { signal: over.signal }).then(() => {
    throw new Error("the database does not answer");
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([reading, late]);
  } catch (error) {
    log.warn({ err: error }, "not ready");
    return undefined;
  } finally {
    over.abort();
    reading.catch(() => undefined);
  }
}

/** Reads them all; throws when the database is away. */
export async function readNumbers() {
  const { db } = database();
  const [jobs, tasks, due, second, calendarDays, verified] = await Promise.all([
    readJobs(db),
    readTroubledTasks(db),
    countDueFailures(db),
    marketEngine(db).secondEngine("listing"),
    readCalendarDays(db),
    lastRun(db),
  ]);
  return { jobs, tasks, due, second, calendarDays, verified };
}
