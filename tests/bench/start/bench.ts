import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "#db/client.ts";
import { freePort, startEmbedded } from "#db/embedded.ts";
import { type Bench, rounds } from "../bench.ts";
import { multiplyFacilities } from "../http/multiply.ts";
import { percentile } from "../search/metrics.ts";

const root = join(import.meta.dirname, "../../..");
const listings = 1_000;
const goalMs = 4_000;
const givenUpMs = 300_000;

/**
 * From `npm start` until `/readyz` says yes, on a folder that holds a market of 1,000 facilities already, beside an empty
 * Node and the start of the same PostgreSQL.
 */
export const start: Bench = {
  id: "start",
  run: async ({ say }) => {
    const folder = mkdtempSync(join(tmpdir(), "kexiang-bench-"));
    try {
      say("starting for the first time");
      await started(folder);
      await fill(folder);
      const times = { ours: [] as number[], theirs: [] as number[] };
      for (let round = 1; round <= rounds; round++) {
        times.theirs.push(await bare(folder));
        times.ours.push(await started(folder));
        say(`start: round ${round} of ${rounds}: ${inWords(times.ours)} beside ${inWords(times.theirs)}`);
      }
      const [ours, theirs] = [percentile(times.ours, 0.5), percentile(times.theirs, 0.5)];
      const said = { measured: inWords(times.ours) };
      return [
        {
          what: "second npm start until ready",
          ...said,
          baseline: "4 s, the promise",
          ratio: ours / goalMs,
          goal: { atMost: 1 },
        },
        {
          what: "the same",
          ...said,
          baseline: `${inWords(times.theirs)}, Node and PostgreSQL alone`,
          ratio: ours / theirs,
        },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const inWords = (times: readonly number[]): string => `${(percentile(times, 0.5) / 1000).toFixed(2)} s`;

const home = (folder: string): string => join(folder, "postgres");

async function fill(folder: string): Promise<void> {
  const embedded = await startEmbedded(home(folder));
  const { db, close } = connect(embedded.url, 2);
  await multiplyFacilities(db, listings);
  await close();
  await embedded.stop();
}

/** Milliseconds until ready; it is ended again. */
async function started(folder: string): Promise<number> {
  const port = String(await freePort());
  const { PATH, HOME } = process.env;
  const began = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: root,
    env: { PATH, HOME, PORT: port, DATA_DIR: folder, LOG_LEVEL: "warn" },
    stdio: "ignore",
    detached: true,
  });
  try {
    await untilReady(child, `http://localhost:${port}/readyz`);
    return performance.now() - began;
  } finally {
    await ended(child.pid ?? 0);
  }
}

/** Ends a group of processes, and returns when the last is gone: the server stops its PostgreSQL before it ends. */
async function ended(group: number): Promise<void> {
  for (let signal: NodeJS.Signals | 0 = "SIGTERM"; ; signal = 0) {
    try {
      process.kill(-group, signal);
    } catch {
      return;
    }
    await sleep(20);
  }
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  for (const end = Date.now() + givenUpMs; Date.now() < end; await sleep(20)) {
    if (child.exitCode !== null) break;
    const answer = await fetch(url).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
  }
  throw new Error("start: the server did not become ready");
}

async function bare(folder: string): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, ["-e", ""], { stdio: "ignore" });
  await once(child, "exit");
  const embedded = await startEmbedded(home(folder));
  const took = performance.now() - began;
  await embedded.stop();
  return took;
}
