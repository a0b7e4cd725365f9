import type { Locale } from "#app/i18n/locales.ts";

export interface Names {
  zh: string;
  en: string;
}

/** A name in the reader's language; Chinese where the English is missing. */
export const inLocale = ({ zh, en }: Names, locale: Locale): string => (locale === "en" ? en || zh : zh);

const localeTag = (locale: Locale): string => (locale === "en" ? "en-GB" : locale);

/** `2026年12月1日 14:00–16:00`, in the zone of the place. */
export function spanText(starts: Date, ends: Date, timeZone: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(localeTag(locale), {
    timeZone,
    dateStyle: "long",
    timeStyle: "short",
    hourCycle: "h23",
  });
  return format.formatRange(starts, ends);
}

/** `2026年12月1日 14:00`, in the zone of the place. */
export const momentText = (at: Date, timeZone: string, locale: Locale): string =>
  new Intl.DateTimeFormat(localeTag(locale), {
    timeZone,
    dateStyle: "long",
    timeStyle: "short",
    hourCycle: "h23",
  }).format(at);

/** `2026年12月1日`, in the zone of the place. */
export const dayText = (at: Date, timeZone: string, locale: Locale): string =>
  new Intl.DateTimeFormat(localeTag(locale), { timeZone, dateStyle: "long" }).format(at);
