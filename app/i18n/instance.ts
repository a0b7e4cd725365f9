import { type BackendModule, createInstance, type i18n, type Resource, type ResourceLanguage } from "i18next";
import { initReactI18next } from "react-i18next";
import { formatDateTime, formatDuration, formatMoney, formatWait, zoneName } from "#app/components/format.ts";
import type { Locale } from "./locales.ts";

/**
 * An i18next instance for one language; an unknown key throws in tests by way of `console.error`. What `messages` lacks
 * is fetched by `backend`, and components wait for it.
 */
export function createTranslator(locale: Locale, messages: ResourceLanguage, backend?: BackendModule): i18n {
  const resources: Resource = { [locale]: messages };
  const instance = createInstance({
    lng: locale,
    resources,
    partialBundledLanguages: backend !== undefined,
    ns: Object.keys(messages),
    defaultNS: "common",
    fallbackLng: false,
    supportedLngs: [locale],
    initAsync: false,
    interpolation: { escapeValue: false },
    // The language of a document never changes, and every request's translator listens to the same events.
    react: { useSuspense: backend !== undefined, bindI18n: "", bindI18nStore: "" },
    saveMissing: true,
    missingKeyHandler: (_languages, namespace, key) =>
      console.error(`i18n: no message ${namespace}:${key} (${locale})`),
  });
  if (backend) instance.use(backend);
  instance.use(initReactI18next).init();
  // `{{minutes, duration}}` and `{{at, moment}}`: numbers and instants travel in problems without words.
  instance.services.formatter?.add("duration", (minutes) => formatDuration(Number(minutes), locale));
  instance.services.formatter?.add("wait", (seconds) => formatWait(Number(seconds), locale));
  instance.services.formatter?.add("money", (fen) => formatMoney(Number(fen)));
  instance.services.formatter?.add("moment", (at) => formatDateTime(String(at), locale));
  instance.services.formatter?.add("zone", (zone) => zoneName(String(zone), locale));
  return instance;
}
