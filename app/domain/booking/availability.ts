import { localWeek, type OpeningHours, openingOccurrences } from "./hours.ts";
import type { BookingRules } from "./policy.ts";
import { clip, contains, merge, minutes, type Span, subtract } from "./spans.ts";

/** One of a facility's numbered units and what already blocks it, buffers included. */
export interface UnitCalendar {
  id: string;
  number: number;
  blocked: readonly Span[];
}

/** Another facility of which every booking needs a unit too. */
export interface RequiredCalendar {
  facilityId: string;
  units: readonly UnitCalendar[];
}

/** All that decides when a facility is free. `blocked` must cover the asked range and its buffers. */
export interface FacilityCalendar {
  facilityId: string;
  zone: string;
  hours: OpeningHours;
  rules: BookingRules;
  units: readonly UnitCalendar[];
  required?: readonly RequiredCalendar[];
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

/** A free unit of each required facility for `span`; undefined where one of them has none. */
export function requiredUnits(
  { required = [], rules }: Pick<FacilityCalendar, "required" | "rules">,
  span: Span,
): { facilityId: string; unit: UnitCalendar }[] | undefined {
  const found = required.flatMap(({ facilityId, units }) => {
    const unit = units.find((one) => isUnitFree(one, rules, span));
    return unit ? [{ facilityId, unit }] : [];
  });
  return found.length === required.length ? found : undefined;
}

/** The units that a booking of `span` may use, all that it requires being free too. */
export const freeUnitsFor = (calendar: FacilityCalendar, span: Span): UnitCalendar[] =>
  requiredUnits(calendar, span)
    ? calendar.units.filter((unit) => isUnitFree(unit, calendar.rules, span))
    : [];

/** The stretches of `range` in which a booking of `unit` may lie, buffers of others and its own respected. */
export function freeSpans(calendar: FacilityCalendar, unit: UnitCalendar, range: Span, now: number): Span[] {
  const { hours, zone, rules } = calendar;
  const open = clip(merge(openingOccurrences(hours, zone, range)), range);
  return subtract(clip(open, bookableWindow(rules, now)), keptClear(unit, rules));
}

/** What no booking may touch on `unit`, buffers around the booking counted in. */
const keptClear = (unit: UnitCalendar, rules: BookingRules): Span[] =>
  unit.blocked.map(({ start, end }) => ({
    start: start - minutes(rules.bufferAfterMinutes),
    end: end + minutes(rules.bufferBeforeMinutes),
  }));

/** The instants in `range` at which a booking may start, by the grid of steps that begins with each opening. */
export function gridStarts({ hours, zone, rules }: FacilityCalendar, range: Span): number[] {
  const step = minutes(rules.stepMinutes);
  const starts = new Set<number>();
  for (const { start, end } of openingOccurrences(hours, zone, range)) {
    const first = start + Math.max(0, Math.ceil((range.start - start) / step)) * step;
    for (let at = first; at < Math.min(end, range.end); at += step) starts.add(at);
  }
  return [...starts].toSorted((a, b) => a - b);
}

/** The shortest booking that the rules allow: the minimum rounded up to whole steps. */
export const shortestMinutes = ({ minMinutes, stepMinutes }: BookingRules): number =>
  Math.ceil(minMinutes / stepMinutes) * stepMinutes;

/** Tells whether `spans` hold a slot; to be asked for later and later slots only, so that it reads them once. */
function readerOf(spans: readonly Span[]): (slot: Span) => boolean {
  let at = 0;
  return (slot) => {
    while ((spans[at]?.end ?? Number.POSITIVE_INFINITY) <= slot.start) at += 1;
    const span = spans[at];
    return span !== undefined && contains(span, slot);
  };
}

/** Every slot of `length` minutes within `range` that can be booked as it is, one for each start: the first free unit. */
export function freeSlots(calendar: FacilityCalendar, range: Span, length: number, now: number): FreeSlot[] {
  const { rules, required = [] } = calendar;
  const own = calendar.units.map((unit) => ({
    unit,
    holds: readerOf(freeSpans(calendar, unit, range, now)),
  }));
  const others = required.map(({ units }) =>
    units.map((unit) => readerOf(subtract([range], keptClear(unit, rules)))),
  );
  return gridStarts(calendar, range).flatMap((start) => {
    const slot = { start, end: start + minutes(length) };
    const found = own.find(({ holds }) => holds(slot));
    if (!found || !others.every((units) => units.some((holds) => holds(slot)))) return [];
    return [{ ...slot, unit: found.unit.number, unitId: found.unit.id }];
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
