import { sql } from "drizzle-orm";
import type { Database, Tx } from "#db/client.ts";
import { batches } from "./batches.ts";
import { ask, type Found } from "./embedded/ask.ts";
import { condition, columnOf } from "./embedded/columns.ts";
import { RecentCounts } from "./embedded/counts.ts";
import { codeScore, type Plan, planAll, planBrowse, planSome } from "./embedded/plan.ts";
import { pageStatement, searchStatement } from "./embedded/statement.ts";
import { frequencies, prefixFrequencies } from "./embedded/vocabulary.ts";
import { learnTerms, recountTerms, upsert } from "./embedded/write.ts";
import type {
  IndexOperation,
  IndexSchema,
  Receipt,
  SearchDoc,
  SearchEngine,
  SearchRequest,
  SearchResult,
} from "./engine.ts";
import type { Lexeme } from "./language/tokens.ts";
import type { Understood, Unit } from "./language/understanding.ts";
import { newestOf } from "./newest.ts";
import { reasonsOf, Words } from "./words.ts";

const deepestHit = 1000;
const largestPage = 100;
/** Fewer documents with all words than this, and documents with some of the words are added. */
const widenBelow = 10;
/** Widening takes words, rarest first, until so many documents may match. */
const widenUntil = 4000;
const rebuildBatch = 200;
const receipt: Receipt = { engine: "pg", tasks: [] };

/** Full text search in the market's own PostgreSQL: the index row commits with whatever else the transaction writes. */
export class EmbeddedEngine implements SearchEngine {
  readonly caps = { freshness: "transactional", typo: true, multiProcess: true } as const;
  readonly #db: Database;
  readonly #schemas: ReadonlyMap<string, IndexSchema>;
  readonly #words: Words;
  readonly #counts = new RecentCounts();

  constructor(db: Database, schemas: readonly IndexSchema[], words = new Words(db)) {
    this.#db = db;
    this.#words = words;
    this.#schemas = new Map(schemas.map((schema) => [schema.name, schema]));
  }

