import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "#db/embedded.ts";

/** `npm start` without npm: `bin/start.mjs` on a folder of its own, from nothing to killed and back. */
let folder: string;
let port: number;
const started: Launch[] = [];

interface Launch {
  process: ChildProcess;
  output(): string;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "kexiang-start-"));
  chmodSync(folder, 0o755);
  port = await freePort();
});

afterAll(async () => {
  await Promise.all(started.map(stop));
  for (const path of [realpathSync(join(folder, "postgres")), folder])
    rmSync(path, { recursive: true, force: true });
});

function launch(env: Record<string, string> = {}): Launch {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ["bin/start.mjs"], {
    env: { PATH, HOME, PORT: String(port), DATA_DIR: folder, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let written = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      written += chunk;
    });
  }
  const launched = { process: child, output: () => written };
  started.push(launched);
  return launched;
}

async function ready(launched: Launch): Promise<Launch> {
  while (!launched.output().includes("Kexiang is ready")) {
    if (launched.process.exitCode !== null) throw new Error(launched.output());
    await sleep(50);
  }
  return launched;
}

async function stop({ process: child }: Launch): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  return child.exitCode;
}

/** The process that `bin/start.mjs` handed over to. */
const childOf = ({ process: { pid } }: Launch): number =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8"));

async function ended(launched: Launch): Promise<[code: number | null, output: string]> {
  if (launched.process.exitCode === null) await once(launched.process, "close");
  return [launched.process.exitCode, launched.output()];
}

const lastLine = (text: string): string => text.trim().split("\n").at(-1) ?? "";

describe("npm start", { timeout: 180_000 }, () => {
  test("prepares everything from nothing, prints where and who, and stops in order", async () => {
    const first = await ready(launch());
    expect(first.output()).toContain(`http://localhost:${port}`);
    expect(first.output()).toContain("sme@demo.test");
    expect((await fetch(`http://localhost:${port}/`)).status).toBe(200);
    expect(await stop(first)).toBe(0);
  });

  test("needs no help after kill -9 of the server, and refuses a second one on the same data", async () => {
    const killed = await ready(launch());
    process.kill(childOf(killed), "SIGKILL");
    expect((await ended(killed))[0]).toBe(1);
    const again = await ready(launch());
    const [code, words] = await ended(launch({ PORT: String(await freePort()) }));
    expect(code).toBe(1);
    expect(words).toContain(`Another Kexiang is running on ${folder}`);
    expect((await fetch(`http://localhost:${port}/readyz`)).status).toBe(200);
    expect(await stop(again)).toBe(0);
  });

  test("says in one line that a stranger has the port", async () => {
    const stranger = createServer().listen(port, "127.0.0.1");
    const [code, words] = await ended(launch());
    expect(code).toBe(1);
    expect(lastLine(words)).toBe(
      `Port ${port} on 127.0.0.1 is used by another program. Stop it, or choose another PORT.`,
    );
    stranger.close();
  });

  test.each([
    ["PORT", "http"],
    ["BASE_URL", "market"],
    ["DATABASE_URL", "mysql://localhost/market"],
    ["DATABASE_URL", "postgres://127.0.0.1:1/market"],
    ["SMTP_URL", "mail.example.org"],
    ["WORKER", "yes"],
    ["TRUST_PROXY", "-1"],
    // Not even root can make a folder in a file.
    ["DATA_DIR", "package.json/data"],
    // Where the system says that nothing is there although the folder above exists.
    ["DATA_DIR", "/proc/kexiang/data"],
  ])("says in one line that %s=%s is wrong", async (name, value) => {
    const [code, words] = await ended(launch({ [name]: value }));
    expect(code).toBe(1);
    expect(words).not.toContain("    at ");
    expect(lastLine(words)).toMatch(new RegExp(`^Configuration: ${name} is wrong: `));
  });
});
