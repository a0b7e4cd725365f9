import type { Browser, Page } from "@playwright/test";
import { doors, type Things } from "../integration/access/doors.ts";
import type { Rule } from "../integration/access/expectations.ts";
import { everyone, type Walker } from "../integration/access/people.ts";
import { patterns } from "../integration/access/routes.ts";
import { findThings } from "../integration/access/things.ts";
import { test as base, expect, expectAccessible, hydrated, type Market } from "../support/browser.ts";

interface Walk {
  walkers: Walker[];
  things: Things;
}

const phone = { viewport: { width: 390, height: 844 } };
const desk = { width: 1440, height: 900 };

/** One tab for all pages of a worker: what they share is fetched and compiled once, as for a person. */
const tab = async ({ browser }: { browser: Browser }, use: (page: Page) => Promise<void>): Promise<void> => {
  const page = await browser.newPage({
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
    ...phone,
    colorScheme: "dark",
  });
  await use(page);
  await page.context().close();
};

/** The walks through the markets of this worker; a map, because each test is given its market anew. */
const walks = new WeakMap<Market, Promise<Walk>>();

async function beginWalk({ database }: Market): Promise<Walk> {
  const walkers = await everyone(database);
  const provider = walkers.find(({ name }) => name === "provider");
  if (!provider) throw new Error("no provider");
  return { walkers, things: await findThings(database, provider) };
}

const test = base.extend<{ walk: Walk }, { tab: Page }>({
  tab: [tab, { scope: "worker" }],
  context: async ({ tab: page }, use) => {
    await page.context().clearCookies();
    await use(page.context());
  },
  page: async ({ tab: page }, use) => {
    await use(page);
    // What this page still had to say is heard before the next test begins.
    await page.goto("about:blank");
    for (const event of ["console", "pageerror"] as const) page.removeAllListeners(event);
  },
  walk: async ({ market }, use) => {
    const walk = walks.get(market) ?? beginWalk(market);
    walks.set(market, walk);
    await use(await walk);
  },
});

/** Addresses that answer with a file or data instead of a page. */
const files = new Set([
  "/organization/statement.csv",
  "/organization/imports/export",
  "/organization/imports/:id/rejected.csv",
  "/organization/usage-report.csv",
  "/organization/booking-answers.csv",
  "/organization/payables.xlsx",
  "/organization/receivables.xlsx",
  "/organization/income.csv",
  "/organization/income.xlsx",
  "/organization/service-records.xlsx",
  "/organization/credit/certificate/:code/document",
  "/api/v1/openapi.json",
  "/api/v1/*",
  "/files/:id",
  "/cases/:id/files/:fileId",
  "/contracts/conversion.csv",
  "/contracts/milestones/:id",
  "/contracts/royalties/:id",
  "/contracts/:id/document.pdf",
  "/contracts/:id/files/:fileId",
  "/contracts/:id/registration.csv",
  "/calendar/:token.ics",
  "/bookings/:id/calendar.ics",
  "/sitemap.xml",
  "/sitemaps/:part",
  "/robots.txt",
  "/assessments/:year/ranking.csv",
  "/search.csv",
  "/statistics.csv",
  "/search.atom",
  "/credit.atom",
  "/api/v1/credit/register.csv",
  "/oversight/synonyms/export.csv",
  "/oversight/audit/export.csv",
  "/webhooks/stripe",
  "/oversight/vouchers/settlements.xlsx",
  "/oversight/vouchers/settlements.csv",
  "/oversight/budgets.xlsx",
]);

/** Who sees the most of a page: the last of those it lets in who acts for an organisation, else anybody. */
function readerOf(walkers: Walker[], get: Rule): Walker {
  const admitted = walkers.filter(({ actor }) => get(actor) === "in");
  const reader = admitted.findLast(({ name }) => name === "provider") ?? admitted.at(-1);
  if (!reader) throw new Error("a page that nobody may see");
  return reader;
}

const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

// axe reads every element of a long list twice; a machine that builds meanwhile needs longer than other tests.
test.describe.configure({ timeout: 120_000 });

/** Addresses that lead to the search for a kind: the same page as `/`. */
const redirects = new Set(["/facilities", "/technologies", "/services", "/demands"]);

const pages = (await patterns()).filter((pattern) => !files.has(pattern) && !redirects.has(pattern));

test.describe.configure({ mode: "parallel" });

/** With `LOOKS=all` every page is judged in everything on a desk and on a phone in both themes; that takes minutes more. */
const everyLook = process.env.LOOKS === "all";

// Each rule reads each page once, where most goes wrong: in English, by night, on a phone. The stories judge the desk, by day,
// in Chinese.
const languages = ["zh-CN", "en"] as const;

/** Judges the page as it is shown in one language, in the looks that are asked for; the tab is a phone by night. */
async function judge(page: Page, locale: (typeof languages)[number]): Promise<void> {
  await hydrated(page);
  await expect(page.locator("html")).toHaveAttribute("lang", locale);
  await expect(page).toHaveTitle(/\S/);
  expect(await overhang(page), "wider than a phone").toBeLessThanOrEqual(0);
  if (everyLook || locale === "en") await expectAccessible(page);
  if (everyLook) await judgeEveryLook(page);
}

async function judgeEveryLook(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  await expectAccessible(page);
  await page.setViewportSize(desk);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  await page.setViewportSize(phone.viewport);
}

for (const pattern of pages) {
  test(`${pattern}: accessible, whole on a phone, in both languages`, async ({
    page,
    context,
    market,
    walk,
  }) => {
    const door = doors(walk.things)[pattern];
    if (!door) throw new Error(`no door for ${pattern}`);
    const url = market.server.url;
    const [name, value] = (readerOf(walk.walkers, door.get).cookie ?? "").split("=", 2);
    if (name && value) await context.addCookies([{ name, value, url }]);
    for (const locale of languages) {
      await context.addCookies([{ name: "kx_lang", value: locale, url }]);
      await page.goto(door.at ?? pattern);
      await judge(page, locale);
    }
  });
}
