import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { env } from "#app/runtime/env.server.ts";
import { type BenchTools, type Figure, isMet } from "#tests/bench/bench.ts";
import { benches } from "#tests/bench/index.ts";
import { withScratchDatabase } from "#tests/bench/scratch.ts";
import { printSearchResult } from "#tests/bench/search/print.ts";
import { benchSearch } from "#tests/bench/search/run.ts";
import { openDatabase } from "./database.ts";
import { runCommand } from "./lifetime.ts";

const known = benches.map(({ id }) => id).join(", ");
const usage = `npm run bench [-- ID…], with ID among ${known}; npm run bench -- search --corpus PREFIX [--engine embedded|meilisearch] [--synonyms all|corpus]`;
const results = "bench/results.json";

/**
 * `npm run bench`: measures everything beside its baselines, prints a table and writes it to `bench/results.json`.
 * With `search --corpus PREFIX` it measures the search engine on a judged corpus instead, with the synonyms that every market
 * begins with and the corpus's own, or only the latter. All in databases of its own.
 */
runCommand(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      corpus: { type: "string" },
      engine: { type: "string", default: "embedded" },
      synonyms: { type: "string", default: "all" },
    },
  });
  const say = (line: string) => console.error(line);
  const chosen = benches.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
  const strange = positionals.filter((id) => benches.every((bench) => bench.id !== id));
  if (strange.length > 0) throw new Error(`There is no bench ${strange.join(", ")}. Usage: ${usage}`);
  const { corpus, engine, synonyms } = values;
  if (corpus && positionals.join() !== "search") throw new Error(`Usage: ${usage}`);
  if (engine !== "embedded" && engine !== "meilisearch")
    throw new Error(`There is no engine ${engine}. Usage: ${usage}`);
  if (synonyms !== "all" && synonyms !== "corpus") throw new Error(`Usage: ${usage}`);
  if (engine === "meilisearch" && !corpus) throw new Error(`Usage: ${usage}`);
  const tools = { databaseUrl: await openDatabase(env(), { say }), say };
  await (corpus ? measureCorpus(corpus, { engine, synonyms }, tools) : measureAll(chosen, tools));
  return 0;
});

async function measureCorpus(
  corpus: string,
  { engine, synonyms }: { engine: "embedded" | "meilisearch"; synonyms: "all" | "corpus" },
  { databaseUrl, say }: BenchTools,
): Promise<void> {
  const server = engine === "meilisearch" ? configuredMeilisearch() : undefined;
  const result = await withScratchDatabase(databaseUrl, ({ db }) =>
    benchSearch(db, corpus, say, { synonyms, server }),
  );
  printSearchResult(result);
  console.log(JSON.stringify(result));
}

function configuredMeilisearch() {
  const { MEILI_URL: url, MEILI_API_KEY: apiKey } = env();
  if (!url) throw new Error("Configuration: MEILI_URL is missing: it says which Meilisearch to measure");
  return { url, apiKey };
}

async function measureAll(chosen: typeof benches, tools: BenchTools): Promise<void> {
  const all: ({ id: string } & Figure)[] = [];
  for (const { id, run } of chosen) {
    const figures = await run(tools);
    for (const figure of figures) console.log(lineOf(id, figure));
    all.push(...figures.map((figure) => ({ id, ...figure })));
  }
  mkdirSync("bench", { recursive: true });
  const report = { measuredAt: new Date().toISOString(), cores: cpus().length, figures: all };
  writeFileSync(results, `${JSON.stringify(report, undefined, 2)}\n`);
  tools.say(`Written to ${results}`);
}

function lineOf(id: string, figure: Figure): string {
  const { what, measured, baseline, ratio, goal } = figure;
  const limit = goal && ("atMost" in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`);
  const verdict = limit ? `${limit} ${isMet(figure) ? "ok" : "MISSED"}` : "";
  return [
    id.padEnd(10),
    what.padEnd(32),
    ratio.toFixed(2).padStart(6),
    verdict.padEnd(13),
    `${measured}; beside ${baseline}`,
  ].join("  ");
}
