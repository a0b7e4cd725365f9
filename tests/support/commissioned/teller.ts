import type { Locator, Page } from "@playwright/test";
import { hydrated } from "../browser.ts";
import { takeStep } from "../contract-steps.ts";
import type { Story } from "../story.ts";

export type Language = "en" | "zh-CN";
export type Person = "sme" | "tto" | "city" | "dongqian";

/** Who speaks what; `thorough`: refusals, the phone and accessibility are looked at too. */
export interface Telling {
  languages: Record<Person, Language>;
  thorough: boolean;
}

/** Somebody at the browser in their language. */
export interface Teller {
  page: Page;
  story: Story;
  main: Locator;
  thorough: boolean;
  /** Seats a person at the browser and opens a page. */
  as(person: Person, path: string): Promise<void>;
  go(path: string): Promise<void>;
  /** The words of whoever is at the browser. */
  say(zh: string, en: string): string;
  /** Unfolds the step that posts `intent`, fills its form and takes it. */
  take(intent: string, fill?: Record<string, string>, file?: string): Promise<void>;
}

export function tellerOf(page: Page, story: Story, { languages, thorough }: Telling): Teller {
  let language: Language = "zh-CN";
  const go = async (path: string) => {
    await page.goto(path);
    await hydrated(page);
  };
  return {
    ...{ page, story, thorough, go },
    main: page.getByRole("main"),
    as: async (person, path) => {
      language = languages[person];
      await story.as(page, person, language);
      await go(path);
    },
    say: (zh, en) => (language === "en" ? en : zh),
    take: (intent, fill = {}, file) => takeStep(page, intent, fill, file),
  };
}
