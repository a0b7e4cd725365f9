import { eq } from "drizzle-orm";
import { appUser, membership, organization } from "#db/schema/identity.ts";
import type { Locator, Page } from "@playwright/test";
import { say as sayIn } from "#app/i18n/describe-problem.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { expect, hydrated } from "./browser.ts";
import type { TestDatabase } from "./database.ts";
import type { Story } from "./story.ts";

/** Who reads which language in a story of a case: those who handle it and who complained, and everybody else. */
export interface Tongues {
  office: Locale;
  outside: Locale;
}

/** Each part of the story once in each language. */
export const orders: readonly Tongues[] = [
  { office: "zh-CN", outside: "en" },
  { office: "en", outside: "zh-CN" },
];

/** An organisation of the demonstration market. */
export interface Accused {
  uscc: string;
  nameZh: string;
  nameEn: string;
}

/** The organisation that a demonstration account acts for. */
export async function organizationOf({ db }: TestDatabase, mailbox: string): Promise<Accused> {
  const [row] = await db
    .select({ uscc: organization.uscc, nameZh: organization.nameZh, nameEn: organization.nameEn })
    .from(organization)
    .innerJoin(membership, eq(membership.organizationId, organization.id))
    .innerJoin(appUser, eq(appUser.id, membership.userId))
    .where(eq(appUser.email, `${mailbox}@demo.test`));
  if (!row) throw new Error(`there is no ${mailbox}`);
  return row;
}

const officials = ["provider", "tto", "officer", "chair", "adjudicator"];

/** Tells the story of a case by pressing what the people of the demonstration market see, each in their language. */
export function teller(page: Page, story: Story, { office, outside }: Tongues) {
  let language = outside;
  const { url } = story.server;

  /** Words as the page's reader now reads them. */
  const say = (key: string, params: Record<string, string | number> = {}): string =>
    sayIn(translatorFor(language).t, key, params);

  /** The page becomes that of a demonstration account, at an address. */
  async function open(mailbox: string, path: string): Promise<void> {
    language = officials.includes(mailbox) ? office : outside;
    await story.as(page, mailbox, language);
    await page.goto(url + path);
    await hydrated(page);
  }

  /** The page becomes a visitor's, at an address of the public register. */
  async function openPublicly(path: string): Promise<void> {
    language = outside;
    await page.context().clearCookies();
    await page.goto(`${url}${path}?lang=${outside}`);
    await hydrated(page);
  }

  /** Presses a button that posts, and waits for the page that follows. */
  async function send(button: Locator, done = /done=/): Promise<void> {
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === "POST"),
      button.click(),
    ]);
    expect(answer.status()).toBeLessThan(400);
    await page.waitForURL(done);
  }

  /** Unfolds the step of the case that carries these words, fills its form and takes it. */
  async function take(act: string, fill: (form: Locator) => Promise<void> = async () => {}): Promise<void> {
    const words = say(`cases:act.${act}.do`);
    const summary = page.locator("details.confirm > summary").filter({ hasText: new RegExp(`^${words}$`) });
    await summary.click();
    const form = page.locator("details.confirm[open] form");
    await fill(form);
    await send(form.getByRole("button", { name: words, exact: true }));
  }

  /** Answers what stands on the page of the case beside its steps: a rectification, a request for repair, a publication. */
  async function answer(part: string, field: string, text: string): Promise<void> {
    await page.getByLabel(say(`cases:part.${field}`), { exact: true }).fill(text);
    await send(page.getByRole("button", { name: say(`cases:part.${part}`), exact: true }));
  }

  /** Ticks a measure and its term in the form of a step. */
  async function lay(form: Locator, kind: string, days: number): Promise<void> {
    const measure = say(`cases:measure.${kind}`);
    await form.getByRole("checkbox", { name: measure, exact: true }).check();
    await form.getByLabel(say("cases:daysOf", { measure })).fill(String(days));
  }

  /** Files a complaint about an organisation as a demonstration account, and returns where officers read the case. */
  async function accuse(mailbox: string, about: Accusation): Promise<string> {
    await open(mailbox, "/complaints/new");
    await page.getByLabel(say("cases:complaint.subject"), { exact: true }).fill(about.uscc);
    await page.getByLabel(say("cases:complaint.offence"), { exact: true }).selectOption(about.offence);
    await page.getByLabel(say("cases:complaint.title_"), { exact: true }).fill(about.title);
    await page.getByLabel(say("cases:complaint.account"), { exact: true }).fill(about.account);
    await page.getByLabel(say("cases:complaint.actFrom"), { exact: true }).fill(about.day);
    await page.locator("input[type=file]").setInputFiles(about.evidence ?? []);
    await page.getByRole("button", { name: say("cases:complaint.send"), exact: true }).click();
    await expect(page.getByRole("status")).toContainText(say("cases:complaint.sent"));
    await open("officer", "/oversight/cases");
    await page.getByRole("link", { name: about.title }).click();
    await page.waitForURL(/cases\/[0-9a-f-]{36}/);
    await hydrated(page);
    return new URL(page.url()).pathname;
  }

  return { open, openPublicly, send, take, answer, lay, accuse, say };
}

interface Accusation {
  uscc: string;
  offence: string;
  title: string;
  account: string;
  /** YYYY-MM-DD. */
  day: string;
  evidence?: { name: string; mimeType: string; buffer: Buffer }[];
}
