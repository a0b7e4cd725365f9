import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type EmbeddedDatabase, startEmbedded } from "#db/embedded.ts";

let folder: string;
let home: string;
let running: EmbeddedDatabase | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kexiang-embedded-"));
  chmodSync(folder, 0o755);
  home = join(folder, "postgres");
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
  for (const path of [home, folder]) if (existsSync(path)) rmSync(realpathSync(path), { recursive: true });
});

async function start(): Promise<EmbeddedDatabase> {
  running = await startEmbedded(home);
  return running;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(text))];
  } finally {
    await sql.end();
  }
}

const pidFile = () => join(realpathSync(home), "data", "postmaster.pid");
const postmaster = () => Number(readFileSync(pidFile(), "utf8").split("\n")[0]);

describe("the embedded PostgreSQL", () => {
  test("is version 18, keeps its data between runs and leaves nothing running", async () => {
    const first = await start();
    expect(await query(first.url, "show server_version_num")).toEqual([
      { server_version_num: expect.stringMatching(/^18/) },
    ]);
    await query(first.url, "create table kept as select 7 as n");
    await first.stop();
    expect(existsSync(pidFile())).toBe(false);
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await query(second.url, "select n from kept")).toEqual([{ n: 7 }]);
  });

  test("asks for the password that only its owner can read", async () => {
    const { url } = await start();
    const wrong = new URL(url);
    wrong.password = "guessed";
    await expect(query(wrong.href, "select 1")).rejects.toMatchObject({ code: "28P01" });
  });

  test("is adopted when it already runs, as after a killed server", async () => {
    const first = await start();
    const pid = postmaster();
    const second = await startEmbedded(home);
    expect(second).toMatchObject({ adopted: true, url: first.url });
    expect(postmaster()).toBe(pid);
  });

  test("recovers what was committed before kill -9", async () => {
    const { url } = await start();
    await query(url, "create table kept as select 7 as n");
    process.kill(postmaster(), "SIGKILL");
    const again = await start();
    expect(await query(again.url, "select n from kept")).toEqual([{ n: 7 }]);
  });

  test("starts although its old process number now belongs to a stranger", async () => {
    await (await start()).stop();
    const stranger = spawn("sleep", ["60"]);
    writeFileSync(
      pidFile(),
      `${stranger.pid}\n${join(realpathSync(home), "data")}\n1\n5432\n\n127.0.0.1\n\nready\n`,
    );
    const again = await start();
    expect(again.adopted).toBe(false);
    expect(await query(again.url, "select 1 as n")).toEqual([{ n: 1 }]);
    stranger.kill();
  });

  test("does not mistake an interrupted initdb for a cluster", async () => {
    mkdirSync(join(home, "data.new", "base"), { recursive: true });
    writeFileSync(join(home, "data.new", "PG_VERSION"), "18\n");
    const { url } = await start();
    expect(await query(url, "select 1 as n")).toEqual([{ n: 1 }]);
    expect(existsSync(join(home, "data.new"))).toBe(false);
  });

  test.runIf(process.getuid?.() === 0)("works for root in a folder that nobody else may enter", async () => {
    chmodSync(folder, 0o700);
    const { url } = await start();
    expect(await query(url, "select 1 as n")).toEqual([{ n: 1 }]);
    expect(realpathSync(home)).toMatch(/^\/var\/lib\/kexiang\//);
  });
});
