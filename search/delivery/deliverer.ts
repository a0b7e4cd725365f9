import { createHash } from "node:crypto";
import { isTheirs, MeilisearchApiError, MeilisearchRequestError } from "../meilisearch/errors.ts";
import type { Database } from "#db/client.ts";
import { batches } from "../batches.ts";
import type { IndexOperation, IndexSchema, SearchDoc } from "../engine.ts";
import type { MeilisearchEngine } from "../meilisearch.ts";
import { settingsOf } from "../meilisearch/settings.ts";
import { codeOf, TaskFailed, TaskPending } from "../meilisearch/tasks.ts";
import { asOnlyDeliverer, type StillHeld } from "./lock.ts";
import {
  beginSending,
  type DueRow,
  dueRows,
  liveVersions,
  lockDocuments,
  nextDueMs,
  noteAnswer,
  noteDone,
  noteFailed,
  noteLost,
  queueChanges,
  tasksUnderWay,
  unreadIds,
} from "./outbox.ts";
import { noteBuilt, noteReachable, noteUnreachable, readStanding } from "./standing.ts";

/** Where documents are read when an index is built or repaired. */
export interface DocumentSource {
  all(): AsyncIterable<SearchDoc>;
  read(ids: readonly string[]): Promise<SearchDoc[]>;
}

export interface DeliveryLimits {
  /** How long one run goes on, ms. */
  runMs: number;
  /** How long one run waits for a task before it leaves it to the next run, ms. */
  taskMs: number;
  /** How long an unanswered request may still arrive, ms. */
  doubtMs: number;
}

const usual: DeliveryLimits = { runMs: 20_000, taskMs: 5_000, doubtMs: 120_000 };
const batchSize = 500;
/** What has failed so often is sent alone, so that it holds up nothing else. */
const aloneAfter = 3;
const again = 500;
const otherDelivererMs = 1_000;

/** Tells Meilisearch what the outbox says, and makes its index when there is none that can be told. */
export class Deliverer {
  readonly #db: Database;
  readonly #engine: MeilisearchEngine;
  readonly #schema: IndexSchema;
  readonly #source: DocumentSource;
  readonly #limits: DeliveryLimits;

  constructor(
    db: Database,
    engine: MeilisearchEngine,
    schema: IndexSchema,
    source: DocumentSource,
    limits: Partial<DeliveryLimits> = {},
  ) {
    this.#db = db;
    this.#engine = engine;
    this.#schema = schema;
    this.#source = source;
    this.#limits = { ...usual, ...limits };
  }

