import { Temporal } from "temporal-polyfill";
import { clip, minutes, type Span } from "./spans.ts";

/** Weekly opening in the facility's zone: ISO weekday 1–7, minutes after local midnight, half-open. */
export interface Opening {
  weekday: number;
  fromMinute: number;
  toMinute: number;
}

/** Hours of one local date in place of the weekly ones, and why: its own hours, a public holiday, a make-up day (调休). */
export interface DayHours {
  openings: readonly Omit<Opening, "weekday">[];
  why: "exception" | "holiday" | "makeup";
  note: string;
}

/** When a facility is open: every week, and on dates that differ. */
export interface OpeningHours {
  weekly: readonly Opening[];
  days: Readonly<Record<string, DayHours>>;
}

const zonedAt = (at: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

/** The calendar date at `at` in `zone`, `2026-11-24`. */
export const localDate = (at: number, zone: string): string => zonedAt(at, zone).toPlainDate().toString();

/** The instant at which `date` begins in `zone`. */
export const startOfDay = (date: string, zone: string): number =>
  Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;

export const addDays = (date: string, days: number): string =>
  Temporal.PlainDate.from(date).add({ days }).toString();

/** `text` if it is a calendar date, `2026-11-24`. */
export function readDate(text: string | undefined): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? "") ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return text !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
    ? text
    : undefined;
}

/** The Monday of the week that `date` lies in. */
export const mondayOf = (date: string): string => addDays(date, 1 - Temporal.PlainDate.from(date).dayOfWeek);

/** The local day around `at`: 23 to 25 hours where clocks change. */
export function localDay(at: number, zone: string): Span {
  const date = localDate(at, zone);
  return { start: startOfDay(date, zone), end: startOfDay(addDays(date, 1), zone) };
}

/** The local calendar month around `at`. */
export function localMonth(at: number, zone: string): Span {
  const first = Temporal.PlainDate.from(localDate(at, zone)).with({ day: 1 });
  const next = first.add({ months: 1 });
  return {
    start: first.toZonedDateTime(zone).epochMilliseconds,
    end: next.toZonedDateTime(zone).epochMilliseconds,
  };
}

/** The local week, Monday to Monday, around `at`: 167 to 169 hours where clocks change. */
export function localWeek(at: number, zone: string): Span {
  const monday = mondayOf(localDate(at, zone));
  return { start: startOfDay(monday, zone), end: startOfDay(addDays(monday, 7), zone) };
}

/**
 * The instant at which the wall clock first shows `minute` minutes after midnight, or has passed it: where the clock
 * jumps over that time, the jump; where it shows it twice, the first.
 */
function wallInstant(date: Temporal.PlainDate, minute: number, zone: string): number {
  const wall =
    minute === 1440
      ? date.add({ days: 1 }).toPlainDateTime()
      : date.toPlainDateTime().add({ minutes: minute });
  const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (earlier.toPlainDateTime().equals(wall)) return earlier.epochMilliseconds;
  return earlier.getTimeZoneTransition("next")?.epochMilliseconds ?? earlier.epochMilliseconds;
}

interface Remembered extends Span {
  zone: string;
  found: readonly Span[];
}

/** The last answer for each facility's hours: one calendar asks the same several times, and calendars may share them. */
const remembered = new WeakMap<OpeningHours, Remembered>();

/**
 * Every opening that touches `range`, whole and in order: the weekly ones, on dates with hours of their own those. Not
 * joined: each is also the origin of its own grid of steps.
 */
export function openingOccurrences(hours: OpeningHours, zone: string, { start, end }: Span): readonly Span[] {
  const known = remembered.get(hours);
  if (known && known.zone === zone && known.start === start && known.end === end) return known.found;
  const found = findOccurrences(hours, zone, { start, end });
  remembered.set(hours, { zone, start, end, found });
  return found;
}

function findOccurrences(hours: OpeningHours, zone: string, range: Span): Span[] {
  const dated = Object.keys(hours.days).length > 0;
  if ((hours.weekly.length === 0 && !dated) || range.start >= range.end) return [];
  const byWeekday = Map.groupBy(hours.weekly, ({ weekday }) => weekday);
  const found: Span[] = [];
  for (const { date, weekday, at } of daysIn(range, zone)) {
    const own = dated ? hours.days[date()] : undefined;
    for (const { fromMinute, toMinute } of own?.openings ?? byWeekday.get(weekday) ?? []) {
      const [start, end] = [at(fromMinute), at(toMinute)];
      if (start < end && start < range.end && end > range.start) found.push({ start, end });
    }
  }
  return found.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** A local day, and the instant of each of its minutes. */
interface LocalDay {
  date(): string;
  weekday: number;
  at(minute: number): number;
}

/** The local days that `range` touches. Where the clocks do not change in it, by arithmetic: a month of days is wanted often. */
function* daysIn(range: Span, zone: string): Generator<LocalDay> {
  const offset = steadyOffset(zone, { start: range.start - dayMs, end: range.end + dayMs });
  if (offset !== undefined) return yield* steadyDays(range, offset);
  const last = zonedAt(range.end, zone).toPlainDate();
  let date = zonedAt(range.start, zone).toPlainDate();
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const day = date;
    yield {
      date: () => day.toString(),
      weekday: day.dayOfWeek,
      at: (minute) => wallInstant(day, minute, zone),
    };
  }
}

const dayMs = minutes(1440);

function* steadyDays({ start, end }: Span, offset: number): Generator<LocalDay> {
  const last = Math.floor((end + offset) / dayMs);
  for (let day = Math.floor((start + offset) / dayMs); day <= last; day += 1) {
    yield {
      date: () => new Date(day * dayMs).toISOString().slice(0, 10),
      // 1 January 1970 was a Thursday.
      weekday: ((((day + 3) % 7) + 7) % 7) + 1,
      at: (minute) => day * dayMs + minutes(minute) - offset,
    };
  }
}

/** Between two changes of its clocks, each zone's distance to UTC; the stretch that was asked for last. */
const steady = new Map<string, Span & { offset: number }>();

/** Local time minus UTC in `zone`, in milliseconds, if it is the same throughout `range`. */
function steadyOffset(zone: string, range: Span): number | undefined {
  const known = steady.get(zone);
  if (known && known.start <= range.start && range.end < known.end) return known.offset;
  const from = zonedAt(range.start, zone);
  const end = from.getTimeZoneTransition("next")?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
  const found = { start: range.start, end, offset: from.offsetNanoseconds / 1_000_000 };
  steady.set(zone, found);
  return range.end < end ? found.offset : undefined;
}

/** Whole days of `range` in `zone`, with their dates; the first and last cut to the range. */
export function localDays(range: Span, zone: string): (Span & { date: string })[] {
  const days: (Span & { date: string })[] = [];
  for (let date = localDate(range.start, zone); ; date = addDays(date, 1)) {
    const start = startOfDay(date, zone);
    if (start >= range.end) return days;
    const [day] = clip([{ start, end: startOfDay(addDays(date, 1), zone) }], range);
    if (day) days.push({ ...day, date });
  }
}
