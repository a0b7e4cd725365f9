import type { EnqueuedTask, Meilisearch, Settings } from "meilisearch";
import type { IndexSchema } from "../engine.ts";
import type { StoredDocument } from "./documents.ts";
import { olderRules, settingsOf } from "./settings.ts";
import { batches } from "../batches.ts";
import type { oneAtATime } from "./turns.ts";
import { codeOf, finished, TaskFailed } from "./tasks.ts";

const batchSize = 500;
const pageSize = 1000;
/** Settings and swaps re-index; that takes as long as it takes. */
const longTaskMs = 30 * 60_000;

/** Makes, fills, swaps and reads indexes of a Meilisearch server. */
export class IndexKeeper {
  readonly #client: Meilisearch;

  constructor(client: Meilisearch) {
    this.#client = client;
  }

  /** When the index was made, which tells it from another of the same name; undefined when there is none. */
  async createdAt(uid: string): Promise<string | undefined> {
    try {
      const { createdAt } = await this.#client.getRawIndex(uid);
      return String(createdAt);
    } catch (error) {
      if (codeOf(error) === "index_not_found") return undefined;
      throw error;
    }
  }

  /** An empty index with the schema's settings, in place of whatever had the name. */
  async create(schema: IndexSchema, uid: string): Promise<void> {
    await this.drop(uid);
    await this.#make(uid);
    const settings = settingsOf(schema);
    await this.#apply(uid, settings).catch((error: unknown) => {
      if (codeOf(error) !== "invalid_settings_ranking_rules") throw error;
      return this.#apply(uid, olderRules(settings));
    });
  }

  /** Nothing happens when there is no such index. */
  async drop(uid: string): Promise<void> {
    const gone = (error: unknown) => {
      if (codeOf(error) !== "index_not_found") throw error;
    };
    await surely(async () => this.#finish(await this.#client.deleteIndex(uid))).catch(gone);
  }

  /** Sends documents; returns the task. */
  async add(uid: string, documents: readonly StoredDocument[]): Promise<number> {
    const { taskUid } = await this.#client
      .index<StoredDocument>(uid)
      .addDocuments([...documents], { primaryKey: "id" });
    return taskUid;
  }

  /** Takes documents out; returns the task. */
  async remove(uid: string, ids: readonly string[]): Promise<number> {
    const { taskUid } = await this.#client.index(uid).deleteDocuments([...ids]);
    return taskUid;
  }

  /** Waits until a task has succeeded; see `finished`. */
  async wait(task: number, timeoutMs: number): Promise<void> {
    await finished(this.#client, task, timeoutMs);
  }

  /** Adds those of `documents` that `wanted` accepts when their turn comes; a failed batch is sent again. */
  async fill(
    uid: string,
    documents: AsyncIterable<StoredDocument>,
    wanted: (document: StoredDocument) => boolean,
    inTurn: ReturnType<typeof oneAtATime>,
  ): Promise<void> {
    for await (const batch of batches(documents, batchSize)) {
      await surely(async () => {
        const task = await inTurn(async () => {
          const still = batch.filter(wanted);
          return still.length > 0 ? this.add(uid, still) : undefined;
        });
        if (task !== undefined) await finished(this.#client, task, longTaskMs);
      });
    }
  }

  /** Puts the index built aside in place of the live one, which then has the other name. */
  async swap(name: string, uid: string): Promise<void> {
    if (!(await this.createdAt(name))) await this.#make(name);
    await surely(async () =>
      this.#finish(await this.#client.swapIndexes([{ indexes: [name, uid], rename: false }])),
    );
  }

  async count(uid: string): Promise<number> {
    const { numberOfDocuments } = await this.#client.index(uid).getStats();
    return numberOfDocuments;
  }

  /** The version of every document that the index holds. */
  async versions(uid: string): Promise<Map<string, number>> {
    const versions = new Map<string, number>();
    for (let offset = 0; ; offset += pageSize) {
      const { results } = await this.#client
        .index<StoredDocument>(uid)
        .getDocuments({ fields: ["id", "version"], limit: pageSize, offset });
      for (const { id, version } of results) versions.set(id, version);
      if (results.length < pageSize) return versions;
    }
  }

  /** Age of the oldest task that has not been finished, ms; 0 when there is none. */
  async oldestWaiting(uids: readonly string[]): Promise<number> {
    const { results } = await this.#client.tasks.getTasks({
      statuses: ["enqueued", "processing"],
      indexUids: [...uids],
      reverse: true,
      limit: 1,
    });
    const [oldest] = results;
    return oldest ? Math.max(0, Date.now() - Date.parse(oldest.enqueuedAt)) : 0;
  }

  async #make(uid: string): Promise<void> {
    await surely(async () => this.#finish(await this.#client.createIndex(uid, { primaryKey: "id" })));
  }

  async #apply(uid: string, settings: Settings): Promise<void> {
    await surely(async () => this.#finish(await this.#client.index(uid).updateSettings(settings)));
  }

  async #finish(task: EnqueuedTask): Promise<void> {
    await finished(this.#client, task, longTaskMs);
  }
}

const attempts = 5;

/**
 * Does again what Meilisearch took on and then gave up, a few times, unless what was asked for was wrong; building an index may
 * be repeated harmlessly.
 */
async function surely(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work();
      return;
    } catch (error) {
      if (!(error instanceof TaskFailed) || error.final || attempt >= attempts) throw error;
    }
  }
}
