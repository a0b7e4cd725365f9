import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Home } from "./embedded-home.ts";

/** Recovery after a kill may take its time. */
export const startSeconds = 60;

/** PostgreSQL's first process, which owns the cluster. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

/** What `postmaster.pid` says: process on line 1, port on line 4, status on line 8. */
export function readPidFile({ data }: Home): Postmaster | undefined {
  const path = join(data, "postmaster.pid");
  const lines = existsSync(path) ? readOrNothing(path).split("\n") : [];
  if (lines.length < 4) return undefined;
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/** A file that may disappear while it is looked at. */
function readOrNothing(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** The server that runs on this cluster; waits for one that is starting or stopping. */
export async function findRunning(home: Home): Promise<Postmaster | undefined> {
  for (const end = Date.now() + startSeconds * 1000; Date.now() < end; await sleep(50)) {
    const found = readPidFile(home);
    if (!found) return undefined;
    const command = commandOf(found.pid);
    if (!command.includes(home.data)) {
      // The number now belongs to a stranger, which PostgreSQL would take for a running server.
      if (command !== "") rmSync(join(home.data, "postmaster.pid"), { force: true });
      return undefined;
    }
    if (found.ready) return found;
  }
  throw new Error(
    `PostgreSQL in ${home.directory} neither starts nor stops; see ${join(home.directory, "log")}`,
  );
}

/** The command line of a process; empty when there is none. */
function commandOf(pid: number): string {
  const path = `/proc/${pid}/cmdline`;
  if (existsSync(path)) return readOrNothing(path);
  return existsSync("/proc/self")
    ? ""
    : spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout;
}

/** Fast shutdown; when that takes too long, an immediate one, after which the next start recovers. */
export async function shutDown(home: Home, pid: number): Promise<void> {
  const runs = () => commandOf(pid).includes(home.data);
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    if (runs()) process.kill(pid, signal);
    for (const end = Date.now() + 15_000; Date.now() < end && runs(); ) await sleep(25);
  }
}
