import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { type Account, type Home, settleHome } from "./embedded-home.ts";
import { findRunning, type Postmaster, readPidFile, shutDown, startSeconds } from "./embedded-postmaster.ts";

export interface EmbeddedDatabase {
  url: string;
  /** It was running already: started by another command, or left behind by one that was killed. */
  adopted: boolean;
  /** Shuts PostgreSQL down: connections are cut, data is written. */
  stop(): Promise<void>;
}

interface Options {
  /** Server settings, e.g. `{ fsync: "off" }` for data that nobody will miss. */
  settings?: Record<string, string>;
  /** Where it is to listen, e.g. because others remember it from before; a free port unless given. */
  port?: number;
  /** Called before steps that take more than a moment. */
  say?: (step: string) => void;
}

const user = "kexiang";

/**
 * Runs the PostgreSQL that came from npm on `directory`, creating the cluster and the database when they are missing.
 * A server that runs there already is adopted; what a killed one left behind is cleared away.
 * It listens on a free port of 127.0.0.1, with a password that only the owner of `directory` can read.
 */
export async function startEmbedded(
  directory: string,
  { settings = {}, port: wanted, say = () => {} }: Options = {},
): Promise<EmbeddedDatabase> {
  const home = settleHome(directory, say);
  if (!existsSync(home.data)) {
    say("Creating the database");
    initialise(home);
  }
  const before = await findRunning(home);
  const { pid, port } = before ?? (await launch(home, settings, wanted));
  const password = readFileSync(home.password, "utf8").trim();
  const url = `postgres://${user}:${password}@127.0.0.1:${port}`;
  await ensureDatabase(`${url}/postgres`);
  return { url: `${url}/${user}`, adopted: before !== undefined, stop: () => shutDown(home, pid) };
}

const as = (account: Account | undefined) => (account ? { uid: account.uid, gid: account.gid } : {});

/** `initdb` beside the final place, so that an interrupted one is never mistaken for a cluster. */
function initialise(home: Home): void {
  const unfinished = `${home.data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(home.password, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  if (home.account) chownSync(home.password, home.account.uid, home.account.gid);
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const files = [`--pgdata=${unfinished}`, `--pwfile=${home.password}`];
  const done = spawnSync(
    join(home.bin, "initdb"),
    [...files, `--username=${user}`, "--auth=scram-sha-256", "--no-instructions", ...locale],
    { ...as(home.account), cwd: home.directory, encoding: "utf8" },
  );
  if (done.status !== 0)
    throw new Error(`PostgreSQL could not be set up in ${home.directory}: ${lastLine(done.stderr)}`);
  renameSync(unfinished, home.data);
}

/** Starts the server in a session of its own, so that Ctrl-C in the terminal reaches only us, and waits until it is ready. */
async function launch(home: Home, settings: Record<string, string>, wanted?: number): Promise<Postmaster> {
  const log = join(home.directory, "log");
  const all = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    log_min_messages: "warning",
    // The search index of 100,000 listings is read from memory.
    shared_buffers: "384MB",
    ...settings,
  };
  for (let attempt = 1; ; attempt++) {
    const port = wanted ?? (await freePort());
    const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const output = openSync(log, "w", 0o600);
    const child = spawn(join(home.bin, "postgres"), ["-D", home.data, "-p", String(port), ...flags], {
      ...as(home.account),
      cwd: home.directory,
      detached: true,
      stdio: ["ignore", output, output],
    });
    closeSync(output);
    child.unref();
    const ready = await untilReady(home, child);
    if (ready) return ready;
    child.kill("SIGQUIT");
    const said = readFileSync(log, "utf8");
    const passing = /still in use|could not bind|already exists/.test(said);
    if (!passing || attempt === 10)
      throw new Error(`PostgreSQL did not start: ${lastLine(said)} (all of it: ${log})`);
    await sleep(500);
  }
}

async function untilReady(home: Home, child: ChildProcess): Promise<Postmaster | undefined> {
  let ended = false;
  child.once("exit", () => {
    ended = true;
  });
  child.once("error", () => {
    ended = true;
  });
  for (const end = Date.now() + startSeconds * 1000; Date.now() < end && !ended; await sleep(25)) {
    const found = readPidFile(home);
    if (found?.ready && found.pid === child.pid) return found;
  }
  return undefined;
}

async function ensureDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const found = await sql`select 1 from pg_database where datname = ${user}`;
    if (found.length === 0) await sql`create database ${sql(user)}`;
  } finally {
    await sql.end();
  }
}

const lastLine = (text: string): string => text.trim().split("\n").at(-1) ?? "";

/**
 * A port of 127.0.0.1 that nobody listens on at this moment. Not one of those that systems lend to outgoing connections
 * (from 32768 on): one of these may be lent before it is used.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_768);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(false) : reject(error),
    );
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
