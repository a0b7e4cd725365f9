import type { Database } from "#db/client.ts";
import { searchSynonym } from "#db/schema/search.ts";
import { listingIndex } from "#search/documents.ts";
import { EmbeddedEngine } from "#search/embedded.ts";
import type { SearchRequest } from "#search/engine.ts";
import { initialThesaurus } from "#search/language/thesaurus.ts";
import { Words } from "#search/words.ts";
import { type Bench, type BenchTools, type Figure, rounds } from "../bench.ts";
import { withScratchDatabase } from "../scratch.ts";
import { marketDocuments } from "./market.ts";
import { marketRequests } from "./market-queries.ts";
import { percentile } from "./metrics.ts";

const sizes = [1_000, 10_000, 100_000];
const comparedWith = 10_000;
const requestCount = 240;

/** Full requests of the search page (10 hits, total, 8 facets) in markets of three sizes, each against the one of 10,000. */
export const search: Bench = { id: "search", run: (tools) => withMarkets(sizes, [], tools) };

interface Market {
  size: number;
  engine: EmbeddedEngine;
}

/** Opens one market after the other, so that all of them are measured in the same rounds. */
function withMarkets(
  [size, ...others]: readonly number[],
  markets: readonly Market[],
  tools: BenchTools,
): Promise<Figure[]> {
  if (size === undefined) return measure(markets, tools);
  return withScratchDatabase(tools.databaseUrl, async ({ db }) => {
    tools.say(`indexing ${size} listings`);
    return withMarkets(others, [...markets, { size, engine: await loadMarket(db, size) }], tools);
  });
}

/** An index of as many generated listings in an empty database. */
export async function loadMarket(db: Database, size: number): Promise<EmbeddedEngine> {
  const rows = initialThesaurus.flatMap((terms, groupNo) =>
    [...new Set(terms)].map((term, position) => ({ groupNo, term, position })),
  );
  for (let from = 0; from < rows.length; from += 1000)
    await db.insert(searchSynonym).values(rows.slice(from, from + 1000));
  const words = new Words(db);
  const engine = new EmbeddedEngine(db, [listingIndex], words);
  const lexicon = await words.lexicon();
  await engine.rebuild(
    listingIndex,
    (async function* () {
      yield* marketDocuments(size, lexicon);
    })(),
  );
  return engine;
}

async function measure(markets: readonly Market[], { say }: BenchTools): Promise<Figure[]> {
  const requests = marketRequests(requestCount);
  const times = new Map(markets.map(({ size }) => [size, { p50: [] as number[], p99: [] as number[] }]));
  for (const { engine } of markets) await timesOf(engine, requests);
  for (let round = 1; round <= rounds; round++) {
    for (const { size, engine } of markets) {
      const each = await timesOf(engine, requests);
      times.get(size)?.p50.push(percentile(each, 0.5));
      times.get(size)?.p99.push(percentile(each, 0.99));
    }
    say(`search: round ${round} of ${rounds}`);
  }
  return figuresOf(times);
}

async function timesOf(engine: EmbeddedEngine, requests: readonly SearchRequest[]): Promise<number[]> {
  const times: number[] = [];
  for (const request of requests) {
    const started = performance.now();
    await engine.search(request);
    times.push(performance.now() - started);
  }
  return times;
}

function figuresOf(times: ReadonlyMap<number, { p50: number[]; p99: number[] }>): Figure[] {
  const of = (size: number, name: "p50" | "p99") => percentile(times.get(size)?.[name] ?? [], 0.5);
  return sizes.flatMap((size) =>
    (["p50", "p99"] as const).map(
      (name): Figure => ({
        what: `${name} at ${size.toLocaleString("en")} listings`,
        measured: `${of(size, name).toFixed(1)} ms`,
        baseline: `${of(comparedWith, name).toFixed(1)} ms at ${comparedWith.toLocaleString("en")}`,
        ratio: of(size, name) / of(comparedWith, name),
        ...(size === 100_000 && name === "p99" && { goal: { atMost: 4 } }),
      }),
    ),
  );
}
