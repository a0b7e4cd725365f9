import type { Tx } from "#db/client.ts";

/**
 * The search port. Two rules keep engines interchangeable: filter values are codes in lower-case ASCII or ids, never
 * labels, and hits carry ids only: the application loads the rows and checks access again.
 *
 * What the engines do alike is tested for each (`tests/integration/search/contract.test.ts`). They differ in this:
 *
 * | topic | embedded (PostgreSQL) | Meilisearch |
 * |---|---|---|
 * | read your own write | within the transaction | after `settle` |
 * | a rolled back write | leaves nothing | was never sent: the outbox is written in the transaction |
 * | a write older than the stored one | ignored | the last task wins; whoever writes sends the newest (the outbox does) |
 * | equality of strings | exact | trimmed, decomposed, in lower case; an empty one is missing; hence codes and ids only |
 * | a backslash in a value compared with | a sign like others | the same; some servers of 2026, up to July, refuse it |
 * | total | exact, when all words are held | the same; counted up to a million |
 * | documents with some of the words | those with the rarer ones | those with the rarest, else those with the first |
 * | counts when documents with some words were added | of what was added too | of its own choice of words |
 * | a word that may be unfinished | any Latin word of the query's end | the last word, where it may be one by the same rules |
 * | the kind that a query names | weighs | comes first, unless an order is asked for or words are missing |
 * | one Chinese character | anywhere | where a word of its dictionary begins |
 * | part of a Chinese word | found | often not; then documents with parts of it are added |
 * | typing errors in Latin words | one from five letters, two from nine | the same, but a wrong first letter counts twice |
 * | words beyond the tenth | the language layer stops there | and Meilisearch again, at ten of its own shorter words |
 * | order of equally good hits | by its formula | by its rules; only the quality of both is measured |
 * | a facet with more than 100 values | the most frequent | the most frequent |
 * | time limits | the statement's | the caller's signal; then the market's engine asks PostgreSQL |
 */
export type Scalar = string | number | boolean;

/** A condition. Depth at most 20; values at most 400 bytes. */
export type Filter =
  | { and: Filter[] }
  | { or: Filter[] }
  | { not: Filter }
  /** On arrays any element equals. `ne` is the opposite of `eq`: it includes what is missing. */
  | { field: string; op: "eq" | "ne"; value: Scalar }
  /** An empty list matches nothing. */
  | { field: string; op: "in"; value: Scalar[] }
  /** Numbers only; what is missing never matches. */
  | { field: string; op: "gt" | "gte" | "lt" | "lte"; value: number }
  /** Inclusive. */
  | { field: string; op: "between"; value: [number, number] }
  | { field: string; op: "isNull" };

export type Weight = "A" | "B" | "C" | "D";
export type FieldType = "string" | "number" | "boolean" | "string[]";

export interface IndexSchema {
  name: string;
  /** A change of version means that the index must be rebuilt. */
  version: number;
  /** Text fields in the order of their importance. */
  searchable: { field: string; weight: Weight; typo: boolean }[];
  filterable: Record<string, FieldType>;
  facets: string[];
  /** Facets that are narrowed by another name's condition: the district facet by `region`. */
  groupOf?: Record<string, string>;
  sortable: string[];
}

/** One document: text under the schema's searchable names, values under its filterable ones. */
export interface SearchDoc {
  id: string;
  /** A write with a version not above the stored one is ignored. */
  version: number;
  /** How much more likely such a thing is what people look for, 0–1. */
  boost: number;
  /** Where it is; what has no place comes last when sorted by distance. */
  place?: Place | null;
  [field: string]: unknown;
}

/** A point on the globe, degrees (WGS 84). */
export interface Place {
  lat: number;
  lng: number;
}

export interface SearchRequest {
  index: string;
  /** Empty: browse. */
  q: string;
  /** Visibility; built by the server, never by a client. */
  scope: Filter;
  /** One condition a facet group; all must hold. */
  refine?: Record<string, Filter>;
  facets?: string[];
  /** The counts of a group ignore that group's own condition. */
  disjunctive?: boolean;
  /** Strict order, missing values last both ways, ties by relevance and then id. */
  sort?: { field: string; dir: "asc" | "desc" } | { nearTo: Place };
  /** `offset + limit` at most 1,000; `limit` at most 100. */
  offset: number;
  limit: number;
  /** Whether the last word may be unfinished; true unless said otherwise. */
  prefix?: boolean;
}

export interface SearchHit {
  id: string;
  /** Null when browsing or sorted by a field. */
  score: number | null;
}

/** Why the engine that was configured did not answer. */
export type Fallback = "unreachable" | "behind" | "building";

export interface SearchResult {
  hits: SearchHit[];
  /** `exact` is false when documents that hold only some of the words were added. */
  total: { value: number; exact: boolean };
  /** Most frequent first, then by value; at most 100 a facet. */
  facets: Record<string, { value: string; count: number }[]>;
  stats: Record<string, { min: number; max: number }>;
  /** What was searched for instead of what was typed. */
  rewritten?: string;
  /** Token sequences whose occurrences in a text are why it was found; for `mark`. */
  reasons: string[][];
  engine: "pg" | "meili";
  /** Set when PostgreSQL answered in Meilisearch's place. */
  fallback?: Fallback;
  tookMs: number;
}

export type IndexOperation = { upsert: SearchDoc } | { delete: string; version: number };

export interface Receipt {
  engine: "pg" | "meili";
  tasks: number[];
}

export interface SearchEngine {
  readonly caps: { freshness: "transactional" | "eventual"; typo: boolean; multiProcess: boolean };
  /** Makes the index exist. */
  ensure(schema: IndexSchema): Promise<void>;
  /** Writes; inside the caller's transaction where the engine can. */
  apply(operations: IndexOperation[], options: { index: string; tx?: Tx }): Promise<Receipt>;
  /** Waits until the writes can be found; throws when one failed. */
  settle(receipt: Receipt, timeoutMs: number): Promise<void>;
  /** Refuses with the signal's reason once it is aborted. */
  search(request: SearchRequest, signal?: AbortSignal): Promise<SearchResult>;
  /** Several searches at once, answered apart. */
  searchMany(requests: readonly SearchRequest[], signal?: AbortSignal): Promise<SearchResult[]>;
  /** Values of a facet that begin with `prefix`. */
  facetSearch(request: {
    index: string;
    facet: string;
    prefix: string;
    scope: Filter;
    limit: number;
  }): Promise<{ value: string; count: number }[]>;
  /** Builds a new generation beside the live one and swaps; readers see the old or the new, never a mix. */
  rebuild(schema: IndexSchema, documents: AsyncIterable<SearchDoc>): Promise<number>;
  health(): Promise<{ ok: boolean; docs: number; lagMs: number }>;
}
