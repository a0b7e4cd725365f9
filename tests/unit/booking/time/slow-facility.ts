import type { Opening } from "#app/domain/booking/hours.ts";
import type { Holiday } from "#app/domain/booking/opening-days.ts";
import { minutes, type Span } from "#app/domain/booking/spans.ts";
import { walk } from "../../../support/wall-clock.ts";

type Part = Omit<Opening, "weekday">;

/** What a provider has written about a facility's hours, and the state about the days. */
export interface Plan {
  weekly: readonly Opening[];
  exceptions: readonly { day: string; part: Part | { fromMinute: null; toMinute: null } }[];
  holidays: readonly Holiday[];
  closedOnHolidays: boolean;
  openOnMakeupDays: boolean;
}

/** The openings of one date, said as the help page says it. */
function openingsOn(plan: Plan, date: string, weekday: number): readonly Part[] {
  const own = plan.exceptions.filter(({ day }) => day === date);
  if (own.length > 0) return own.flatMap(({ part }) => (part.fromMinute === null ? [] : [part]));
  const holiday = plan.holidays.find(({ day }) => day === date);
  const of = (wanted: number) => plan.weekly.filter((opening) => opening.weekday === wanted);
  if (holiday && !holiday.working && plan.closedOnHolidays) return [];
  if (holiday?.working && weekday >= 6 && plan.openOnMakeupDays) return of(1);
  return of(weekday);
}

/** Minutes that are looked at together: every time in these tests, and every change of clocks, is a multiple of them. */
export const pace = 5;

/**
 * When a facility is open around `range`, found step by step. A step lies in an opening while the latest time
 * that the clock has shown that day does: a time that the clock skips has passed when it jumps, and what it shows a
 * second time opens or closes nothing again.
 */
export function modelOf(zone: string, range: Span, plan: Plan) {
  const found = new Map<string, Span>();
  const open = new Set<number>();
  let [today, latest] = ["", -1];
  // Two days before and after hold every opening that reaches into the range whole.
  for (const { at, date, weekday, minute } of walk(
    zone,
    range.start - minutes(2880),
    range.end + minutes(2880),
    pace,
  )) {
    latest = date === today ? Math.max(latest, minute) : minute;
    today = date;
    for (const [index, { fromMinute, toMinute }] of openingsOn(plan, date, weekday).entries()) {
      if (latest < fromMinute || latest >= toMinute) continue;
      open.add(at);
      const known = found.get(`${date} ${index}`);
      found.set(`${date} ${index}`, { start: known?.start ?? at, end: at + minutes(pace) });
    }
  }
  const openings = [...found.values()]
    .filter(({ start, end }) => start < range.end && end > range.start)
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  return { openings, isOpen: (at: number): boolean => open.has(at) };
}
