import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Page } from "@playwright/test";
import { systemActor } from "#app/domain/context.ts";
import type { Context } from "#app/domain/context.ts";
import { test as base, expect, sessionFor } from "./browser.ts";
import { clockEnvironment, offsetIn, setOffset } from "./clock-file.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import { demoActor } from "./demo-actor.ts";
import { startServer, type TestServer } from "./server.ts";

const dayMs = 86_400_000;

/** A demonstration market whose server lives by a clock that the story moves. */
export interface Story {
  database: TestDatabase;
  server: TestServer;
  now(): Date;
  /** A calendar day that many days from the story's now, YYYY-MM-DD. */
  day(ahead: number): string;
  wait(days: number): void;
  /** The page's browser becomes that of a demonstration account, e.g. `sme`, in a language. */
  as(page: Page, mailbox: string, language: "en" | "zh-CN"): Promise<void>;
  /** What a demonstration account does without a browser. */
  context(mailbox: string): Promise<Context>;
  /** What the platform's own jobs do. */
  timer(): Context;
}

/** A market of its own: what other tests of the worker leave behind (a measure in force, a moved clock) is not in the story. */
export const test = base.extend<{ story: Story }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  story: async ({}, use) => {
    const database = await testDatabase({ seeded: true });
    const file = join(mkdtempSync(join(tmpdir(), "kexiang-clock-")), "offset");
    setOffset(file, 0);
    const server = await startServer(database.url, { env: clockEnvironment(file) });
    const now = () => new Date(Date.now() + offsetIn(file));
    const clock = { now };
    await use({
      ...{ database, server, now },
      day: (ahead) => new Date(now().getTime() + ahead * dayMs).toISOString().slice(0, 10),
      wait: (days) => setOffset(file, offsetIn(file) + days * dayMs),
      as: async (page, mailbox, language) => {
        const value = await sessionFor(database, `${mailbox}@demo.test`, now());
        await page.context().addCookies([
          { name: "kx_session", value, url: server.url, httpOnly: true },
          { name: "kx_lang", value: language, url: server.url },
        ]);
      },
      context: async (mailbox) => ({ db: database.db, clock, actor: await demoActor(database, mailbox) }),
      timer: () => ({ db: database.db, clock, actor: systemActor("clock") }),
    });
    await server.stop();
    await database.close();
    rmSync(dirname(file), { recursive: true });
  },
  baseURL: ({ story }, use) => use(story.server.url),
});

export { expect };
