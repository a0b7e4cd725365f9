import { test } from "./browser.ts";
import { startServer } from "./server.ts";
import { StripeServer } from "./stripe-server/index.ts";

/** The market with payments by card, beside a Stripe of its own. */
export const cardTest = test.extend<object, { stripe: StripeServer }>({
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
  openServer: [
    ({ stripe }, use) =>
      use(async (url) => {
        // Everything is logged: what must not be in the log would be.
        const server = await startServer(url, { env: { ...stripe.environment, LOG_LEVEL: "trace" } });
        stripe.post.to = `${server.url}/webhooks/stripe`;
        return server;
      }),
    { scope: "worker" },
  ],
});
