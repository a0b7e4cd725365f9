import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { HydratedRouter } from "react-router/dom";
import { createTranslator } from "./i18n/instance.ts";
import { fetchMessages, remoteMessages } from "./i18n/remote-messages.ts";

/** `…/<namespace>.json` in the address of a file of words. */
const namespacePart = /\/([^/]+)\.json$/;

/** The addresses of the words that the server used for this page: it asked for them to be fetched ahead. */
function messagePaths(): string[] {
  const links = document.head.querySelectorAll('link[rel="preload"][href^="/messages/"]');
  return [...links].flatMap((link) => link.getAttribute("href") ?? []);
}

async function hydrate() {
  const locale = document.documentElement.lang === "en" ? "en" : "zh-CN";
  const paths = messagePaths();
  const messages = await Promise.all(
    paths.map(async (path) => [namespacePart.exec(path)?.[1] ?? "", await fetchMessages(path)] as const),
  );
  const [one = `/messages/latest/${locale}/common.json`] = paths;
  const pathOf = (namespace: string) => one.replace(namespacePart, `/${namespace}.json`);
  const translator = createTranslator(locale, Object.fromEntries(messages), remoteMessages(pathOf));
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={translator}>
          <HydratedRouter />
        </I18nextProvider>
      </StrictMode>,
    );
  });
}

void hydrate();
