import { localWeek, type Opening, openingOccurrences } from "./hours.ts";
import type { BookingRules } from "./policy.ts";
import { clip, contains, merge, minutes, type Span, subtract } from "./spans.ts";

/** One of a facility's numbered units and what already blocks it, buffers included. */
export interface UnitCalendar {
  id: string;
  number: number;
  blocked: readonly Span[];
}

/** All that decides when a facility is free. `blocked` must cover the asked range and its buffers. */
export interface FacilityCalendar {
  facilityId: string;
  zone: string;
  openings: readonly Opening[];
  rules: BookingRules;
  units: readonly UnitCalendar[];
}

export interface FreeSlot extends Span {
  unit: number;
  unitId: string;
}

/** When bookings may lie if they are made at `now`: from the lead time on, up to the horizon. */
export const bookableWindow = ({ leadMinutes, horizonDays }: BookingRules, now: number): Span => ({
  start: now + minutes(leadMinutes),
  end: now + minutes(horizonDays * 1440),
});

/** A booking's span with its buffers: what is written as blocked. */
export const withBuffers = (
  { bufferBeforeMinutes, bufferAfterMinutes }: BookingRules,
  { start, end }: Span,
): Span => ({
  start: start - minutes(bufferBeforeMinutes),
  end: end + minutes(bufferAfterMinutes),
});

/** Whether a booking of `span` may use `unit`: it and its buffers touch nothing blocked. */
export function isUnitFree(unit: UnitCalendar, rules: BookingRules, span: Span): boolean {
  const wanted = withBuffers(rules, span);
  return unit.blocked.every(({ start, end }) => end <= wanted.start || start >= wanted.end);
}

/** The stretches of `range` in which a booking of `unit` may lie, buffers of others and its own respected. */
export function freeSpans(calendar: FacilityCalendar, unit: UnitCalendar, range: Span, now: number): Span[] {
  const { openings, zone, rules } = calendar;
  const open = clip(merge(openingOccurrences(openings, zone, range)), range);
  const bookable = clip(open, bookableWindow(rules, now));
  const kept = unit.blocked.map(({ start, end }) => ({
    start: start - minutes(rules.bufferAfterMinutes),
    end: end + minutes(rules.bufferBeforeMinutes),
  }));
  return subtract(bookable, kept);
}

/** The instants in `range` at which a booking may start, by the grid of steps that begins with each opening. */
export function gridStarts({ openings, zone, rules }: FacilityCalendar, range: Span): number[] {
  const step = minutes(rules.stepMinutes);
  const starts = new Set<number>();
  for (const { start, end } of openingOccurrences(openings, zone, range)) {
    const first = start + Math.max(0, Math.ceil((range.start - start) / step)) * step;
    for (let at = first; at < Math.min(end, range.end); at += step) starts.add(at);
  }
  return [...starts].toSorted((a, b) => a - b);
}

/** The shortest booking that the rules allow: the minimum rounded up to whole steps. */
export const shortestMinutes = ({ minMinutes, stepMinutes }: BookingRules): number =>
  Math.ceil(minMinutes / stepMinutes) * stepMinutes;

/** Every slot of `length` minutes within `range` that can be booked as it is, one for each start: the first free unit. */
export function freeSlots(calendar: FacilityCalendar, range: Span, length: number, now: number): FreeSlot[] {
  const units = calendar.units.map((unit) => ({ unit, spans: freeSpans(calendar, unit, range, now), at: 0 }));
  return gridStarts(calendar, range).flatMap((start) => {
    const slot = { start, end: start + minutes(length) };
    for (const free of units) {
      while ((free.spans[free.at]?.end ?? Number.POSITIVE_INFINITY) <= start) free.at += 1;
      const span = free.spans[free.at];
      if (span && contains(span, slot)) return [{ ...slot, unit: free.unit.number, unitId: free.unit.id }];
    }
    return [];
  });
}

/** The `limit` free slots of the same length nearest to `wanted` in `range`, nearest first. */
export function nearestFree(
  calendar: FacilityCalendar,
  wanted: Span,
  range: Span,
  limit: number,
  now: number,
): FreeSlot[] {
  const length = Math.round((wanted.end - wanted.start) / 60_000);
  const away = ({ start }: Span) => Math.abs(start - wanted.start);
  return freeSlots(calendar, range, length, now)
    .toSorted((a, b) => away(a) - away(b) || a.start - b.start)
    .slice(0, limit);
}

/** The first `limit` free slots from `now` on, looking week by week until the horizon. */
export function nextFree(calendar: FacilityCalendar, length: number, limit: number, now: number): FreeSlot[] {
  const window = bookableWindow(calendar.rules, now);
  const found: FreeSlot[] = [];
  for (
    let week = localWeek(window.start, calendar.zone);
    week.start < window.end;
    week = localWeek(week.end, calendar.zone)
  ) {
    // A slot may begin in this week and end in the next.
    const reach = { start: week.start, end: week.end + minutes(length) };
    for (const slot of freeSlots(calendar, reach, length, now)) if (slot.start < week.end) found.push(slot);
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}
