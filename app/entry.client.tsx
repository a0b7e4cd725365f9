import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { HydratedRouter } from "react-router/dom";
import { createTranslator } from "./i18n/instance.ts";

const messages = {
  "zh-CN": () => import("./i18n/zh-CN/index.ts"),
  en: () => import("./i18n/en/index.ts"),
};

async function hydrate() {
  const locale = document.documentElement.lang === "en" ? "en" : "zh-CN";
  const translator = createTranslator(locale, (await messages[locale]()).messages);
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
