import type { Deadline } from "#app/domain/deadline.ts";
import { type Grade, integrityGrade, usageScore } from "../usage-rules.ts";

export type EventChange = "revoke" | "repair" | "correct";

/** One event of a record as far as it settles grade and score. */
export interface CountedEvent {
  record: "usage" | "integrity";
  points: number;
  class: string | null;
  from: Date;
  until: Deadline | null;
  /** What ended it early, and from when. */
  change: { kind: EventChange; from: Date } | null;
}

export type EventState = "coming" | "counts" | "lapsed" | EventChange;

/** How an event stands at a moment: not begun, counting, lapsed by time, or ended before it by what became of it. */
export function eventState({ from, until, change }: CountedEvent, at: Date): EventState {
  if (from > at) return "coming";
  if (change && change.from <= at) return change.kind;
  return until && until <= at ? "lapsed" : "counts";
}

/** Grade and score at a moment, from the events alone. */
export function standingAt(events: readonly CountedEvent[], at: Date): { grade: Grade; score: number } {
  const counting = events.filter((event) => eventState(event, at) === "counts");
  const points = counting
    .filter(({ record }) => record === "usage")
    .reduce((sum, one) => sum + one.points, 0);
  const classes = counting.flatMap((event) => event.class ?? []);
  return {
    grade: integrityGrade(
      classes,
      events.some((event) => isRepaired(event, at)),
    ),
    score: usageScore(points),
  };
}

const isRepaired = (event: CountedEvent, at: Date): boolean =>
  event.class !== null && eventState(event, at) === "repair" && (event.until === null || event.until > at);

export interface HistoryPoint {
  at: Date;
  grade: Grade;
  score: number;
}

/** Grade and score at the end of each of the last `months` months, and now. */
export function historyOf(events: readonly CountedEvent[], now: Date, months: number): HistoryPoint[] {
  const ends = Array.from({ length: months }, (_, index) => monthsBefore(now, months - index));
  return [...ends, now].map((at) => ({ at, ...standingAt(events, at) }));
}

/** The first instant of the month that many months before, in UTC: a chart needs no more. */
const monthsBefore = (now: Date, count: number): Date =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count + 1, 1));
