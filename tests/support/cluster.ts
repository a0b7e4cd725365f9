import { chmodSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startEmbedded } from "#db/embedded.ts";
import { settleHome } from "#db/embedded-home.ts";
import { readPidFile } from "#db/embedded-postmaster.ts";

/** What a lost test database is worth: nothing, so nothing waits for the disk. */
const careless = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" };

export interface TestCluster {
  url: string;
  /** Ends it without a word to anybody (an immediate stop), and starts it again at the same address: it has to recover. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/** A PostgreSQL of its own in a folder of its own, both gone after `stop`. */
export async function startCluster(settings: Record<string, string> = careless): Promise<TestCluster> {
  const directory = mkdtempSync(join(tmpdir(), "kexiang-test-"));
  // Another account runs PostgreSQL for root.
  chmodSync(directory, 0o755);
  const home = join(directory, "postgres");
  const embedded = await startEmbedded(home, { settings });
  let running = embedded;
  return {
    url: embedded.url,
    crash: async () => {
      await endAtOnce(home);
      running = await startEmbedded(home, { settings, port: Number(new URL(embedded.url).port) });
    },
    stop: async () => {
      await running.stop();
      for (const path of [realpathSync(home), directory]) rmSync(path, { recursive: true, force: true });
    },
  };
}

async function endAtOnce(home: string): Promise<void> {
  const settled = settleHome(home, () => {});
  const { pid } = readPidFile(settled) ?? {};
  if (pid === undefined) throw new Error(`no PostgreSQL runs in ${home}`);
  process.kill(pid, "SIGQUIT");
  while (readPidFile(settled)?.pid === pid) await sleep(20);
}

/** Vitest's and Playwright's set-up: the server named by `TEST_DATABASE_URL`, else one for this run alone. */
export default async function setUp(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_DATABASE_URL) return undefined;
  const cluster = await startCluster();
  process.env.TEST_DATABASE_URL = cluster.url;
  return cluster.stop;
}
