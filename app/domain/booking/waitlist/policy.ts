import type { Reason } from "#app/runtime/problem.ts";
import { type FacilityCalendar, freeSlots } from "../availability.ts";
import { addDays, localDate, startOfDay } from "../hours.ts";
import { contains, minutes, overlaps, type Span } from "../spans.ts";

/** What somebody waits for: `minutes` anywhere within `window`. */
export interface Wait {
  window: Span;
  minutes: number;
}

/** How things stand for somebody who wants to join. */
export interface JoinSituation {
  now: number;
  /** Null: the facility keeps no waiting list. */
  offerMinutes: number | null;
  horizonDays: number;
  /** Windows that the same person already waits for here. */
  own: readonly Span[];
}

const reason = (rule: string, params?: Reason["params"]): Reason =>
  params ? { rule, overridable: false, params } : { rule, overridable: false };

/** Every reason against joining; empty when one may. That the wanted time is taken is the command's to find out. */
export function reviewJoin(
  { wanted, wait }: { wanted: Span; wait: Wait },
  { now, offerMinutes, horizonDays, own }: JoinSituation,
): Reason[] {
  const found: (Reason | false)[] = [
    offerMinutes === null && reason("no_waiting_list"),
    !contains(wait.window, wanted) && reason("window_leaves_out"),
    wait.window.end - minutes(wait.minutes) <= now && reason("window_over"),
    wait.window.end > now + minutes((horizonDays + 1) * 1440) &&
      reason("window_beyond_horizon", { days: horizonDays }),
    own.some((other) => overlaps(other, wait.window)) && reason("already_waiting"),
  ];
  return found.filter((one) => one !== false);
}

/** How wide somebody waits: for exactly this time, for any that day, or three days either side. */
export const windowChoices = ["exact", "day", "days"] as const;
export type WindowChoice = (typeof windowChoices)[number];

const around = 3;

/** The window that a choice means for a wanted time, in whole local days, never beginning before `now`. */
export function windowOf(choice: WindowChoice, wanted: Span, zone: string, now: number): Span {
  if (choice === "exact") return { start: wanted.start, end: wanted.end };
  const reach = choice === "days" ? around : 0;
  const [first, last] = [localDate(wanted.start, zone), localDate(wanted.end - 1, zone)];
  return {
    start: Math.max(now, startOfDay(addDays(first, -reach), zone)),
    end: startOfDay(addDays(last, reach + 1), zone),
  };
}

/** The last moment at which an entry can still be served: when the wanted length no longer fits into its window. */
export const lastStart = ({ window, minutes: length }: Wait): number => window.end - minutes(length);

/** Until when an offer made at `now` stands: the facility's time to decide, or the start if that comes first. */
export const offerUntil = (offerMinutes: number, now: number, start: number): number =>
  Math.min(now + minutes(offerMinutes), start);

/**
 * The free times to offer somebody who waits, best first: the earliest of each local day. A rule that refuses one, a
 * day's quota say, may allow the next.
 */
export function candidates(
  calendar: FacilityCalendar,
  { window, minutes: length }: Wait,
  now: number,
): Span[] {
  const days = new Map<string, Span>();
  for (const { start, end } of freeSlots(calendar, window, length, now)) {
    const day = localDate(start, calendar.zone);
    if (end <= window.end && !days.has(day)) days.set(day, { start, end });
  }
  return [...days.values()];
}
