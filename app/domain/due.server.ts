import { type AnyColumn, and, asc, count, eq, inArray, lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { dueFailure } from "#db/schema/shared.ts";
import type { DueJob } from "#db/schema/vocabulary.ts";
import { log, withoutValues } from "#app/runtime/log.server.ts";
import { fail, ok, type Problem, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "./context.ts";
import { may } from "./identity/permissions.ts";

/** Rows of one kind for which something is due by the clock. */
export interface DueRows {
  /** What the rows are, as the audit log names them. */
  entity: string;
  /**
   * The rows that are due. `isReady` says of an id column that its row is not put off after a failure; the query has to
   * apply it, so that failing rows never take the place of others in a limited batch.
   */
  find(isReady: (id: AnyColumn) => SQL): PromiseLike<{ id: string }[]>;
  /** Does what is due for one row, in a transaction of its own. `changed_meanwhile` means that nothing was due any more. */
  work(id: string): Promise<Result<unknown>>;
}

interface Failure {
  entity: string;
  id: string;
  /** Without values: it is written to the log and shown to operators. */
  error: string;
}

/** After a failure a row waits for this long, twice as long after each further one, at most for a day. */
const firstPauseMs = 5 * 60_000;
const longestPauseMs = 24 * 3_600_000;

/** The pause after another failure, by the number of those before it. */
const pauseAfter = (earlier: AnyColumn): SQL =>
  sql`least(${firstPauseMs} * power(2, least(${earlier}, 20)), ${longestPauseMs}) * interval '1 millisecond'`;

/**
 * Does what is due, kind after kind and row after row. A row that fails does not stop the others: it is written to
 * `due_failure`, put off for a growing time and shown to operators. Returns how many rows were worked on without failure
 * by entity; throws at the end when some failed.
 */
export async function settleDue(
  ctx: Context,
  job: DueJob,
  kinds: DueRows[],
): Promise<Record<string, number>> {
  const settled: Record<string, number> = {};
  const failures: Failure[] = [];
  for (const { entity, find, work } of kinds) {
    const found = await find((id) => isReady(ctx, job, entity, id));
    const failed = await workThrough(entity, found, ({ id }) => work(id));
    settled[entity] = (settled[entity] ?? 0) + found.length - failed.length;
    failures.push(...failed);
  }
  await keepFailures(ctx, job, failures);
  throwFailures(job, failures);
  return settled;
}

/** Works on every row, whatever happens to the others. Returns those that failed. */
export async function workThrough<Row extends { id: string }>(
  entity: string,
  rows: readonly Row[],
  work: (row: Row) => Promise<Result<unknown>>,
): Promise<Failure[]> {
  const failures: Failure[] = [];
  for (const row of rows) {
    const error = await tryWork(entity, row.id, () => work(row));
    if (error !== undefined) failures.push({ entity, id: row.id, error });
  }
  return failures;
}

async function tryWork(
  entity: string,
  entityId: string,
  work: () => Promise<Result<unknown>>,
): Promise<string | undefined> {
  try {
    const done = await work();
    return done.ok ? undefined : refusal(done.problem);
  } catch (error) {
    log.error({ err: error, entity, entityId }, "what was due for a row failed");
    return withoutValues(error).message;
  }
}

const refusal = ({ code }: Problem): string | undefined =>
  code === "changed_meanwhile" ? undefined : `refused: ${code}`;

/** Fails the job that could not do all that was due. The queue shows the first few rows; `due_failure` has all. */
export function throwFailures(job: string, failures: readonly Failure[]): void {
  if (failures.length === 0) return;
  const named = failures.slice(0, 5).map(({ entity, id, error }) => `${entity} ${id}: ${error}`);
  throw new Error(`${job}: ${failures.length} rows failed; ${named.join("; ")}`);
}

const isReady = ({ clock }: Context, job: DueJob, entity: string, id: AnyColumn): SQL => sql`not exists (
  select from ${dueFailure} where ${dueFailure.job} = ${job} and ${dueFailure.entity} = ${entity}
    and ${dueFailure.entityId} = ${id} and ${dueFailure.retryAt} > ${clock.now().toISOString()}::timestamptz)`;

/** Writes new failures, counts repeated ones, and forgets those of rows that went well or are not due any more. */
async function keepFailures(
  { db, clock }: Context,
  job: DueJob,
  failures: readonly Failure[],
): Promise<void> {
  const now = clock.now();
  for (const { entity, id, error } of failures)
    await db
      .insert(dueFailure)
      .values({
        ...{ job, entity, entityId: id, error },
        ...{ firstFailedAt: now, lastFailedAt: now, retryAt: new Date(now.getTime() + firstPauseMs) },
      })
      .onConflictDoUpdate({
        target: [dueFailure.job, dueFailure.entity, dueFailure.entityId],
        set: {
          ...{ error, attempts: sql`${dueFailure.attempts} + 1`, lastFailedAt: now },
          retryAt: sql`${now.toISOString()}::timestamptz + ${pauseAfter(dueFailure.attempts)}`,
        },
      });
  // Whatever failed just now has been put off; what was to be tried again and did not fail is over.
  await db.delete(dueFailure).where(and(eq(dueFailure.job, job), lte(dueFailure.retryAt, now)));
}

/** Rows that what is due keeps failing for, the oldest first. */
export const listDueFailures = (db: Database, limit = 200) =>
  db.select().from(dueFailure).orderBy(asc(dueFailure.firstFailedAt), asc(dueFailure.id)).limit(limit);

export type DueFailure = Awaited<ReturnType<typeof listDueFailures>>[number];

/** How many rows fail, by job. */
export const countDueFailures = (db: Database) =>
  db
    .select({ job: dueFailure.job, rows: count() })
    .from(dueFailure)
    .groupBy(dueFailure.job)
    .orderBy(dueFailure.job);

/** An operator has the next run of its job try a row again. */
export async function retryDueFailure(ctx: Context, id: string): Promise<Result<void>> {
  if (!may(ctx.actor, "due_failure.retry")) return fail(problems.forbidden("due_failure.retry"));
  return (await retryDueFailures(ctx, [id])) > 0 ? ok(undefined) : fail(problems.notFound("due_failure"));
}

/** Has the next run of their jobs try failed rows again: those named, or all. Returns how many. */
export async function retryDueFailures(
  ctx: Pick<Context, "db" | "clock">,
  ids: readonly string[],
): Promise<number> {
  const rows = await ctx.db
    .update(dueFailure)
    .set({ retryAt: ctx.clock.now() })
    .where(ids.length > 0 ? inArray(dueFailure.id, [...ids]) : undefined)
    .returning({ id: dueFailure.id });
  return rows.length;
}
