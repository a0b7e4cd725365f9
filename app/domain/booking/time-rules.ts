import { addDays, localDate, openingOccurrences } from "./hours.ts";
import { reason } from "../rule-codes.ts";
import type { Rule, Situation, Wish } from "./rules.ts";
import { contains, merge, minutes, type Span } from "./spans.ts";

const lengthOf = ({ start, end }: Span) => (end - start) / 60_000;

/** When a booking may be made: not too late, not too early. What has begun is not asked. */
export const momentRules: Rule[] = [
  ({ start }, { now }) => start < now && reason("in_past"),
  ({ start }, { now, rules }) =>
    start >= now &&
    start < now + minutes(rules.leadMinutes) &&
    reason("lead_time", { minutes: rules.leadMinutes }),
];

/** When and how long a booking may lie. */
export const timeRules: Rule[] = [
  ({ end }, { now, rules }) =>
    end > now + minutes(rules.horizonDays * 1440) && reason("horizon", { days: rules.horizonDays }),
  (wish, { rules }) =>
    lengthOf(wish) < rules.minMinutes && reason("too_short", { minutes: rules.minMinutes }),
  (wish, { rules }) => lengthOf(wish) > rules.maxMinutes && reason("too_long", { minutes: rules.maxMinutes }),
  (wish, { rules }) =>
    lengthOf(wish) % rules.stepMinutes !== 0 && reason("length_step", { minutes: rules.stepMinutes }),
  (wish, at) => {
    const hours = openingOccurrences(at.hours, at.zone, wish);
    if (!merge(hours).some((open) => contains(open, wish)))
      return reason("outside_hours", whyClosed(wish, at));
    const step = minutes(at.rules.stepMinutes);
    const onGrid = hours.some(
      ({ start, end }) => start <= wish.start && wish.start < end && (wish.start - start) % step === 0,
    );
    return !onGrid && reason("start_step", { minutes: at.rules.stepMinutes });
  },
  (_, { closure }) => closure !== null && reason("closed", { reason: closure }),
];

/** The first day of the wish that has hours of its own, and why; else it is the weekly hours. */
function whyClosed({ start, end }: Wish, { hours, zone }: Situation): { why: string; note: string } {
  const last = localDate(end - 1, zone);
  for (let date = localDate(start, zone); date <= last; date = addDays(date, 1)) {
    const own = hours.days[date];
    if (own)
      return { why: own.openings.length === 0 && own.why === "exception" ? "shut" : own.why, note: own.note };
  }
  return { why: "weekly", note: "" };
}
