import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { TestCluster } from "../cluster.ts";
import { startServer, type TestServer } from "../server.ts";
import { type FastClock, fastEnvironment, fastNow } from "./fast-clock.ts";
import type { Blow } from "./history.ts";
import type { Random } from "./random.ts";

/** What a trial runs on: one PostgreSQL and several servers, each always at the same address. */
export interface System {
  cluster: TestCluster;
  clock: FastClock;
  servers: TestServer[];
}

export const startTrialServer = ({ cluster, clock }: Omit<System, "servers">, port?: number) =>
  startServer(cluster.url, { demo: false, port, env: fastEnvironment(clock) });

const fewest = 2;

/**
 * Deals blows until `over`, one at a time with some rest between, one of each kind at least; each is over when the system
 * is whole again.
 */
export async function dealBlows(system: System, random: Random, over: () => boolean): Promise<Blow[]> {
  const blows: Blow[] = [];
  while (blows.length < fewest || !over()) {
    await sleep(1_000 + random.below(2_500));
    const from = fastNow(system.clock);
    const what = blows.length < fewest ? blows.length : random.below(3);
    const name = what === 1 ? await crashDatabase(system) : await killServer(system, random);
    blows.push({ what: name, from, to: fastNow(system.clock) });
  }
  // What the last one left undone is done again, and what follows it is seen too.
  await sleep(1_500);
  return blows;
}

async function killServer(system: System, random: Random): Promise<string> {
  const at = random.below(system.servers.length);
  const server = system.servers[at];
  if (!server) throw new Error("no server to kill");
  const gone = once(server.process, "exit");
  server.process.kill("SIGKILL");
  await gone;
  await sleep(random.below(1_000));
  system.servers[at] = await startTrialServer(system, Number(new URL(server.url).port));
  return `server ${at} killed`;
}

async function crashDatabase({ cluster, servers }: System): Promise<string> {
  await cluster.crash();
  for (const server of servers) await untilWell(server);
  return "PostgreSQL stopped at once";
}

const patienceMs = 60_000;

/** A server whose database has come back serves again by itself. */
async function untilWell({ url, process: child, output }: TestServer): Promise<void> {
  let said = "nothing";
  for (const end = performance.now() + patienceMs; performance.now() < end; await sleep(50)) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    said = answer ? await answer.text() : "nothing";
  }
  throw new Error(`a server does not serve again although its database is back: ${said}\n${output()}`);
}
