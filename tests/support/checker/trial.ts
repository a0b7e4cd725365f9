import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { connect } from "#db/client.ts";
import { migrate } from "#db/migrate.ts";
import { startCluster } from "../cluster.ts";
import { dealBlows, startTrialServer, type System } from "./blows.ts";
import { fastEnvironment } from "./fast-clock.ts";
import { type FinalState, readFinalState } from "./final-state.ts";
import { type Attempt, type Blow, readHistory } from "./history.ts";
import { randomFrom } from "./random.ts";
import type { Orders } from "./worker.ts";
import { makeWorld, type World } from "./world.ts";

const workerFile = fileURLToPath(new URL("./worker.ts", import.meta.url));

interface Options {
  seed: number;
  /** Real seconds during which clients act and blows fall; longer on a machine so slow that two blows need more. */
  seconds: number;
  /** How much faster the trial's clock goes than the real one. */
  speed: number;
  workers?: number;
  clientsEach?: number;
  servers?: number;
}

export interface Trial {
  history: Attempt[];
  blows: Blow[];
  final: FinalState;
}

/**
 * Runs a trial: workers of several clients each act at random on servers that are killed and a PostgreSQL that is stopped
 * while they do; in the end everything is up and what the database says is read. PostgreSQL writes to the disk as it does
 * in production.
 */
export async function runTrial(options: Options): Promise<Trial> {
  const cluster = await startCluster({ max_connections: "120", shared_buffers: "64MB" });
  const directory = mkdtempSync(join(tmpdir(), "kexiang-trial-"));
  try {
    await migrate(cluster.url);
    const connection = connect(cluster.url, 4);
    const world = await makeWorld({ ...connection, url: cluster.url }).finally(connection.close);
    const system: System = {
      cluster,
      clock: { epoch: Date.now(), speed: options.speed },
      servers: [],
    };
    return await runOn(system, world, directory, options);
  } finally {
    await cluster.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function runOn(
  system: System,
  world: World,
  directory: string,
  { seed, seconds, workers = 3, clientsEach = 3, servers = 2 }: Options,
): Promise<Trial> {
  const children: ChildProcess[] = [];
  try {
    const starting = Array.from({ length: servers }, async () =>
      system.servers.push(await startTrialServer(system)),
    );
    // All of them, so that none is left behind when another does not start.
    for (const started of await Promise.allSettled(starting))
      if (started.status === "rejected") throw started.reason;
    const urls = system.servers.map(({ url }) => url);
    const paths = Array.from({ length: workers }, (_, worker) => join(directory, `history-${worker}.jsonl`));
    for (const [worker, historyPath] of paths.entries()) {
      const numbers = Array.from({ length: clientsEach }, (_, client) => worker + client * workers);
      const orders: Orders = { seed, world, urls, historyPath, databaseUrl: system.cluster.url, numbers };
      children.push(startWorker(join(directory, `orders-${worker}.json`), orders, system));
    }
    const ends = children.map((child) => once(child, "exit"));
    await Promise.all(children.map(untilReady));
    for (const child of children) child.send("begin");
    const until = performance.now() + seconds * 1000;
    const blows = await dealBlows(system, randomFrom(seed), () => performance.now() >= until);
    for (const child of children) child.send("stop");
    for (const [code] of await inTime(Promise.all(ends)))
      if (code !== 0) throw new Error(`a worker of the trial ended with ${code}`);
    const final = await readAll(system.cluster.url);
    return { history: readHistory(paths), blows, final };
  } finally {
    for (const child of children) child.kill("SIGKILL");
    await Promise.all(system.servers.map((server) => server.stop()));
  }
}

/** Longer than anything may wait for the database or a server. */
const longestWaitMs = 120_000;

async function inTime<T>(ends: Promise<T>): Promise<T> {
  const late = new AbortController();
  const never = sleep(longestWaitMs, undefined, { signal: late.signal }).then(() => {
    throw new Error("a worker of the trial waits for an answer that does not come");
  });
  try {
    return await Promise.race([ends, never]);
  } finally {
    never.catch(() => undefined);
    late.abort();
  }
}

/** A worker that is going to read its orders, say so and wait for the word. */
function startWorker(path: string, orders: Orders, { clock }: System): ChildProcess {
  writeFileSync(path, JSON.stringify(orders));
  return fork(workerFile, [path], { env: { ...process.env, ...fastEnvironment(clock) }, execArgv: [] });
}

async function untilReady(child: ChildProcess): Promise<void> {
  const [said] = await Promise.race([once(child, "message"), once(child, "exit")]);
  if (said !== "ready") throw new Error(`a worker of the trial ended with ${said}`);
}

async function readAll(url: string): Promise<FinalState> {
  const { sql, close } = connect(url, 4);
  return readFinalState(sql).finally(close);
}