  /** Delivers what is due. Returns in how many milliseconds to run again; undefined when nothing waits. */
  async run(): Promise<number | undefined> {
    const { name } = this.#schema;
    const outcome = await asOnlyDeliverer(this.#db, name, 0, async (stillHeld) => {
      const { pauseMs } = await readStanding(this.#db, name);
      if (pauseMs > 0) return { next: pauseMs };
      try {
        if (!(await this.#isCurrent())) await this.#build();
        await noteReachable(this.#db, name);
        return { next: await this.#deliver(stillHeld) };
      } catch (error) {
        if (!mayPass(error)) throw error;
        await noteUnreachable(this.#db, name, error.message);
        return { next: (await readStanding(this.#db, name)).pauseMs };
      }
    });
    return outcome ? outcome.next : otherDelivererMs;
  }

  /** Builds the index in Meilisearch anew and swaps. Returns how many documents it holds; throws when it cannot. */
  async build(waitMs: number): Promise<number> {
    const built = await asOnlyDeliverer(this.#db, this.#schema.name, waitMs, async () => {
      const count = await this.#build();
      await noteReachable(this.#db, this.#schema.name);
      return { count };
    });
    if (!built) throw new Error("search: another process is building or delivering for too long");
    return built.count;
  }

  /**
   * Compares the versions that Meilisearch holds with those of the embedded index and puts what differs into the outbox.
   * Returns how many; undefined when another process delivers for longer than `waitMs`.
   */
  async check(waitMs: number): Promise<number | undefined> {
    return asOnlyDeliverer(this.#db, this.#schema.name, waitMs, async () => {
      if (!(await this.#isCurrent())) return this.#build();
      const theirs = await this.#engine.keeper.versions(this.#schema.name);
      const ours = await liveVersions(this.#db, this.#schema.name);
      const ids = new Set([...ours.keys(), ...theirs.keys()]);
      const differing = [...ids].filter((id) => ours.get(id) !== theirs.get(id));
      for await (const some of batches(iterate(differing), batchSize)) await this.#queueAgain(some);
      return differing.length;
    });
  }

  async #queueAgain(ids: readonly string[]): Promise<void> {
    const { name } = this.#schema;
    const documents = new Map((await this.#source.read(ids)).map((one) => [one.id, one]));
    await this.#db.transaction(async (tx) => {
      await lockDocuments(tx, name, ids);
      const live = await liveVersions(tx, name, ids);
      const operations = ids.flatMap((id): IndexOperation[] => {
        const version = live.get(id);
        const document = documents.get(id);
        if (version === undefined) return [{ delete: id, version: Number.MAX_SAFE_INTEGER }];
        return document ? [{ upsert: { ...document, version } }] : [];
      });
      await queueChanges(tx, this.#schema, operations);
    });
  }

  /** Whether the index that Meilisearch has is the one that was built, as it would be built today. */
  async #isCurrent(): Promise<boolean> {
    const { builtAs } = await readStanding(this.#db, this.#schema.name);
    return builtAs !== null && builtAs === (await this.#identity());
  }

  async #identity(): Promise<string | undefined> {
    const { name, version } = this.#schema;
    const createdAt = await this.#engine.keeper.createdAt(name);
    const settings = createHash("sha256")
      .update(JSON.stringify(settingsOf(this.#schema)))
      .digest("hex");
    return createdAt && `${version} ${settings.slice(0, 12)} ${createdAt}`;
  }

  async #build(): Promise<number> {
    const { name } = this.#schema;
    await noteBuilt(this.#db, name, null);
    const count = await this.#engine.rebuild(this.#schema, this.#indexed());
    await noteBuilt(this.#db, name, (await this.#identity()) ?? null);
    return count;
  }

  /** All documents in the versions that the embedded index knows; what it does not hold yet comes by the outbox. */
  async *#indexed(): AsyncIterable<SearchDoc> {
    for await (const some of batches(this.#source.all(), batchSize)) {
      const ids = some.map(({ id }) => id);
      const live = await liveVersions(this.#db, this.#schema.name, ids);
      for (const document of some) {
        const version = live.get(document.id);
        if (version !== undefined) yield { ...document, version };
      }
    }
  }

  async #deliver(stillHeld: StillHeld): Promise<number | undefined> {
    const { name } = this.#schema;
    const end = performance.now() + this.#limits.runMs;
    let sent: readonly DueRow[] = [];
    for (;;) {
      for (const task of await tasksUnderWay(this.#db, name)) {
        const over = await this.#isOver(task, sent);
        if (!over) return again;
      }
      if (performance.now() > end) return 0;
      sent = await this.#nextBatch();
      if (sent.length === 0) return nextDueMs(this.#db, name);
      await stillHeld();
      await this.#send(sent);
    }
  }

  /** One kind of change at a time: documents are written, or they are taken out. */
  async #nextBatch(): Promise<DueRow[]> {
    const unread = await unreadIds(this.#db, this.#schema.name, batchSize);
    if (unread.length > 0) await this.#queueAgain(unread);
    const rows = await dueRows(this.#db, this.#schema.name, batchSize);
    const [first] = rows;
    if (!first || first.attempts >= aloneAfter) return first ? [first] : [];
    const deleting = first.document === null;
    return rows.filter((row) => (row.document === null) === deleting && row.attempts < aloneAfter);
  }

  async #send(rows: readonly DueRow[]): Promise<void> {
    const { name } = this.#schema;
    const { keeper } = this.#engine;
    await beginSending(this.#db, name, rows, this.#limits.doubtMs);
    const documents = rows.flatMap(({ document }) => (document ? [document] : []));
    try {
      const task =
        documents.length > 0
          ? await keeper.add(name, documents)
          : await keeper.remove(
              name,
              rows.map(({ id }) => id),
            );
      await noteAnswer(this.#db, name, rows, task);
    } catch (error) {
      if (!mayPass(error) || mayStillArrive(error)) throw error;
      await noteAnswer(this.#db, name, rows, undefined);
      if (!isAboutDocuments(error)) throw error;
      await noteFailed(this.#db, name, { rows }, error.message);
    }
  }

  /** Whether a task is over, whichever way; what that means for the outbox is noted. */
  async #isOver(task: number, sent: readonly DueRow[]): Promise<boolean> {
    const { name } = this.#schema;
    try {
      await this.#engine.keeper.wait(task, this.#limits.taskMs);
    } catch (error) {
      if (error instanceof TaskPending) return false;
      if (error instanceof TaskFailed) await noteFailed(this.#db, name, { taskUid: task }, error.message);
      else if (codeOf(error) === "task_not_found") await noteLost(this.#db, name, task);
      else throw error;
      return true;
    }
    // A server that lost its data makes an empty index for the first document it is sent.
    if (await this.#isCurrent()) await noteDone(this.#db, name, task, sent);
    else {
      await noteLost(this.#db, name, task);
      await this.#build();
    }
    return true;
  }
}

/** Whether to ask Meilisearch again later may help. */
const mayPass = (error: unknown): error is Error =>
  isTheirs(error) || error instanceof TaskFailed || error instanceof TaskPending;

const neverConnected = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"];
const answeredByOthers = [408, 502, 504];

/** Whether the request may have reached Meilisearch, or may yet, although no answer of Meilisearch came. */
export function mayStillArrive(error: Error): boolean {
  if (error instanceof MeilisearchApiError) return answeredByOthers.includes(error.response.status);
  if (error instanceof SyntaxError) return true;
  if (!(error instanceof MeilisearchRequestError)) return false;
  const reason = error.cause instanceof Error ? error.cause.cause : undefined;
  const code: unknown = reason instanceof Error ? Reflect.get(reason, "code") : undefined;
  return !neverConnected.includes(String(code));
}

/** Whether what was sent is at fault, not the way to Meilisearch. */
const isAboutDocuments = (error: Error): boolean =>
  error instanceof MeilisearchApiError && [400, 413, 422].includes(error.response.status);

async function* iterate<T>(items: readonly T[]): AsyncIterable<T> {
  yield* items;
}
