import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";

/** A background job that has failed at least once. */
export interface TroubledJob extends Record<string, unknown> {
  id: string;
  task: string;
  attempts: number;
  /** It will not be tried again by itself. */
  givenUp: boolean;
  /** As PostgreSQL writes it. */
  dueAt: string;
  error: string;
}

/** Jobs that have failed: given up ones first, then those that will be tried again. At most `limit`. */
export const troubledJobs = (db: Database, limit = 100) =>
  db.execute<TroubledJob>(sql`
    select id::text, task_identifier as task, attempts::int, attempts >= max_attempts as "givenUp", date_trunc('second', run_at)::text as "dueAt",
      split_part(coalesce(last_error, ''), E'\n', 1) as error
    from graphile_worker.jobs where attempts > 0 and last_error is not null
    order by attempts >= max_attempts desc, run_at, id limit ${limit}`);

/** Jobs by their numbers; all that were given up where none is named. */
const chosen = (ids: readonly string[]) =>
  ids.length > 0
    ? sql`id in (${sql.join(
        ids.map((id) => sql`${id}::bigint`),
        sql`, `,
      )})`
    : sql`attempts >= max_attempts`;

/** Has jobs tried again at once, with all their attempts before them. Those that run at this moment are left alone. Returns how many. */
export async function retryJobs(db: Database, ids: readonly string[]): Promise<number> {
  const rows = await db.execute(sql`
    select 1 from graphile_worker.reschedule_jobs(
      array(select id from graphile_worker.jobs where ${chosen(ids)}), run_at => now(), attempts => 0)`);
  return rows.length;
}

/** Takes jobs away for good; what they would have done is not done. Returns how many. */
export async function dropJobs(db: Database, ids: readonly [string, ...string[]]): Promise<number> {
  const rows = await db.execute(sql`
    select 1 from graphile_worker.complete_jobs(array(select id from graphile_worker.jobs where ${chosen(ids)}))`);
  return rows.length;
}
