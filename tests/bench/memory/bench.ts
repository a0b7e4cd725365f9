import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { loadDemoMarket, loadReferenceData } from "#db/seed/index.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import type { Bench } from "../bench.ts";
import { multiplyFacilities } from "../http/multiply.ts";
import { withScratchDatabase } from "../scratch.ts";

const listings = 10_000;
const requests = 10_000;
const clients = 8;
const quarters = 4;
const words = ["电镜", "质谱", "核磁", "检测", "SEM", "saomiao", "高效液相", "材料", "XRD", "电池"];

/**
 * What the HTTP process keeps in memory after 10,000 requests of searches, pages and calendars, none like the one before,
 * beside what it kept when it had just answered its first. Between the quarters it shows whether it still grows.
 */
export const memory: Bench = {
  id: "memory",
  run: ({ databaseUrl, say }) =>
    withScratchDatabase(databaseUrl, async ({ db, url }) => {
      say(`making ${listings} facilities`);
      await loadReferenceData(db);
      await loadDemoMarket(db, { now: new Date() });
      await multiplyFacilities(db, listings);
      const paths = await pathsOf(db);
      const server = await startServer(url, { env: { WORKER: "off" } });
      try {
        await ask(server, paths.slice(0, clients));
        const first = residentKiB(server);
        const after: number[] = [];
        for (let quarter = 0; quarter < quarters; quarter++) {
          const size = requests / quarters;
          await ask(server, paths.slice(quarter * size, (quarter + 1) * size));
          after.push(residentKiB(server));
          say(`memory: ${(quarter + 1) * size} requests: ${mib(after.at(-1) ?? 0)}`);
        }
        const [half = 0, last = 0] = [after[quarters / 2 - 1], after.at(-1)];
        return [
          figureOf("after 10,000 requests, beside its first", last, first, 1.3),
          figureOf("after 10,000 requests, beside 5,000", last, half),
        ];
      } finally {
        await server.stop();
      }
    }),
};

const figureOf = (what: string, measured: number, baseline: number, atMost?: number) => ({
  ...{ what, measured: mib(measured), baseline: mib(baseline), ratio: measured / baseline },
  ...(atMost !== undefined && { goal: { atMost } }),
});

const mib = (kib: number): string => `${(kib / 1024).toFixed(0)} MiB`;

/** Pages and answers in turn, each another one. */
async function pathsOf(db: Database): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(
    sql`select id from listing where kind = 'facility' and state = 'published' order by id limit ${requests / 4}`,
  );
  const ids = rows.map(({ id }) => id);
  return Array.from({ length: requests }, (_, n) => {
    const id = ids[Math.floor(n / 4) % ids.length] ?? "";
    const q = encodeURIComponent(`${words[n % words.length]} ${n}`);
    const each = [`/?q=${q}`, `/api/v1/search?q=${q}`, `/facilities/${id}`, `/api/v1/listings/${id}`];
    return each[n % each.length] ?? "/";
  });
}

async function ask({ url }: TestServer, paths: readonly string[]): Promise<void> {
  const left = [...paths];
  const client = async () => {
    for (let path = left.pop(); path !== undefined; path = left.pop()) {
      const answer = await fetch(url + path, { headers: { "User-Agent": "kexiang-bench" } });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`memory: ${path} answers ${answer.status}`);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
}

function residentKiB({ process: child }: TestServer): number {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
}
