import { Meilisearch, type RecordAny } from "meilisearch";
import type { Tx } from "#db/client.ts";
import type {
  IndexOperation,
  IndexSchema,
  Receipt,
  SearchDoc,
  SearchEngine,
  SearchRequest,
  SearchResult,
} from "./engine.ts";
import type { Understood } from "./language/understanding.ts";
import { type Answered, assemble, byCount, type Found } from "./meilisearch/answer.ts";
import { type StoredDocument, storedDocument } from "./meilisearch/documents.ts";
import { compile } from "./meilisearch/filter.ts";
import { questionsOf, type Strategy } from "./meilisearch/query.ts";
import { IndexKeeper } from "./meilisearch/keeper.ts";
import { finished } from "./meilisearch/tasks.ts";
import { oneAtATime } from "./meilisearch/turns.ts";
import { type Wording, wordingOf } from "./meilisearch/wording.ts";
import { newestOf } from "./newest.ts";
import { reasonsOf, type Words } from "./words.ts";

/** Where a Meilisearch server is and how to be let in. */
export interface MeilisearchServer {
  url: string;
  apiKey?: string | undefined;
  /** Longest time that a write or a question about tasks may take, ms. */
  patienceMs?: number | undefined;
}

const deepestHit = 1000;
const largestPage = 100;
/** Fewer documents with all words than this, and documents with some of the words are added. */
const widenBelow = 10;
const patience = 30_000;

/** Meilisearch behind the port. Understands queries as the embedded engine does; writes are tasks and take effect later. */
export class MeilisearchEngine implements SearchEngine {
  readonly caps = { freshness: "eventual", typo: true, multiProcess: true } as const;
  readonly #client: Meilisearch;
  readonly #schemas: ReadonlyMap<string, IndexSchema>;
  readonly #words: Words;
  /** Indexes being built by this process, with what was written meanwhile. */
  readonly #building = new Map<string, Building>();
  readonly #patienceMs: number;
  readonly keeper: IndexKeeper;

  constructor(server: MeilisearchServer, schemas: readonly IndexSchema[], words: Words) {
    this.#patienceMs = server.patienceMs ?? patience;
    this.#client = new Meilisearch({
      host: server.url,
      timeout: this.#patienceMs,
      ...(server.apiKey !== undefined && { apiKey: server.apiKey }),
    });
    this.#schemas = new Map(schemas.map((schema) => [schema.name, schema]));
    this.#words = words;
    this.keeper = new IndexKeeper(this.#client);
  }

  async ensure(schema: IndexSchema): Promise<void> {
    if (await this.keeper.createdAt(schema.name)) return;
    await this.keeper.create(schema, schema.name);
  }

  /** Answers once Meilisearch has taken the tasks on; `settle` waits for them. The newest version of an id counts. */
  async apply(operations: IndexOperation[], { index }: { index: string; tx?: Tx }): Promise<Receipt> {
    const changes = changesOf(this.#schema(index), operations);
    const building = this.#building.get(index);
    const send = async () => ({ engine: "meili" as const, tasks: await this.#send(index, changes) });
    return building ? building.inTurn(send) : send();
  }

  async settle({ tasks }: Receipt, timeoutMs: number): Promise<void> {
    const end = performance.now() + timeoutMs;
    for (const task of tasks) await finished(this.#client, task, Math.max(1, end - performance.now()));
  }

  async search(request: SearchRequest, signal?: AbortSignal): Promise<SearchResult> {
    const [result] = await this.searchMany([request], signal);
    if (!result) throw new Error("search: no answer");
    return result;
  }

  async searchMany(requests: readonly SearchRequest[], signal?: AbortSignal): Promise<SearchResult[]> {
    signal?.throwIfAborted();
    const started = performance.now();
    const asked = await Promise.all(requests.map((request) => this.#understood(request)));
    const found = await this.#askAll(asked, "all", signal);
    const wide = asked.filter((one) => mustWiden(one, found.get(one)));
    const wider = await this.#askAll(wide, "frequency", signal);
    const widest = await this.#askAll(
      wide.filter((one) => wider.get(one)?.total === 0),
      "last",
      signal,
    );
    return asked.map((one) => {
      const some = widest.get(one) ?? wider.get(one);
      return resultOf(one, some ?? found.get(one), some === undefined, performance.now() - started);
    });
  }

  async facetSearch({ index, facet, prefix, scope, limit }: Parameters<SearchEngine["facetSearch"]>[0]) {
    const filter = compile(this.#schema(index), scope);
    if (filter === false) return [];
    const { facetHits } = await this.#client.index(index).searchForFacetValues({
      facetName: facet,
      facetQuery: prefix,
      exhaustiveFacetCount: true,
      ...(typeof filter === "string" && { filter }),
    });
    // Meilisearch forgives typing errors and looks into every word of a value; the port does not.
    return facetHits
      .filter(({ value }) => value.startsWith(prefix))
      .map(({ value, count }) => ({ value, count }))
      .sort(byCount)
      .slice(0, limit);
  }

  /** Builds beside the live index and swaps. What is written by this process meanwhile goes to both. */
  async rebuild(schema: IndexSchema, documents: AsyncIterable<SearchDoc>): Promise<number> {
    const { name } = schema;
    const building: Building = { uid: `${name}-next`, written: new Map(), inTurn: oneAtATime() };
    await this.keeper.create(schema, building.uid);
    this.#building.set(name, building);
    try {
      const older = ({ id, version }: StoredDocument) => (building.written.get(id) ?? -1) < version;
      await this.keeper.fill(building.uid, stored(schema, documents), older, building.inTurn);
      await building.inTurn(async () => {
        await this.keeper.swap(name, building.uid);
        this.#building.delete(name);
      });
    } finally {
      this.#building.delete(name);
    }
    await this.keeper.drop(building.uid);
    return this.keeper.count(name);
  }

  /** Throws when the server does not say within `ms` that it is available. */
  async ping(ms: number): Promise<void> {
    await this.#client.httpRequest.get({
      path: "health",
      extraRequestInit: { signal: AbortSignal.timeout(ms) },
    });
  }

  async health(): Promise<{ ok: boolean; docs: number; lagMs: number }> {
    const names = [...this.#schemas.keys()];
    await this.#client.health();
    const counts = await Promise.all(names.map((name) => this.keeper.count(name)));
    return {
      ok: true,
      docs: counts.reduce((sum, count) => sum + count, 0),
      lagMs: await this.keeper.oldestWaiting(names),
    };
  }

  async #understood(request: SearchRequest): Promise<Asked> {
    const schema = this.#schema(request.index);
    if (request.limit < 0 || request.limit > largestPage) throw new Error("search: limit is at most 100");
    if (request.offset < 0 || request.offset + request.limit > deepestHit)
      throw new Error("search: page is too deep");
    if (request.q.trim() === "") return { schema, request };
    const prefix = request.prefix ?? true;
    const understood = await this.#words.understand(request.q, prefix);
    return { schema, request, understood, wording: wordingOf(understood, prefix && !/\s$/.test(request.q)) };
  }

  async #send(index: string, { upserts, deletes }: Changes): Promise<number[]> {
    const building = this.#building.get(index);
    for (const { id, version } of [...upserts, ...deletes]) building?.written.set(id, version);
    const tasks: number[] = [];
    for (const uid of building ? [index, building.uid] : [index]) {
      if (upserts.length > 0) tasks.push(await this.keeper.add(uid, upserts));
      const gone = deletes.map(({ id }) => id);
      if (gone.length > 0) tasks.push(await this.keeper.remove(uid, gone));
    }
    return tasks;
  }

  /** All questions of all requests in one call. */
  async #askAll(
    asked: readonly Asked[],
    strategy: Strategy,
    signal: AbortSignal | undefined,
  ): Promise<Map<Asked, Found>> {
    const questions = asked.map(({ schema, request, wording }) =>
      questionsOf(schema, request, wording, schema.name, strategy),
    );
    const queries = questions.flat().map(({ query }) => query);
    const results = queries.length === 0 ? [] : await this.#multiSearch(queries, signal);
    let at = 0;
    const found = asked.map((one, i): [Asked, Found] => {
      const answers = (questions[i] ?? []).flatMap((question): Answered[] => {
        const result = results[at++];
        return result ? [{ ...question, result }] : [];
      });
      return [one, assemble(one.schema, one.request, answers)];
    });
    return new Map(found);
  }

  async #multiSearch(queries: Answered["query"][], signal: AbortSignal | undefined) {
    // The client applies its own time limit only to calls without a signal.
    const limit = AbortSignal.timeout(this.#patienceMs);
    try {
      const { results } = await this.#client.multiSearch<{ queries: Answered["query"][] }, RecordAny>(
        { queries },
        { signal: signal ? AbortSignal.any([signal, limit]) : limit },
      );
      return results;
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  }

  #schema(index: string): IndexSchema {
    const schema = this.#schemas.get(index);
    if (!schema) throw new Error(`search: no index ${index}`);
    return schema;
  }
}

