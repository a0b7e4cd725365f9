import { chmodSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "#db/embedded.ts";

/** What a lost test database is worth: nothing, so nothing waits for the disk. */
const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" };

export interface TestCluster {
  url: string;
  stop(): Promise<void>;
}

/** A PostgreSQL of its own in a folder of its own, both gone after `stop`. */
export async function startCluster(): Promise<TestCluster> {
  const directory = mkdtempSync(join(tmpdir(), "kexiang-test-"));
  // Another account runs PostgreSQL for root.
  chmodSync(directory, 0o755);
  const home = join(directory, "postgres");
  const embedded = await startEmbedded(home, { settings });
  return {
    url: embedded.url,
    stop: async () => {
      await embedded.stop();
      for (const path of [realpathSync(home), directory]) rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Vitest's and Playwright's set-up: the server named by `TEST_DATABASE_URL`, else one for this run alone. */
export default async function setUp(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_DATABASE_URL) return undefined;
  const cluster = await startCluster();
  process.env.TEST_DATABASE_URL = cluster.url;
  return cluster.stop;
}
