import { formatDate } from "#app/components/format.ts";
import type { Locale } from "#app/i18n/locales.ts";

/** The last day of a period that ends with a day: a notice "until 5 December" runs to that day's midnight. */
export const lastDay = (end: Date, locale: Locale): string =>
  formatDate(new Date(end).getTime() - 1, locale, undefined, true);
