import { type SQL, sql } from "drizzle-orm";
import { searchOutbox } from "#db/schema/search.ts";
import type { Tx } from "#db/client.ts";
import { textArray } from "../embedded/values.ts";
import type { IndexOperation, IndexSchema } from "../engine.ts";
import { idOf } from "../newest.ts";
import { type StoredDocument, storedDocument } from "../meilisearch/documents.ts";

const longestBackoffSeconds = 300;

/** Makes writers of the same documents wait for each other, so that the outbox says what the last one wrote. */
export async function lockDocuments(tx: Tx, index: string, ids: readonly string[]): Promise<void> {
  const sorted = [...new Set(ids)].sort();
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`outbox:${index}:`} || id, 0))
    from unnest(${textArray(sorted)}) with ordinality as each(id, n)`);
}

/**
 * Notes for Meilisearch what these operations changed in the embedded index, in the same transaction; what the index
 * ignored as older is not noted. Expects `lockDocuments` to have been called before the index was written.
 */
export async function queueChanges(
  tx: Tx,
  schema: IndexSchema,
  operations: readonly IndexOperation[],
): Promise<void> {
  const live = await liveVersions(tx, schema.name, operations.map(idOf));
  const rows = new Map<string, { version: number; document: StoredDocument | null }>();
  for (const operation of operations) {
    if ("upsert" in operation) {
      const { id, version } = operation.upsert;
      if (live.get(id) === version)
        rows.set(id, { version, document: storedDocument(schema, operation.upsert) });
    } else if (!live.has(operation.delete)) {
      rows.set(operation.delete, { version: operation.version, document: null });
    }
  }
  const values = [...rows].map(([id, row]) => ({ idx: schema.name, id, ...row }));
  if (values.length === 0) return;
  await tx
    .insert(searchOutbox)
    .values(values.sort((a, b) => (a.id < b.id ? -1 : 1)))
    .onConflictDoUpdate({
      target: [searchOutbox.idx, searchOutbox.id],
      set: {
        seq: sql`excluded.seq`,
        version: sql`excluded.version`,
        document: sql`excluded.document`,
        changedAt: sql`excluded.changed_at`,
        runAt: sql`excluded.run_at`,
        attempts: 0,
        taskUid: null,
        error: null,
      },
    });
}

/** A change whose document the deliverer has yet to read. */
const unread = -1;

/** `changed`, a statement that changes documents and returns their `id`s, and a note of each for Meilisearch. */
export const noteUnread = (index: string, changed: SQL): SQL => sql`with changed as (${changed})
  insert into search_outbox (idx, id, version) select distinct ${index}, id, ${unread}::bigint from changed order by id
  on conflict (idx, id) do update set seq = excluded.seq, version = excluded.version, document = null,
    changed_at = excluded.changed_at, run_at = excluded.run_at, attempts = 0, task_uid = null, error = null`;

/** Changes whose documents are to be read. */
export async function unreadIds(tx: Tx, index: string, limit: number): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`select id from search_outbox where idx = ${index}
    and version = ${unread} and run_at <= clock_timestamp() order by run_at, seq limit ${limit}`);
  return rows.map(({ id }) => id);
}

/** The version of each document that the embedded index holds. */
export async function liveVersions(
  tx: Tx,
  index: string,
  ids?: readonly string[],
): Promise<Map<string, number>> {
  const among = ids ? sql`and d.id = any(${textArray(ids)})` : sql``;
  const rows = await tx.execute<{ id: string; version: number }>(sql`select d.id, d.version::float8 as version
    from search_doc d join search_state s on s.idx = d.idx and s.live_gen = d.gen where d.idx = ${index} ${among}`);
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** A change that is due. */
export interface DueRow extends Record<string, unknown> {
  id: string;
  seq: number;
  document: StoredDocument | null;
  attempts: number;
}

/** Changes that are due and not under way, the longest due first. */
export async function dueRows(tx: Tx, index: string, limit: number): Promise<DueRow[]> {
  const rows =
    await tx.execute<DueRow>(sql`select id, seq::float8 as seq, document, attempts from search_outbox
    where idx = ${index} and task_uid is null and version <> ${unread} and run_at <= clock_timestamp() order by run_at, seq limit ${limit}`);
  return [...rows];
}

/**
 * Notes that these are about to be sent. What was sent before and never answered is in doubt from then on, since that
 * request may still arrive.
 */
export async function beginSending(
  tx: Tx,
  index: string,
  rows: readonly DueRow[],
  doubtMs: number,
): Promise<void> {
  await tx.execute(sql`update search_outbox set sending_since = clock_timestamp(),
      doubt_until = greatest(doubt_until, sending_since + make_interval(secs => ${doubtMs / 1000}::float8))
    where idx = ${index} and id = any(${textArray(rows.map(({ id }) => id))})`);
}

/** Meilisearch has answered: with a task, or with a refusal. What changed meanwhile waits for its own turn. */
export async function noteAnswer(
  tx: Tx,
  index: string,
  rows: readonly DueRow[],
  taskUid: number | undefined,
): Promise<void> {
  const seqs = textArray(rows.map(({ seq }) => String(seq)));
  await tx.execute(sql`update search_outbox o set sending_since = null,
      task_uid = case when o.seq = sent.seq then ${taskUid ?? null}::int else o.task_uid end
    from unnest(${textArray(rows.map(({ id }) => id))}, ${seqs}::bigint[]) as sent(id, seq)
    where o.idx = ${index} and o.id = sent.id`);
}

/** Tasks that were under way when last looked at, oldest first. */
export async function tasksUnderWay(tx: Tx, index: string): Promise<number[]> {
  const rows = await tx.execute<{ task: number }>(sql`select distinct task_uid as task from search_outbox
    where idx = ${index} and task_uid is not null order by 1`);
  return rows.map(({ task }) => task);
}

/** The task has succeeded: what it said is no longer owed, unless it is in doubt; that is said once more later. */
export async function noteDone(
  tx: Tx,
  index: string,
  taskUid: number,
  sent: readonly DueRow[],
): Promise<void> {
  await tx.execute(sql`delete from search_outbox where idx = ${index} and task_uid = ${taskUid}
    and (doubt_until is null or doubt_until <= clock_timestamp())`);
  await tx.execute(sql`update search_outbox set task_uid = null, run_at = doubt_until, error = null
    where idx = ${index} and task_uid = ${taskUid}`);
  await tx.execute(sql`update search_outbox set queued_at = changed_at
    where idx = ${index} and id = any(${textArray(sent.map(({ id }) => id))}) and doubt_until is null`);
}

/** The task was lost with the server that had taken it on. */
export async function noteLost(tx: Tx, index: string, taskUid: number): Promise<void> {
  await tx.execute(
    sql`update search_outbox set task_uid = null where idx = ${index} and task_uid = ${taskUid}`,
  );
}

/** Meilisearch did not do it: again later, ever more slowly. */
export async function noteFailed(
  tx: Tx,
  index: string,
  failed: { taskUid: number } | { rows: readonly DueRow[] },
  error: string,
): Promise<void> {
  const which =
    "taskUid" in failed
      ? sql`task_uid = ${failed.taskUid}`
      : sql`task_uid is null and seq = any(${textArray(failed.rows.map(({ seq }) => String(seq)))}::bigint[])`;
  await tx.execute(sql`update search_outbox set task_uid = null, attempts = attempts + 1, error = ${error},
      run_at = clock_timestamp() + make_interval(secs => (0.75 + random() / 2) *
        least(power(2, least(attempts, 16))::float8 / 2, ${longestBackoffSeconds}))
    where idx = ${index} and ${which}`);
}

/** In how many milliseconds something is due; undefined when nothing waits. */
export async function nextDueMs(tx: Tx, index: string): Promise<number | undefined> {
  const [row] = await tx.execute<{ ms: number | null }>(sql`select
    (extract(epoch from min(case when task_uid is null then run_at else clock_timestamp() end) - clock_timestamp()) * 1000)::float8
    as ms from search_outbox where idx = ${index}`);
  return row?.ms === null || row?.ms === undefined ? undefined : Math.max(0, Math.ceil(row.ms));
}
