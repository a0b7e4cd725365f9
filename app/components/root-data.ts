import { useRouteLoaderData } from "react-router";
import type { ShellData } from "#app/domain/notices/shell.server.ts";
import type { Locale } from "#app/i18n/locales.ts";

/** What every page needs to know, as the root route loads it. */
export interface RootData {
  locale: Locale;
  theme: "light" | "dark" | "system";
  demo: boolean;
  baseUrl: string;
  /** Whether cards are taken. */
  cards: boolean;
  shell: ShellData;
}

/** Absent on a page whose root could not load it. */
export const useRootData = (): RootData | undefined => useRouteLoaderData<RootData>("root");
