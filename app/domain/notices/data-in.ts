import { type Locale, locales } from "#app/i18n/locales.ts";

export interface Kept {
  data: Record<string, string>;
  translated: Partial<Record<Locale, Record<string, string>>>;
}

/** The names and times in a notice, as they were when it was written, in the language in which it is read now. */
export const dataIn = ({ data, translated }: Kept, locale: Locale): Record<string, string> => ({
  ...data,
  ...translated[locale],
});

/** What is kept of a thing's words for a reader who may change the language. */
export function keptWords(words: (locale: Locale) => Record<string, string>, own: Locale): Kept {
  const data = words(own);
  const translated: Kept["translated"] = {};
  for (const locale of locales) {
    const otherwise = Object.entries(words(locale)).filter(([name, text]) => data[name] !== text);
    if (otherwise.length > 0) translated[locale] = Object.fromEntries(otherwise);
  }
  return { data, translated };
}
