import type { Deadline } from "#app/domain/deadline.ts";
import type { BookingState } from "#db/schema/vocabulary.ts";
import { dueTransition, effectiveState } from "#app/domain/booking/states.ts";

/** RFC 5545, 3.8.1.11. */
export type EventStatus = "CONFIRMED" | "TENTATIVE" | "CANCELLED";

const statuses: Record<BookingState, EventStatus> = {
  held: "TENTATIVE",
  pending: "TENTATIVE",
  confirmed: "CONFIRMED",
  in_use: "CONFIRMED",
  completed: "CONFIRMED",
  rejected: "CANCELLED",
  cancelled: "CANCELLED",
  expired: "CANCELLED",
  no_show: "CANCELLED",
};

const byState: Partial<Record<string, EventStatus>> = statuses;

/** How a calendar shows a booking in this state: not decided yet, taking place, or its time given up. */
export const statusOf = (state: string): EventStatus => byState[state] ?? "TENTATIVE";

export interface Versioned {
  state: string;
  version: number;
  deadline: Deadline | null;
  /** When anything last happened to it. */
  changedAt: Date;
}

/**
 * State, revision and time of the last change of a booking as a calendar sees them at `now`: what the clock has decided
 * counts as written at its time, with the revision that writing it down will give.
 */
export function revisionOf(
  row: Versioned,
  now: Date,
): { state: string; status: EventStatus; sequence: number; changedAt: Date } {
  const due = dueTransition(row, now) !== undefined;
  const state = effectiveState(row, now);
  return {
    state,
    status: statusOf(state),
    sequence: row.version - 1 + (due ? 1 : 0),
    changedAt: due && row.deadline ? row.deadline : row.changedAt,
  };
}

const day = 86_400_000;

/** How far back a feed reaches, and how long it keeps what was given up. */
export const pastMs = 90 * day;
export const cancelledMs = 30 * day;

/** Whether a feed still shows it: everything that stands, and for 30 days what was given up. */
export const isShown = (status: EventStatus, changedAt: Date, now: Date): boolean =>
  status !== "CANCELLED" || now.getTime() - changedAt.getTime() <= cancelledMs;
