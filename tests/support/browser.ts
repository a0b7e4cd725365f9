import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { startSession } from "#app/domain/identity/session.server.ts";
import { appUser, membership } from "#db/schema/identity.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import { startServer, type TestServer } from "./server.ts";

/** A seeded database of its own and a server of the built application on it. */
export interface Market {
  database: TestDatabase;
  server: TestServer;
}

/** Starts the server of a market on its database. */
type OpenServer = (databaseUrl: string) => Promise<TestServer>;

interface WorkerFixtures {
  openServer: OpenServer;
  /** The market of a file's tests. */
  marketOf(file: string): Promise<Market>;
}

interface Fixtures {
  /** One for the tests of a file in a worker: what other files leave behind is not in it, in whatever order they run. */
  market: Market;
  /** Signs the page's browser in as a demonstration account, e.g. `sme`; `now` where a server lives at another time. */
  signIn(mailbox: string, now?: Date): Promise<void>;
  /** What browsers report about the page: errors, refused scripts, mismatched markup. Fails the test. */
  complaints: string[];
}

/** Opens the market of the file whose tests run now, and closes that of the file before. */
async function marketsByFile(
  { openServer }: Pick<WorkerFixtures, "openServer">,
  use: (marketOf: WorkerFixtures["marketOf"]) => Promise<void>,
): Promise<void> {
  let open: (Market & { file: string }) | undefined;
  const close = async () => {
    const closing = open;
    open = undefined;
    await closing?.server.stop();
    await closing?.database.close();
  };
  await use(async (file) => {
    if (open?.file === file) return open;
    await close();
    const database = await testDatabase({ seeded: true });
    open = { file, database, server: await openServer(database.url) };
    return open;
  });
  await close();
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  openServer: [({}, use) => use((url) => startServer(url)), { scope: "worker" }],
  marketOf: [marketsByFile, { scope: "worker" }],
  market: [async ({ marketOf }, use, { file }) => use(await marketOf(file)), { timeout: 120_000 }],
  baseURL: ({ market }, use) => use(market.server.url),
  signIn: ({ market, context }, use) =>
    use(async (mailbox, now = new Date()) => {
      const value = await sessionFor(market.database, `${mailbox}@demo.test`, now);
      await context.addCookies([
        { name: "kx_session", value, url: market.server.url, httpOnly: true, sameSite: "Lax" },
      ]);
    }),
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        // The browser also complains of every answer above 399; those are for the tests to judge.
        const status = message.text().startsWith("Failed to load resource");
        if (message.type() === "error" && !status) complaints.push(message.text());
      });
      await use(complaints);
      expect(complaints, "the browser complained").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** The cookie's value of a new session of the account with this address, begun at `now`. */
export async function sessionFor({ db }: TestDatabase, email: string, now = new Date()): Promise<string> {
  const [row] = await db
    .select({ userId: appUser.id, membershipId: membership.id })
    .from(appUser)
    .innerJoin(membership, eq(membership.userId, appUser.id))
    .where(eq(appUser.email, email));
  if (!row) throw new Error(`there is no ${email} in the demonstration market`);
  return startSession(db, now, { ...row, device: "Chromium", ip: null });
}

/** Waits until the page's scripts have taken over from its markup. */
export async function hydrated(page: Page): Promise<void> {
  await page.locator("html[data-live]").waitFor({ state: "attached" });
}

/** Fails with every accessibility defect that axe finds on the page once nothing on it is busy. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  // Pages have no frames, so axe may run in the page alone ("legacy"): half the time of asking each frame and summing up.
  expect(page.frames()).toHaveLength(1);
  // Only what is wrong: gathering what passes costs most of the time on a long page.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.html}`).join("\n")}`,
  );
  expect(found, `axe on ${page.url()}`).toEqual([]);
}

/** Each language and each theme once, for `test.describe` with `test.use(look)`: words and colours do not mix. */
export const looks = [
  { locale: "zh-CN", colorScheme: "light" },
  { locale: "en", colorScheme: "dark" },
] as const;
