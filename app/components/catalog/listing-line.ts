import {
  type LifecycleEntry,
  type LifecycleStep,
  type LifecycleTable,
  lifecycleSteps,
} from "#app/components/lifecycle.ts";

/** The way of a listing so far and, while it is somebody's turn, the usual way to the market. */
export function listingLine(
  table: LifecycleTable & { owners: Partial<Record<string, string>> },
  trail: readonly LifecycleEntry[],
  state: string,
): LifecycleStep[] {
  const steps = lifecycleSteps(table, trail, state);
  const gone = steps.filter(({ phase }) => phase !== "ahead");
  if (table.owners[state] === undefined || state === "suspended") return gone;
  const ahead = steps.slice(gone.length);
  const rest = ahead.findIndex((step) => table.owners[step.state] === undefined);
  return [...gone, ...(rest < 0 ? ahead : ahead.slice(0, rest + 1))];
}
