import type { i18n } from "i18next";
import { messages as en } from "./en/index.ts";
import { createTranslator } from "./instance.ts";
import type { Locale } from "./locales.ts";
import { messages as zh } from "./zh-CN/index.ts";

const translators: Record<Locale, i18n> = {
  "zh-CN": createTranslator("zh-CN", zh),
  en: createTranslator("en", en),
};

/** The server's translator for a language; shared by all requests because it holds no state of any. */
export const translatorFor = (locale: Locale): i18n => translators[locale];
