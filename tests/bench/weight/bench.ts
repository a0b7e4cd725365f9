import { execFile } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { sql } from "drizzle-orm";
import type { Bench, Figure } from "../bench.ts";
import { withMarket } from "../http/servers.ts";

const root = join(import.meta.dirname, "../../..");
const atMost = 1.5;

/**
 * Compressed JavaScript that a page needs, against the smallest application of the same framework; for orientation also
 * with the words that its scripts show, of which that application has none.
 */
export const weight: Bench = {
  id: "weight",
  run: (tools) =>
    withMarket(tools, async (url, { db }) => {
      tools.say("building React and React Router alone");
      const bare = await bareBytes();
      const [first] = await db.execute<{ id: string }>(
        sql`select id from listing where kind = 'facility' and state = 'published' order by id limit 1`,
      );
      const figures: Figure[] = [];
      for (const [what, path] of [
        ["JavaScript of the search page", "/?q=SEM"],
        ["JavaScript of a facility page", `/facilities/${first?.id}`],
      ] as const) {
        const { modules, words } = await pageBytes(url, path);
        const beside = (what: string, bytes: number): Figure => ({
          ...{ what, measured: kB(bytes), baseline: kB(bare), ratio: bytes / bare },
        });
        figures.push({ ...beside(what, modules), goal: { atMost } });
        figures.push(beside(`${what}, with its words`, modules + words));
      }
      return figures;
    }),
};

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB Brotli`;

/** Bytes on the wire of everything that the page's scripts cannot do without: modules, and the words they show. */
async function pageBytes(url: string, path: string): Promise<{ modules: number; words: number }> {
  const page = await fetch(url + path, { headers: { "Accept-Language": "zh-CN" } });
  if (!page.ok) throw new Error(`${path} answers ${page.status}`);
  const needed = /<link rel="(?:modulepreload|preload)" href="([^"]+\.js(?:on)?)"/g;
  const files = new Set([...(await page.text()).matchAll(needed)].map(([, href = ""]) => href));
  const sum = async (ending: string): Promise<number> => {
    const ofKind = [...files].filter((file) => file.endsWith(ending));
    const sizes = await Promise.all(ofKind.map((file) => bytesOf(url + file)));
    return sizes.reduce((total, size) => total + size, 0);
  };
  return { modules: await sum(".js"), words: await sum(".json") };
}

async function bytesOf(url: string): Promise<number> {
  const answer = await fetch(url, { headers: { "Accept-Encoding": "br" } });
  await answer.arrayBuffer();
  const bytes = Number(answer.headers.get("Content-Length"));
  if (answer.headers.get("Content-Encoding") !== "br" || !(bytes > 0))
    throw new Error(`${url} is not sent as Brotli`);
  return bytes;
}

/** Builds the application in `bare/` as the framework builds it by default; its modules together. */
async function bareBytes(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "kexiang-weight-"));
  try {
    const build = join(root, "node_modules/.bin/react-router");
    await promisify(execFile)(process.execPath, [build, "build", join(import.meta.dirname, "bare")], {
      env: { ...process.env, WEIGHT_BUILD: folder, NODE_ENV: "production" },
    });
    const modules = globSync(join(folder, "client/assets/*.js")).filter(
      (file) => !file.includes("manifest-"),
    );
    if (modules.length === 0) throw new Error("nothing was built");
    return modules.reduce((sum, file) => sum + brotliCompressSync(readFileSync(file)).length, 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