  async ensure(schema: IndexSchema): Promise<void> {
    await this.#db.execute(
      sql`insert into search_state (idx) values (${schema.name}) on conflict do nothing`,
    );
  }

  async apply(operations: IndexOperation[], { index, tx }: { index: string; tx?: Tx }): Promise<Receipt> {
    if (!tx) return this.#db.transaction((own) => this.apply(operations, { index, tx: own }));
    const schema = this.#schema(index);
    await tx.execute(sql`insert into search_state (idx) values (${index}) on conflict do nothing`);
    const generations = await writtenGenerations(tx, index);
    const newest = newestOf(operations);
    const documents = newest.flatMap((operation) => ("upsert" in operation ? [operation.upsert] : []));
    await upsert(tx, schema, documents, generations);
    await learnTerms(tx, schema, documents);
    for (const operation of newest) {
      if (!("delete" in operation)) continue;
      await tx.execute(sql`delete from search_doc where idx = ${index} and id = ${operation.delete}
        and version <= ${operation.version}`);
    }
    return receipt;
  }

  async settle(): Promise<void> {}

  searchMany(requests: readonly SearchRequest[], signal?: AbortSignal): Promise<SearchResult[]> {
    return Promise.all(requests.map((request) => this.search(request, signal)));
  }

  async search(request: SearchRequest, signal?: AbortSignal): Promise<SearchResult> {
    signal?.throwIfAborted();
    const started = performance.now();
    const schema = this.#schema(request.index);
    if (request.limit < 0 || request.limit > largestPage) throw new Error("search: limit is at most 100");
    if (request.offset < 0 || request.offset + request.limit > deepestHit)
      throw new Error("search: page is too deep");
    const browsing = request.q.trim() === "";
    const understood = browsing ? undefined : await this.#words.understand(request.q, request.prefix ?? true);
    let found = await this.#run(schema, request, planOf(understood), signal);
    let exact = true;
    const named = (found.best ?? 0) >= codeScore;
    if (understood && understood.units.length > 1 && !request.sort && !named && found.total < widenBelow) {
      found = await this.#run(schema, request, await this.#widened(understood), signal);
      exact = false;
    }
    return {
      hits: found.hits.map(([id, score]) => ({ id, score: browsing || request.sort ? null : score })),
      total: { value: found.total, exact },
      facets: pairs(found.facets),
      stats: ranges(found.stats),
      ...(understood?.rewritten && { rewritten: understood.rewritten }),
      reasons: understood ? reasonsOf(understood) : [],
      engine: "pg",
      tookMs: performance.now() - started,
    };
  }

  async facetSearch({ index, facet, prefix, scope, limit }: Parameters<SearchEngine["facetSearch"]>[0]) {
    const schema = this.#schema(index);
    const { value } = columnOf(schema, facet);
    const rows = await this.#db.execute<{ value: string; count: number }>(
      sql`select ${value} as value, count(*)::int as count from search_doc
        where idx = ${index} and gen = (select live_gen from search_state where idx = ${index})
          and ${condition(schema, scope)} and starts_with(${value}, ${prefix})
        group by 1 order by 2 desc, 1 limit ${limit}`,
    );
    return [...rows];
  }

  async rebuild(schema: IndexSchema, documents: AsyncIterable<SearchDoc>): Promise<number> {
    await this.ensure(schema);
    const [state] = await this.#db.execute<{ gen: number }>(sql`update search_state
      set building_gen = greatest(live_gen, coalesce(building_gen, 0)) % 30000 + 1 where idx = ${schema.name}
      returning building_gen as gen`);
    const gen = state?.gen ?? 1;
    let count = 0;
    for await (const batch of batches(documents, rebuildBatch)) {
      await upsert(this.#db, schema, batch, [gen]);
      count += batch.length;
    }
    await this.#db.transaction(async (tx) => {
      await tx.execute(sql`update search_state set live_gen = ${gen}, building_gen = null,
        schema_version = ${schema.version}, docs = ${count} where idx = ${schema.name} and building_gen = ${gen}`);
      await recountTerms(tx);
    });
    await this.#db.execute(sql`delete from search_doc d using search_state s where d.idx = ${schema.name}
      and s.idx = d.idx and d.gen <> s.live_gen and d.gen is distinct from s.building_gen`);
    await this.#db.execute(sql`analyze search_doc`);
    return count;
  }

  async health(): Promise<{ ok: boolean; docs: number; lagMs: number }> {
    const [row] = await this.#db.execute<{ docs: number }>(sql`select count(*)::int as docs from search_doc d
      join search_state s on s.idx = d.idx and s.live_gen = d.gen`);
    return { ok: row !== undefined, docs: row?.docs ?? 0, lagMs: 0 };
  }

  /** Counts anew how frequent every term is; for the nightly check. */
  async recount(): Promise<void> {
    await this.#db.transaction(recountTerms);
  }

  async #run(
    schema: IndexSchema,
    request: SearchRequest,
    plan: Plan,
    signal: AbortSignal | undefined,
  ): Promise<Found> {
    const browsing = plan === planBrowse;
    const counts = browsing ? this.#counts.get(request) : undefined;
    const statement = counts ? pageStatement(schema, request) : searchStatement(schema, request, plan);
    const found = await ask(this.#db, statement, signal);
    if (!found) throw new Error("search: no answer");
    this.#words.noteEdition(found.textVersion);
    if (counts) return { ...found, ...counts };
    if (browsing) this.#counts.note(request, found, found.documents);
    return found;
  }

  /** The rarest units of the query with their weights, as many as keep the answer small. */
  async #widened(understood: Understood): Promise<Plan> {
    const { units } = understood;
    const documentsOf = await frequenciesIn(this.#db, units);
    const [state] = await this.#db.execute<{ docs: number }>(
      sql`select coalesce(max(docs), 0) as docs from search_state`,
    );
    const weighed = units
      .map((unit) => ({ unit, df: frequencyOf(unit, documentsOf) }))
      .sort((a, b) => a.df - b.df);
    // The count of documents dates from the last rebuild or check; no word can be in more.
    const docs = Math.max(state?.docs ?? 0, weighed.at(-1)?.df ?? 0);
    // A word that no document holds costs nothing, and must not stand in for one that some do.
    const known = weighed.filter(({ df }) => df > 0);
    let sum = 0;
    const kept = weighed.filter((one) => {
      sum += one.df;
      return one.df === 0 || one === known[0] || sum <= widenUntil;
    });
    return planSome(
      understood,
      kept.map(({ unit, df }) => ({ unit, idf: Math.log(1 + docs / (df + 0.5)) })),
    );
  }

  #schema(index: string): IndexSchema {
    const schema = this.#schemas.get(index);
    if (!schema) throw new Error(`search: no index ${index}`);
    return schema;
  }
}

const planNothing: Plan = { ...planBrowse, match: sql`false` };

function planOf(understood: Understood | undefined): Plan {
  if (!understood) return planBrowse;
  return understood.units.length + understood.codes.length > 0 ? planAll(understood) : planNothing;
}

/** How many documents hold each token, and each beginning, that the units name. */
async function frequenciesIn(tx: Tx, units: readonly Unit[]) {
  const lexemes = units.flatMap((unit) => unit.alternatives.flatMap((alternative) => alternative.lexemes));
  const named = (prefix: boolean) => [
    ...new Set(lexemes.filter((one) => one.prefix === prefix).map(({ text }) => text)),
  ];
  const [whole, begun] = await Promise.all([
    frequencies(tx, named(false)),
    prefixFrequencies(tx, named(true)),
  ]);
  return ({ text, prefix }: Lexeme): number => (prefix ? begun : whole).get(text) ?? 0;
}

/** At most so many documents hold the unit: each alternative is no more frequent than its rarest token. */
function frequencyOf(unit: Unit, documentsOf: (lexeme: Lexeme) => number): number {
  const each = unit.alternatives.map(({ lexemes }) => Math.min(...lexemes.map(documentsOf)));
  return each.reduce((sum, df) => sum + df, 0);
}

const pairs = (facets: Found["facets"]): SearchResult["facets"] =>
  Object.fromEntries(
    Object.entries(facets).map(([name, counts]) => [
      name,
      counts.map(([value, count]) => ({ value, count })),
    ]),
  );

function ranges(stats: Found["stats"]): SearchResult["stats"] {
  const known: SearchResult["stats"] = {};
  for (const [name, { min, max }] of Object.entries(stats))
    if (min !== null && max !== null) known[name] = { min, max };
  return known;
}

/** The generations that a write goes to; holds the state row so that a rebuild neither begins nor ends meanwhile. */
async function writtenGenerations(tx: Tx, index: string): Promise<number[]> {
  const [state] = await tx.execute<{ live: number; building: number | null }>(
    sql`select live_gen as live, building_gen as building from search_state where idx = ${index} for share`,
  );
  return state ? [state.live, ...(state.building === null ? [] : [state.building])] : [];
}
