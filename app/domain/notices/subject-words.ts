import type { Locale } from "#app/i18n/locales.ts";

export interface Names {
  zh: string;
  en: string;
}

/** A name in the reader's language; Chinese where the English is missing. */
export const inLocale = ({ zh, en }: Names, locale: Locale): string => (locale === "en" ? en || zh : zh);

const localeTag = (locale: Locale): string => (locale === "en" ? "en-GB" : locale);

/** `2026年12月1日 14:00–16:00`, in the zone of the place; both days where they differ. What ends at midnight ends at 24:00 of the day before. */
export function spanText(starts: Date, ends: Date, timeZone: string, locale: Locale): string {
  const from = momentText(starts, timeZone, locale);
  const midnight = timeText(ends, timeZone) === "00:00";
  const lastDay = dayText(midnight ? new Date(ends.getTime() - 1) : ends, timeZone, locale);
  const time = midnight ? "24:00" : timeText(ends, timeZone);
  if (lastDay === dayText(starts, timeZone, locale)) return `${from}–${time}`;
  return `${from} – ${withTime(lastDay, time, locale)}`;
}

const withTime = (day: string, time: string, locale: Locale): string =>
  `${day}${locale === "en" ? "," : ""} ${time}`;

/** `2026年12月1日 14:00`, in the zone of the place. */
export const momentText = (at: Date, timeZone: string, locale: Locale): string =>
  withTime(dayText(at, timeZone, locale), timeText(at, timeZone), locale);

const timeText = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "short", hourCycle: "h23" }).format(at);

/** `2026年12月1日`, `1 December 2026`, in the zone of the place. */
export const dayText = (at: Date, timeZone: string, locale: Locale): string =>
  new Intl.DateTimeFormat(localeTag(locale), { timeZone, dateStyle: "long" }).format(at);
