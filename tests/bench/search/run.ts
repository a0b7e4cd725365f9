import { randomBytes } from "node:crypto";
import { searchSynonym } from "#db/schema/search.ts";
import type { Database } from "#db/client.ts";
import { EmbeddedEngine } from "#search/embedded.ts";
import type { Filter, IndexSchema, SearchEngine, SearchRequest, SearchResult } from "#search/engine.ts";
import type { Lexicon } from "#search/language/lexicon.ts";
import { initialThesaurus } from "#search/language/thesaurus.ts";
import { MeilisearchEngine, type MeilisearchServer } from "#search/meilisearch.ts";
import { Words } from "#search/words.ts";
import { benchSchema, ourFieldNames, toFilter, toSearchDoc } from "./adapter.ts";
import { corpus, type FilterCase, type JudgedQuery } from "./corpus.ts";
import { mean, ndcg10, percentile, recall10, round } from "./metrics.ts";

export interface SearchBenchResult {
  engine: string;
  docs: number;
  ndcg10: number;
  recall10: number;
  zeroRate: number;
  byClass: Record<string, number>;
  filtersRight: number;
  p50: number;
  p99: number;
  indexSeconds: number;
}

const published: Filter = { field: "status", op: "eq", value: "published" };

/**
 * Loads the judged corpus into a scratch database and measures an engine on it: the embedded one, or, when `server` says
 * where it is, Meilisearch, which gets an index of its own for the time of it: others may use the server too.
 */
export async function benchSearch(
  db: Database,
  prefix: string,
  say: (line: string) => void,
  { synonyms = "all", server }: { synonyms?: "all" | "corpus"; server?: MeilisearchServer | undefined } = {},
): Promise<SearchBenchResult> {
  const source = corpus(prefix);
  const own = await source.synonyms();
  await loadSynonyms(db, synonyms === "corpus" ? own : [...initialThesaurus, ...own]);
  const words = new Words(db);
  const lexicon = await words.lexicon();
  const schema = { ...benchSchema, name: `bench-${randomBytes(4).toString("hex")}` };
  const embedded = new EmbeddedEngine(db, [schema], words);
  if (!server) return { engine: "embedded", ...(await measure(embedded, schema, lexicon, source, say)) };
  const meilisearch = new MeilisearchEngine(server, [schema], words);
  // The language layer knows the market's words from PostgreSQL, whichever engine answers.
  await load(embedded, schema, lexicon, source.documents());
  try {
    return { engine: "meilisearch", ...(await measure(meilisearch, schema, lexicon, source, say)) };
  } finally {
    for (const uid of [`${schema.name}-next`, schema.name]) await meilisearch.keeper.drop(uid);
  }
}

async function measure(
  engine: SearchEngine,
  schema: IndexSchema,
  lexicon: Lexicon,
  source: ReturnType<typeof corpus>,
  say: (line: string) => void,
): Promise<Omit<SearchBenchResult, "engine">> {
  const started = performance.now();
  const docs = await load(engine, schema, lexicon, source.documents());
  const indexSeconds = (performance.now() - started) / 1000;
  say(`indexed ${docs} documents in ${indexSeconds.toFixed(1)} s`);
  const ask: Ask = (request) => engine.search({ ...request, index: schema.name, offset: 0 });
  const measured = await measureQueries(ask, await source.queries(), await source.judgements(), say);
  const cases = await source.filterCases();
  const right = await Promise.all(cases.map((one) => isFilterRight(ask, one)));
  for (const [i, one] of cases.entries()) if (!right[i]) say(`filter case ${one.case} is wrong`);
  return {
    docs,
    ...measured,
    filtersRight: cases.length === 0 ? 1 : round(right.filter(Boolean).length / cases.length),
    indexSeconds: round(indexSeconds, 1),
  };
}

type Ask = (request: Omit<SearchRequest, "index" | "offset">) => Promise<SearchResult>;

/** What a new market begins with, and what its regulators have added: the corpus's own groups. */
async function loadSynonyms(db: Database, groups: readonly (readonly string[])[]): Promise<void> {
  const rows = groups.flatMap((terms, groupNo) =>
    [...new Set(terms)].map((term, position) => ({ groupNo, term, position })),
  );
  for (let from = 0; from < rows.length; from += 1000)
    await db.insert(searchSynonym).values(rows.slice(from, from + 1000));
}

async function load(
  engine: SearchEngine,
  schema: IndexSchema,
  lexicon: Lexicon,
  documents: ReturnType<ReturnType<typeof corpus>["documents"]>,
): Promise<number> {
  async function* projected() {
    for await (const document of documents) yield toSearchDoc(document, lexicon, 1);
  }
  return engine.rebuild(schema, projected());
}

const page = (q: string) => ({
  q,
  scope: published,
  facets: ["sourceKind", "region", "field", "org"],
  limit: 10,
});

async function measureQueries(
  ask: Ask,
  queries: readonly JudgedQuery[],
  judged: ReadonlyMap<string, Record<string, number>>,
  say: (line: string) => void,
) {
  for (const { q } of queries) await ask(page(q));
  const rows: { cls: string; ndcg: number; recall: number; zero: boolean }[] = [];
  const times: number[] = [];
  for (const { qid, q, cls } of queries) {
    const grades = judged.get(qid) ?? {};
    const started = performance.now();
    const found = await ask(page(q));
    times.push(performance.now() - started);
    const ids = found.hits.map((hit) => hit.id);
    const row = { cls, ndcg: ndcg10(ids, grades), recall: recall10(ids, grades), zero: ids.length === 0 };
    rows.push(row);
    if (row.ndcg < 0.8) {
      say(
        `${row.ndcg.toFixed(2)} ${cls} “${q}”${found.rewritten ? ` → “${found.rewritten}”` : ""} ${found.total.value}`,
      );
    }
  }
  const classes = [...new Set(rows.map((row) => row.cls))];
  const byClass = Object.fromEntries(
    classes.map((cls) => [cls, round(mean(rows.filter((row) => row.cls === cls).map((row) => row.ndcg)))]),
  );
  return {
    ndcg10: round(mean(rows.map((row) => row.ndcg))),
    recall10: round(mean(rows.map((row) => row.recall))),
    zeroRate: round(mean(rows.map((row) => Number(row.zero))), 4),
    byClass,
    p50: round(percentile(times, 0.5), 1),
    p99: round(percentile(times, 0.99), 1),
  };
}

async function isFilterRight(ask: Ask, expected: FilterCase): Promise<boolean> {
  const sort = expected.sort && {
    field: ourFieldNames[expected.sort[0]] ?? expected.sort[0],
    dir: expected.sort[1],
  };
  const found = await ask({
    q: expected.q,
    scope: toFilter(expected.filter),
    facets: ["sourceKind", "region", "field", "availability", "price"],
    ...(sort && { sort }),
    limit: 20,
  });
  const facetsRight = Object.entries(expected.facets).every(([name, counts]) => {
    const got = Object.fromEntries(
      (found.facets[ourFieldNames[name] ?? name] ?? []).map((f) => [f.value, f.count]),
    );
    return sameRecord(got, counts);
  });
  const range = found.stats.price;
  const rangeRight = !expected.priceStats
    ? range === undefined
    : range?.min === expected.priceStats.min && range.max === expected.priceStats.max;
  const top = expected.top?.map(([id]) => id);
  const topRight = !top || found.hits.map((hit) => hit.id).join() === top.join();
  return found.total.value === expected.total && facetsRight && rangeRight && topRight;
}

function sameRecord(a: Record<string, number>, b: Record<string, number>): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => a[name] === b[name]);
}
