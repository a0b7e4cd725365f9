import type { Locale } from "#app/i18n/locales.ts";

export interface Names {
  zh: string;
  en: string;
}

/** A name in the reader's language; Chinese where the English is missing. */
export const inLocale = ({ zh, en }: Names, locale: Locale): string => (locale === "en" ? en || zh : zh);

const localeTag = (locale: Locale): string => (locale === "en" ? "en-GB" : locale);

/** `2026年12月1日 14:00–16:00`, in the zone of the place; both days where they differ. */
export function spanText(starts: Date, ends: Date, timeZone: string, locale: Locale): string {
  const [from, to] = [momentText(starts, timeZone, locale), momentText(ends, timeZone, locale)];
  const oneDay = dayText(starts, timeZone, locale) === dayText(ends, timeZone, locale);
  return oneDay ? `${from}–${timeText(ends, timeZone)}` : `${from} – ${to}`;
}

/** `2026年12月1日 14:00`, in the zone of the place. */
export const momentText = (at: Date, timeZone: string, locale: Locale): string =>
  `${dayText(at, timeZone, locale)}${locale === "en" ? "," : ""} ${timeText(at, timeZone)}`;

const timeText = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "short", hourCycle: "h23" }).format(at);

/** `2026年12月1日`, `1 December 2026`, in the zone of the place. */
export const dayText = (at: Date, timeZone: string, locale: Locale): string =>
  new Intl.DateTimeFormat(localeTag(locale), { timeZone, dateStyle: "long" }).format(at);
