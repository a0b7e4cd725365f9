/** The part of a process table that a line needs. */
export interface LifecycleTable {
  initial: readonly string[];
  states: readonly string[];
  transitions: readonly { from: readonly string[]; to: string; name: string }[];
}

/** One entry of the audit log about the thing, oldest first. */
export interface LifecycleEntry {
  at: Date | string;
  toState: string | null;
  actorName?: string;
  reason?: string;
}

export interface LifecycleStep {
  state: string;
  phase: "past" | "current" | "ahead";
  at?: Date | string;
  by?: string;
  reason?: string;
}

/**
 * The way a thing has gone and the usual way it will go: what the log says, then, from where it stands, the first
 * transition of the table that leads on to a state not seen yet (tables list the usual outcome first).
 */
export function lifecycleSteps(
  table: LifecycleTable,
  entries: readonly LifecycleEntry[],
  current: string,
): LifecycleStep[] {
  const gone = entries.flatMap((entry): LifecycleStep[] =>
    entry.toState && table.states.includes(entry.toState)
      ? [
          {
            state: entry.toState,
            phase: "past",
            at: entry.at,
            by: entry.actorName,
            reason: entry.reason || undefined,
          },
        ]
      : [],
  );
  const settled = gone.filter((step, index) => step.state !== gone[index + 1]?.state);
  const last = settled.at(-1);
  if (last?.state === current) last.phase = "current";
  else settled.push({ state: current, phase: "current" });
  return [...settled, ...ahead(table, current, new Set(settled.map((step) => step.state)))];
}

function ahead(table: LifecycleTable, from: string, seen: Set<string>): LifecycleStep[] {
  const next = table.transitions.find(
    ({ from: states, to }) => states.includes(from) && table.states.includes(to) && !seen.has(to),
  )?.to;
  if (!next) return [];
  seen.add(next);
  return [{ state: next, phase: "ahead" }, ...ahead(table, next, seen)];
}
