import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { percentile } from "../search/metrics.ts";
import { type Figure, rounds } from "../bench.ts";
import type { Loaded, Order } from "./load.ts";
import { clients } from "./world.ts";

const script = fileURLToPath(new URL("./load.ts", import.meta.url));
/** What a load generator sends back. */
export const loaded = z.object({
  perSecond: z.number(),
  p50: z.number(),
  p99: z.number(),
  outcomes: z.record(z.string(), z.number()),
});

/** Lets `processes` load generators share the clients, and puts together what they measured. */
export async function load(order: Omit<Order, "clients">, processes: number): Promise<Loaded> {
  const children = Array.from({ length: processes }, () => fork(script));
  try {
    await Promise.all(children.map((child, at) => tell(child, orderFor(order, at, processes))));
    const parts = (await Promise.all(children.map((child) => tell(child, "go")))).map((said) =>
      loaded.parse(said),
    );
    return together(parts);
  } finally {
    for (const child of children) child.kill();
  }
}

function orderFor(order: Omit<Order, "clients">, at: number, processes: number): Order {
  const mine = Array.from({ length: clients }, (_, client) => client).filter(
    (client) => client % processes === at,
  );
  const { wish } = order;
  const share = wish.kind === "same" ? { ...wish, requests: wish.requests / processes } : wish;
  return { ...order, wish: share, clients: mine };
}

function together(parts: readonly Loaded[]): Loaded {
  const outcomes: Record<string, number> = {};
  for (const part of parts)
    for (const [name, count] of Object.entries(part.outcomes)) outcomes[name] = (outcomes[name] ?? 0) + count;
  return {
    perSecond: parts.reduce((sum, { perSecond }) => sum + perSecond, 0),
    p50: Math.max(...parts.map(({ p50 }) => p50)),
    p99: Math.max(...parts.map(({ p99 }) => p99)),
    outcomes,
  };
}

async function tell(child: ChildProcess, message: Order | "go"): Promise<unknown> {
  const answer = once(child, "message");
  child.send(message);
  const gone = once(child, "exit").then(() => {
    throw new Error("a load generator ended");
  });
  gone.catch(() => undefined);
  const [said] = await Promise.race([answer, gone]);
  return said;
}

/**
 * Rounds of both in turn, so that a slow minute of the machine hits both. `afterFirst` follows a round of each that is not
 * counted.
 */
export async function inTurn(
  what: string,
  say: (line: string) => void,
  ours: (round: number) => Promise<Loaded>,
  theirs: (round: number) => Promise<Loaded>,
  afterFirst?: () => Promise<unknown>,
): Promise<{ ours: Loaded[]; theirs: Loaded[] }> {
  const all = { ours: [] as Loaded[], theirs: [] as Loaded[] };
  await theirs(0);
  await ours(0);
  await afterFirst?.();
  for (let round = 1; round <= rounds; round++) {
    all.theirs.push(await theirs(round));
    all.ours.push(await ours(round));
    say(`${what}: round ${round} of ${rounds}: ${inWords(all.ours)} beside ${inWords(all.theirs)}`);
  }
  return all;
}

const median = (loads: readonly Loaded[], name: "perSecond" | "p50" | "p99"): number =>
  percentile(
    loads.map((one) => one[name]),
    0.5,
  );

const inWords = (loads: readonly Loaded[]): string =>
  `${median(loads, "perSecond").toFixed(0)}/s, p50 ${median(loads, "p50").toFixed(1)} ms, p99 ${median(loads, "p99").toFixed(1)} ms`;

export function figureOf(
  what: string,
  { ours, theirs }: { ours: Loaded[]; theirs: Loaded[] },
  atLeast?: number,
): Figure {
  return {
    what,
    measured: inWords(ours),
    baseline: inWords(theirs),
    ratio: median(ours, "perSecond") / median(theirs, "perSecond"),
    ...(atLeast !== undefined && { goal: { atLeast } }),
  };
}
