import type { i18n } from "i18next";
import { preload } from "react-dom";
import type { Locale } from "./locales.ts";
import { messagePath } from "./message-files.server.ts";
import { translatorFor } from "./translator.server.ts";

/**
 * The translator for rendering one document. Every namespace that the page uses goes into its head, from where
 * `entry.client.tsx` takes it: no list of them has to be kept anywhere.
 */
export function preloadingTranslator(locale: Locale): i18n {
  const used = new Set<string>();
  const translator: i18n = Object.create(translatorFor(locale));
  translator.reportNamespaces = {
    addUsedNamespaces: (namespaces) => {
      for (const namespace of namespaces) {
        if (typeof namespace !== "string" || used.has(namespace)) continue;
        used.add(namespace);
        preload(messagePath(locale, namespace), { as: "fetch", crossOrigin: "anonymous" });
      }
    },
    getUsedNamespaces: () => [...used],
  };
  return translator;
}
