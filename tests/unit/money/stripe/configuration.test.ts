import { describe, expect, it } from "vitest";
import { readEnv } from "#app/runtime/env.server.ts";

const key = "sk_test_0123456789abcdef";
const secret = "whsec_0123456789abcdef";
const live = { STRIPE_SECRET_KEY: "sk_live_0123456789abcdef", STRIPE_WEBHOOK_SECRET: secret };

describe("payments by card", () => {
  it("are offered with a key and a signing secret, of Stripe unless another server is named", () => {
    const { stripe } = readEnv({ STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: secret });
    expect(stripe).toMatchObject({ base: "https://api.stripe.com", live: false });
    expect(readEnv(live)).toMatchObject({ stripe: { live: true }, demo: false });
    expect(readEnv({}).stripe).toBeNull();
    expect(readEnv({ STRIPE_SECRET_KEY: "", STRIPE_WEBHOOK_SECRET: "" }).stripe).toBeNull();
  });

  it.each([
    [{ STRIPE_SECRET_KEY: key }, "STRIPE_WEBHOOK_SECRET"],
    [{ STRIPE_WEBHOOK_SECRET: secret }, "STRIPE_SECRET_KEY"],
    [{ STRIPE_SECRET_KEY: "pk_test_0123456789abcdef", STRIPE_WEBHOOK_SECRET: secret }, "STRIPE_SECRET_KEY"],
    [{ STRIPE_SECRET_KEY: `${key} `, STRIPE_WEBHOOK_SECRET: secret }, "STRIPE_SECRET_KEY"],
    [{ STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: key }, "STRIPE_WEBHOOK_SECRET"],
    [{ STRIPE_API_BASE: "http://localhost:1" }, "STRIPE_API_BASE"],
    [
      { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: secret, STRIPE_API_BASE: "nowhere" },
      "STRIPE_API_BASE",
    ],
    [
      { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: secret, STRIPE_API_BASE: "http://a/v1" },
      "STRIPE_API_BASE",
    ],
    [{ ...live, STRIPE_API_BASE: "http://localhost:1" }, "STRIPE_API_BASE"],
    [{ ...live, DEMO: "on" }, "DEMO"],
  ])("do not start by halves: %o", (source, named) => {
    const words = (() => {
      try {
        return String(readEnv(source).stripe);
      } catch (error) {
        return error instanceof Error ? error.message : "";
      }
    })();
    expect(words.startsWith(`Configuration: ${named} is `)).toBe(true);
    expect(words).not.toContain("\n");
    expect(words).not.toMatch(/0123456789/);
  });
});
