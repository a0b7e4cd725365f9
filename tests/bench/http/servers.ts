import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { freePort } from "#db/embedded.ts";
import type { Connection } from "#db/client.ts";
import { loadDemoMarket, loadReferenceData } from "#db/seed/index.ts";
import { rebuildIndex } from "#search/indexing.ts";
import { startServer } from "#tests/support/server.ts";
import { percentile } from "../search/metrics.ts";
import { withScratchDatabase } from "../scratch.ts";
import { type BenchTools, type Figure, rounds } from "../bench.ts";
import type { Load } from "./load.ts";

const clients = 4;
const seconds = 3;

/** Runs `work` against one process of the built application with the demonstration market. */
export function withMarket<T>(
  { databaseUrl, say }: BenchTools,
  work: (url: string, connection: Connection & { url: string }) => Promise<T>,
): Promise<T> {
  return withScratchDatabase(databaseUrl, async (connection) => {
    say("loading the demonstration market");
    const now = new Date();
    await loadReferenceData(connection.db);
    await loadDemoMarket(connection.db, { now });
    await rebuildIndex(connection.db, now);
    await connection.sql`vacuum analyze`;
    const server = await startServer(connection.url);
    try {
      return await work(server.url, connection);
    } finally {
      await server.stop();
    }
  });
}

/** Requests a second of `path`, against the same bytes served bare: as JSON, or as a page of the same elements. */
export async function againstBare(
  url: string,
  what: string,
  kind: "json" | "page",
  atLeast: number | undefined,
  say: (line: string) => void,
): Promise<Figure> {
  const answer = await fetch(url, { headers: { "Accept-Language": "zh-CN", "User-Agent": "kexiang-bench" } });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  const bytes = await answer.text();
  return withBare(bytes, async (bare) => {
    await requireSameSize(`${bare}/${kind}`, bytes.length);
    const ours: Load[] = [];
    const theirs: Load[] = [];
    await load(url);
    await load(`${bare}/${kind}`);
    for (let round = 1; round <= rounds; round++) {
      theirs.push(await load(`${bare}/${kind}`));
      ours.push(await load(url));
      say(`${what}: round ${round} of ${rounds}`);
    }
    return figureOf(what, ours, theirs, atLeast, Buffer.byteLength(bytes));
  });
}

/** A baseline that did less would flatter nobody but itself. */
async function requireSameSize(url: string, length: number): Promise<void> {
  const bare = (await (await fetch(url)).text()).length;
  if (Math.abs(bare - length) > length / 10)
    throw new Error(`the baseline has ${bare} characters, not ${length}`);
}

function figureOf(
  what: string,
  ours: Load[],
  theirs: Load[],
  atLeast: number | undefined,
  size: number,
): Figure {
  const errors = [...ours, ...theirs].reduce((sum, one) => sum + one.errors, 0);
  if (errors > 0) throw new Error(`${what}: ${errors} answers were not 200`);
  return {
    what: `${what} (${Math.round(size / 1024)} KiB)`,
    measured: inWords(ours),
    baseline: inWords(theirs),
    ratio: median(ours, "perSecond") / median(theirs, "perSecond"),
    ...(atLeast !== undefined && { goal: { atLeast } }),
  };
}

const median = (loads: readonly Load[], name: keyof Load): number =>
  percentile(
    loads.map((one) => one[name]),
    0.5,
  );

const inWords = (loads: readonly Load[]): string =>
  `${median(loads, "perSecond").toFixed(0)}/s, p50 ${median(loads, "p50").toFixed(1)} ms, p99 ${median(loads, "p99").toFixed(1)} ms`;

async function load(url: string): Promise<Load> {
  const script = join(import.meta.dirname, "load.ts");
  const child = spawn(process.execPath, [script, url, String(clients), String(seconds)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = await Promise.all([text(child.stdout), once(child, "exit")]);
  const result: Load = JSON.parse(said);
  return result;
}

/** Serves the same bytes bare while `work` runs. */
async function withBare<T>(bytes: string, work: (url: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "kexiang-bench-"));
  const file = join(folder, "answer");
  writeFileSync(file, bytes.replace(/^<!DOCTYPE html>/i, ""));
  const port = await freePort();
  const child = spawn(process.execPath, [join(import.meta.dirname, "bare.ts"), String(port), file], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  try {
    await ready(child);
    return await work(`http://127.0.0.1:${port}`);
  } finally {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ready(child: ChildProcess): Promise<void> {
  if (!child.stdout) throw new Error("no output");
  await Promise.race([
    once(child.stdout, "data"),
    once(child, "exit").then(() => {
      throw new Error("the bare server did not start");
    }),
  ]);
}
