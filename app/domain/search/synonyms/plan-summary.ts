import type { Doubt, LineError, Plan, PlannedEdit } from "./plan.ts";

/** So many lines of each kind are shown, the rest is counted. */
const mostShown = 50;

interface Shown<T> {
  items: T[];
  more: number;
}

/** A plan as its preview shows it. */
export interface PlanSummary {
  mark: string;
  added: number;
  changed: number;
  deleted: number;
  same: number;
  edits: Shown<PlannedEdit>;
  doubts: Shown<Doubt>;
  errors: Shown<LineError>;
}

/** Counts a plan and takes what a page can show of it. */
export function summaryOf({ edits, doubts, errors, same, mark }: Plan & { mark: string }): PlanSummary {
  const deleted = edits.filter(({ after }) => after.length === 0).length;
  const added = edits.filter(({ group }) => group === null).length;
  return {
    mark,
    added,
    deleted,
    changed: edits.length - added - deleted,
    same,
    edits: shown(edits),
    doubts: shown(doubts),
    errors: shown(errors),
  };
}

const shown = <T>(items: readonly T[]): Shown<T> => ({
  items: items.slice(0, mostShown),
  more: Math.max(0, items.length - mostShown),
});
