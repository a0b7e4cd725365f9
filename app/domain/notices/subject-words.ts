import type { Locale } from "#app/i18n/locales.ts";
import { type Deadline, type Instant, lastInstant } from "../deadline.ts";
import { isShownTwice, offsetName, rangeOffsets } from "../clock-change.ts";

export interface Names {
  zh: string;
  en: string;
}

/** A name in the reader's language; Chinese where the English is missing. */
export const inLocale = ({ zh, en }: Names, locale: Locale): string => (locale === "en" ? en || zh : zh);

const localeTag = (locale: Locale): string => (locale === "en" ? "en-GB" : locale);

/**
 * `2026年12月1日 14:00–16:00`, in the zone of the place; both days where they differ. What ends at midnight ends at 24:00 of
 * the day before. Where the times alone do not say which they are, each has its offset, `01:00 GMT+1–01:30 GMT`.
 */
export function spanText(starts: Date, ends: Date, timeZone: string, locale: Locale): string {
  const midnight = timeText(ends, timeZone) === "00:00";
  const [begin, end] = withOffsets(
    [timeText(starts, timeZone), midnight ? "24:00" : timeText(ends, timeZone)],
    rangeOffsets(starts.getTime(), ends.getTime(), timeZone),
  );
  const firstDay = dayText(starts, timeZone, locale);
  const lastDay = dayText(midnight ? lastInstant(ends) : ends, timeZone, locale);
  const from = withTime(firstDay, begin, locale);
  return lastDay === firstDay ? `${from}–${end}` : `${from} – ${withTime(lastDay, end, locale)}`;
}

type Pair = [string, string];

const withOffsets = ([from, to]: Pair, offsets: Pair | undefined): Pair =>
  offsets ? [`${from} ${offsets[0]}`, `${to} ${offsets[1]}`] : [from, to];

const withTime = (day: string, time: string, locale: Locale): string =>
  `${day}${locale === "en" ? "," : ""} ${time}`;

/** `2026年12月1日 14:00`, in the zone of the place; with its offset where the clocks show that time twice. */
export function momentText(at: Instant, timeZone: string, locale: Locale): string {
  const offset = isShownTwice(at.getTime(), timeZone) ? ` ${offsetName(at.getTime(), timeZone)}` : "";
  return withTime(dayText(at, timeZone, locale), timeText(at, timeZone) + offset, locale);
}

const timeText = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "short", hourCycle: "h23" }).format(at);

/** `2026年12月1日`, `1 December 2026`, in the zone of the place. */
export const dayText = (at: Instant, timeZone: string, locale: Locale): string =>
  new Intl.DateTimeFormat(localeTag(locale), { timeZone, dateStyle: "long" }).format(at);

/** The last day on which an act is accepted, `2026年12月1日`, in the zone of the place. */
export const lastDayText = (deadline: Deadline, timeZone: string, locale: Locale): string =>
  dayText(lastInstant(deadline), timeZone, locale);

/** Until when an act is accepted, `2026年12月1日 14:00`; a whole day ends at `24:00` of itself. */
export function deadlineText(deadline: Deadline, timeZone: string, locale: Locale): string {
  const at = new Date(deadline.getTime());
  return timeText(at, timeZone) === "00:00"
    ? withTime(lastDayText(deadline, timeZone, locale), "24:00", locale)
    : momentText(at, timeZone, locale);
}