/** An index that is being built. */
interface Building {
  uid: string;
  /** What was written meanwhile, in which version. */
  written: Map<string, number>;
  inTurn: ReturnType<typeof oneAtATime>;
}

interface Changes {
  upserts: StoredDocument[];
  deletes: { id: string; version: number }[];
}

interface Asked {
  schema: IndexSchema;
  request: SearchRequest;
  understood?: Understood;
  wording?: Wording;
}

/**
 * Whether documents with some of the words are wanted too. A Chinese word that Meilisearch cuts in parts is several words
 * to it, so it is widened when nothing holds them all.
 */
function mustWiden({ request, wording }: Asked, found: Found | undefined): boolean {
  if (!wording?.text || request.sort || !found || found.coded > 0) return false;
  if (wording.words > 1) return found.total < widenBelow;
  return found.total === 0 && /\p{Script=Han}{3}/u.test(wording.text);
}

function resultOf(
  { understood }: Asked,
  found: Found | undefined,
  exact: boolean,
  tookMs: number,
): SearchResult {
  if (!found) throw new Error("search: no answer");
  return {
    hits: found.hits,
    total: { value: found.total, exact },
    facets: found.facets,
    stats: found.stats,
    ...(understood?.rewritten && { rewritten: understood.rewritten }),
    reasons: understood ? reasonsOf(understood) : [],
    engine: "meili",
    tookMs,
  };
}

function changesOf(schema: IndexSchema, operations: readonly IndexOperation[]): Changes {
  const kept = newestOf(operations);
  return {
    upserts: kept.flatMap((one) => ("upsert" in one ? [storedDocument(schema, one.upsert)] : [])),
    deletes: kept.flatMap((one) => ("upsert" in one ? [] : [{ id: one.delete, version: one.version }])),
  };
}

async function* stored(
  schema: IndexSchema,
  documents: AsyncIterable<SearchDoc>,
): AsyncIterable<StoredDocument> {
  for await (const document of documents) yield storedDocument(schema, document);
}
