import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type postgres from "postgres";
import type { Outcome, Task } from "./tasks.ts";
import type { Heat } from "./worker.ts";

const worker = fileURLToPath(new URL("./worker.ts", import.meta.url));
const preload = (name: string): string[] => ["--import", new URL(name, import.meta.url).href];
const less = {
  lock: preload("./without-lock.ts"),
  guards: [...preload("./without-lock.ts"), ...preload("./without-guards.ts")],
};

/** Processes that race on one database, kept for many heats because starting one takes longer than a heat. */
export interface Racers {
  /** Runs `tasks` at once, each client on a connection of its own, and returns how each went. */
  race(now: string, tasks: readonly Task[]): Promise<Outcome[]>;
  stop(): void;
}

interface Options {
  processes?: number;
  /** They run the product without its lock, or also without comparing what they write with what they read. */
  without?: "lock" | "guards";
}

export function startRacers(url: string, { processes = 2, without }: Options = {}): Racers {
  const children = Array.from({ length: processes }, () =>
    fork(worker, [url], { execArgv: without ? less[without] : [] }),
  );
  return {
    race: async (now, tasks) => {
      // Dealt in turn, so that neighbours in `tasks` meet from different processes.
      const hands = children.map((_, at) => tasks.filter((_task, index) => index % processes === at));
      await Promise.all(children.map((child, at) => tell(child, { now, tasks: hands[at] ?? [] })));
      const answers = await Promise.all(children.map((child) => tell(child, "go")));
      return answers.flatMap((answer) => (isDone(answer) ? answer.outcomes : []));
    },
    stop: () => {
      for (const child of children) child.kill();
    },
  };
}

/** Sends a message and waits for the answer; fails when the process ends instead. */
async function tell(child: ChildProcess, message: Heat | "go"): Promise<unknown> {
  const over = new AbortController();
  const gone = once(child, "exit", { signal: over.signal }).then(([code]) => {
    throw new Error(`a racing process ended with ${code}`);
  });
  const answer = once(child, "message", { signal: over.signal });
  child.send(message);
  try {
    const [said] = await Promise.race([answer, gone]);
    return said;
  } finally {
    // The loser of the two must not stay behind as a listener, nor its end as a rejection nobody awaits.
    gone.catch(() => undefined);
    over.abort();
  }
}

const isDone = (answer: unknown): answer is { outcomes: Outcome[] } =>
  typeof answer === "object" && answer !== null && "outcomes" in answer;

/** How many pairs of owners share a unit at one instant: zero, or the invariant is broken. */
export async function doubleOwners(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from slot a join slot b
      on a.unit_id = b.unit_id and a.id < b.id and a.blocked && b.blocked
    where a.state in ('held', 'pending', 'confirmed', 'in_use', 'closed')
      and b.state in ('held', 'pending', 'confirmed', 'in_use', 'closed')`;
  return row?.n ?? 0;
}

/** How often each outcome came, for readable expectations. */
export function tally(outcomes: readonly Outcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

/** Whether a race that nothing guards is lost in one of ten rounds: chance may order a single one well. */
export async function sometime(lost: () => Promise<boolean>): Promise<boolean> {
  for (let round = 0; round < 10; round += 1) if (await lost()) return true;
  return false;
}
