import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "#db/embedded.ts";
import { privateWords } from "./private-words.ts";

/** One process of the built application, as an operator runs it. */
export interface TestServer {
  url: string;
  process: ChildProcess;
  /** What it wrote so far. */
  output(): string;
  /** Ends it as `kill -TERM` does; returns its exit code. Throws when its log has said anything private. */
  stop(): Promise<number | null>;
}

interface Options {
  /** Demonstration accounts and the mailbox page. */
  demo?: boolean;
  env?: Record<string, string>;
  /** A free one unless given. */
  port?: number;
}

const readyWithinMs = 120_000;

const attempts = 5;

/** Starts a process of the built application on a database that is there already, and waits until it can serve. */
export async function startServer(databaseUrl: string, options: Options = {}): Promise<TestServer> {
  for (let attempt = 1; ; attempt++) {
    const server = launch(databaseUrl, options.port ?? (await freePort()), options);
    if (await isReady(server)) return server;
    server.process.kill("SIGKILL");
    // Somebody else may have found the same free port.
    const passing = options.port === undefined && server.output().includes("is used by another program");
    if (!passing || attempt === attempts)
      throw new Error(`the server did not become ready:\n${server.output()}`);
  }
}

function launch(databaseUrl: string, port: number, { demo = true, env = {} }: Options): TestServer {
  const dataDir = mkdtempSync(join(tmpdir(), "kexiang-server-"));
  const child = spawn(process.execPath, ["server.ts"], {
    env: {
      ...plainEnvironment(),
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      DEMO: demo ? "on" : "off",
      LOG_LEVEL: "warn",
      DATA_DIR: dataDir,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.once("exit", () => rmSync(dataDir, { recursive: true, force: true }));
  let written = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (written += chunk));
  return {
    url: `http://localhost:${port}`,
    process: child,
    output: () => written,
    stop: async () => {
      const code = await stop(child);
      // Whatever a test was about: nothing that it did may have left this behind.
      const found = privateWords(written);
      if (found.length > 0) throw new Error(`the log says what it must not:\n${found.join("\n")}`);
      return code;
    },
  };
}

/** Several processes on one database. */
export function startServers(
  count: number,
  databaseUrl: string,
  options: Options = {},
): Promise<TestServer[]> {
  return Promise.all(Array.from({ length: count }, () => startServer(databaseUrl, options)));
}

/** The environment without what would configure the application by accident. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { PATH, HOME, TMPDIR, LANG };
}

/** It says itself that it serves: on its port somebody else may answer. */
async function isReady({ url, process: child, output }: TestServer): Promise<boolean> {
  for (const end = Date.now() + readyWithinMs; Date.now() < end; await sleep(50)) {
    if (child.exitCode !== null) return false;
    if (!output().includes("Kexiang is ready")) continue;
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return true;
  }
  return false;
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  return child.exitCode;
}
