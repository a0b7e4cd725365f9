import { test } from "./browser.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import { startServer, type TestServer } from "./server.ts";
import { StripeServer } from "./stripe-server/index.ts";

interface Paying {
  stripe: StripeServer;
  market: { database: TestDatabase; server: TestServer };
}

/** The market with payments by card, beside a Stripe of its own. */
export const cardTest = test.extend<object, Paying>({
  stripe: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const stripe = new StripeServer();
      await stripe.open();
      await use(stripe);
      await stripe.close();
    },
    { scope: "worker" },
  ],
  market: [
    async ({ stripe }, use) => {
      const database = await testDatabase({ seeded: true });
      // Everything is logged: what must not be in the log would be.
      const server = await startServer(database.url, { env: { ...stripe.environment, LOG_LEVEL: "trace" } });
      stripe.post.to = `${server.url}/webhooks/stripe`;
      await use({ database, server });
      await server.stop();
      await database.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});
