import { minutes, type Span } from "../booking/spans.ts";

/** One thing that an instrument's meter said. */
export interface Reading {
  kind: "on" | "off" | "counter";
  at: number;
}

/**
 * An instrument that has been off for so long is out of use: shorter gaps are restarts, changes of filament or sample.
 * The figure is ours; the meters' makers leave it to the operator.
 */
export const debounceMinutes = 10;

/** A time of use by the meter. `end` null: it is on. */
export interface MeterSession {
  start: number;
  end: number | null;
}

/**
 * The times of use that readings tell of, in whatever order they came: from `on` to `off`, short gaps joined. A second
 * `on` or `off` in a row says nothing new; counters say nothing about times.
 */
export function sessionsOf(readings: readonly Reading[]): MeterSession[] {
  const sessions: MeterSession[] = [];
  const switched = readings.filter(({ kind }) => kind !== "counter").toSorted(inOrder);
  for (const { kind, at } of switched) {
    const last = sessions.at(-1);
    const running = last && last.end === null;
    if (kind === "off") {
      if (running) last.end = at;
    } else if (!running) {
      if (last?.end != null && at - last.end < minutes(debounceMinutes)) last.end = null;
      else sessions.push({ start: at, end: null });
    }
  }
  return sessions;
}

/** At one instant `off` comes before `on`: an instrument that is switched over goes on. */
const inOrder = (a: Reading, b: Reading): number =>
  a.at - b.at || (a.kind === b.kind ? 0 : a.kind === "off" ? -1 : 1);

/** When a session is over for good: its instrument has been off for the debounce; null while it may go on. */
export const settledEnd = ({ end }: MeterSession, now: number): number | null =>
  end !== null && now - end >= minutes(debounceMinutes) ? end : null;

/** Whether a booking accounts for a session: they share some time, its early check-in included. */
export const accountsFor = (booking: Span, { start, end }: MeterSession, now: number): boolean =>
  booking.start - minutes(15) < (end ?? now) && start < booking.end;
