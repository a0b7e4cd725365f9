import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";

/** Jobs that are due (`waiting`), were given up (`failed`), and for how long the oldest that nobody works on has been due. */
export async function readJobs(
  db: Database,
): Promise<{ waiting: number; failed: number; lagSeconds: number }> {
  const [row] = await db.execute<{ waiting: number; failed: number; lag: number }>(sql`
    select count(*) filter (where attempts < max_attempts and run_at <= now())::int as waiting,
           count(*) filter (where attempts >= max_attempts)::int as failed,
           coalesce(extract(epoch from now() - min(run_at)
             filter (where attempts < max_attempts and run_at <= now() and locked_at is null)), 0)::float8 as lag
    from graphile_worker.jobs`);
  const { waiting = 0, failed = 0, lag = 0 } = row ?? {};
  return { waiting, failed, lagSeconds: Math.round(lag) };
}

/** Jobs that fail, by task: how many will be tried again (`retrying`) and how many were given up (`failed`). */
export const readTroubledTasks = (db: Database) =>
  db.execute<{ task: string; retrying: number; failed: number }>(sql`
    select task_identifier as task, count(*) filter (where attempts < max_attempts)::int as retrying,
           count(*) filter (where attempts >= max_attempts)::int as failed
    from graphile_worker.jobs where attempts >= max_attempts or (attempts > 0 and last_error is not null)
    group by task_identifier order by task_identifier`);

/** Days for which the state's calendar is known: to the end of the last year of which something is entered. */
export async function readCalendarDays(db: Database): Promise<number> {
  const [row] = await db.execute<{ days: number | null }>(sql`
    select (date_trunc('year', max(day)) + interval '1 year')::date - current_date as days from holiday`);
  return row?.days ?? 0;
}

/** The search indexes that there are; none before the first was built. */
export const readIndexes = (db: Database) => db.execute(sql`select 1 from search_state`);
