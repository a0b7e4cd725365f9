import { isTheirs, MeilisearchApiError } from "./meilisearch/errors.ts";
import type { Database, Tx } from "#db/client.ts";
import { lockDocuments, queueChanges } from "./delivery/outbox.ts";
import { noteBuilt } from "./delivery/standing.ts";
import { EmbeddedEngine } from "./embedded.ts";
import type {
  Fallback,
  IndexOperation,
  IndexSchema,
  Receipt,
  SearchDoc,
  SearchEngine,
  SearchRequest,
  SearchResult,
} from "./engine.ts";
import { type Backlog, readBacklog } from "./market/backlog.ts";
import { Breaker } from "./market/breaker.ts";
import { MeilisearchEngine, type MeilisearchServer } from "./meilisearch.ts";
import { idOf, newestOf } from "./newest.ts";
import type { Words } from "./words.ts";

/** Meilisearch has so long to answer a reader before PostgreSQL does, ms. */
const answerMs = 500;
/** Meilisearch is not read while a change has waited for longer, ms; with `knownForMs` this stays below a second. */
const behindMs = 800;
/** How old the knowledge of the backlog may be, ms. */
const knownForMs = 150;
const pingMs = 500;

/** How the second engine is, for operators. */
export interface SecondEngineStatus extends Backlog {
  /** Why PostgreSQL answers instead, if it does. */
  fallback: Fallback | undefined;
  /** Since when Meilisearch has not answered this process or the deliverer. */
  unreachableSince: string | undefined;
}

/**
 * The engine that the market is searched with. The index in PostgreSQL is always written, in the caller's transaction.
 * When there is a Meilisearch, the same transaction notes what it must be told, and readers are answered by it, unless
 * it fails, lags or is being built: then PostgreSQL answers and the result says so.
 */
export class MarketEngine implements SearchEngine {
  readonly caps;
  readonly embedded: EmbeddedEngine;
  readonly meilisearch: MeilisearchEngine | undefined;
  readonly #db: Database;
  readonly #schemas: readonly IndexSchema[];
  readonly #words: Words;
  readonly #breaker = new Breaker();
  #known: { at: number; backlog: Promise<Backlog> } | undefined;

  constructor(
    db: Database,
    schemas: readonly IndexSchema[],
    words: Words,
    server: MeilisearchServer | undefined,
  ) {
    this.#db = db;
    this.#schemas = schemas;
    this.#words = words;
    this.embedded = new EmbeddedEngine(db, schemas, words);
    this.meilisearch = server && new MeilisearchEngine(server, schemas, words);
    this.caps = this.embedded.caps;
  }

  /** Meilisearch's index is made by the deliverer. */
  ensure(schema: IndexSchema): Promise<void> {
    return this.embedded.ensure(schema);
  }

  async apply(operations: IndexOperation[], { index, tx }: { index: string; tx?: Tx }): Promise<Receipt> {
    if (!this.meilisearch) return this.embedded.apply(operations, { index, ...(tx && { tx }) });
    if (!tx) return this.#db.transaction((own) => this.apply(operations, { index, tx: own }));
    const newest = newestOf(operations);
    await lockDocuments(tx, index, newest.map(idOf));
    const receipt = await this.embedded.apply(newest, { index, tx });
    await queueChanges(tx, this.#schema(index), newest);
    return receipt;
  }

  /** What was written can be found at once: whoever lags is not read. */
  settle(): Promise<void> {
    return this.embedded.settle();
  }

  async search(request: SearchRequest, signal?: AbortSignal): Promise<SearchResult> {
    const [result] = await this.searchMany([request], signal);
    if (!result) throw new Error("search: no answer");
    return result;
  }

  async searchMany(requests: readonly SearchRequest[], signal?: AbortSignal): Promise<SearchResult[]> {
    const answer = await this.#preferred(requests[0]?.index, signal, (engine, own) =>
      engine.searchMany(requests, own),
    );
    if ("result" in answer) return answer.result;
    const results = await this.embedded.searchMany(requests, signal);
    return answer.fallback ? results.map((result) => ({ ...result, fallback: answer.fallback })) : results;
  }

  /** A list of values is not worth a second engine. */
  async facetSearch(request: Parameters<SearchEngine["facetSearch"]>[0]) {
    return this.embedded.facetSearch(request);
  }

  /** Rebuilds the index in PostgreSQL, which answers until the deliverer has built Meilisearch's. */
  async rebuild(schema: IndexSchema, documents: AsyncIterable<SearchDoc>): Promise<number> {
    if (!this.meilisearch) return this.embedded.rebuild(schema, documents);
    await noteBuilt(this.#db, schema.name, null);
    const count = await this.embedded.rebuild(schema, documents);
    // A deliverer may have built meanwhile from what was read before.
    await noteBuilt(this.#db, schema.name, null);
    return count;
  }

  health() {
    return this.embedded.health();
  }

  /** Asks how Meilisearch is; undefined when there is none to be asked. */
  async secondEngine(index: string): Promise<SecondEngineStatus | undefined> {
    if (!this.meilisearch) return undefined;
    const trouble = await this.meilisearch.ping(pingMs).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (trouble !== undefined) this.#breaker.failed(trouble);
    else if (this.#breaker.mayAsk()) this.#breaker.succeeded();
    const backlog = await readBacklog(this.#db, index, true);
    const down = this.#breaker.trouble;
    return {
      ...backlog,
      error: down?.reason ?? backlog.error,
      fallback: down ? "unreachable" : reasonOf(backlog),
      unreachableSince: down && (backlog.failingSince ?? down.since.toISOString()),
    };
  }

  /** Meilisearch's answer, or why PostgreSQL must give one. */
  async #preferred<T>(
    index: string | undefined,
    signal: AbortSignal | undefined,
    ask: (engine: MeilisearchEngine, signal: AbortSignal) => Promise<T>,
  ): Promise<{ result: T } | { fallback: Fallback | undefined }> {
    const engine = this.meilisearch;
    if (!engine || index === undefined) return { fallback: undefined };
    const backlog = await this.#backlog(index);
    this.#words.noteEdition(backlog.textVersion);
    const reason = reasonOf(backlog);
    if (reason) return { fallback: reason };
    if (!this.#breaker.mayAsk()) return { fallback: "unreachable" };
    const limit = AbortSignal.timeout(answerMs);
    try {
      const result = await ask(engine, signal ? AbortSignal.any([signal, limit]) : limit);
      this.#breaker.succeeded();
      return { result };
    } catch (error) {
      signal?.throwIfAborted();
      if (!limit.aborted && !isTheirs(error)) throw error;
      if (!isRefusal(error)) this.#breaker.failed(error instanceof Error ? error.message : String(error));
      return { fallback: "unreachable" };
    }
  }

  #backlog(index: string): Promise<Backlog> {
    const now = performance.now();
    if (this.#known && now - this.#known.at <= knownForMs) return this.#known.backlog;
    const backlog = readBacklog(this.#db, index);
    this.#known = { at: now, backlog };
    return backlog;
  }

  #schema(index: string): IndexSchema {
    const schema = this.#schemas.find(({ name }) => name === index);
    if (!schema) throw new Error(`search: no index ${index}`);
    return schema;
  }
}

function reasonOf({ built, lagMs }: Backlog): Fallback | undefined {
  if (!built) return "building";
  return lagMs > behindMs ? "behind" : undefined;
}

/** Meilisearch answered, but not this: the next request may fare better. */
const isRefusal = (error: unknown): boolean =>
  error instanceof MeilisearchApiError && error.response.status < 500 && error.response.status !== 429;
