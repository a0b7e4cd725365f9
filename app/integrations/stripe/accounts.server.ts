import type Stripe from "stripe";
import { ask, type StripeSettings } from "./client.server.ts";

export interface PayoutAccount {
  id: string;
  ready: boolean;
  submitted: boolean;
  /** What Stripe still wants to know, by its names. */
  missing: string[];
  organizationId: string | null;
}

const accountFrom = (account: Stripe.Account): PayoutAccount => ({
  id: account.id,
  ready: account.payouts_enabled,
  submitted: account.details_submitted,
  missing: account.requirements?.currently_due ?? [],
  organizationId: account.metadata?.organization ?? null,
});

/** Opens an account at Stripe for a provider, who then tells Stripe who it is on Stripe's own pages. */
export const openAccount = (settings: StripeSettings, organizationId: string, key: string) =>
  ask(settings, async ({ accounts }) => {
    const capabilities = { transfers: { requested: true } };
    const metadata = { organization: organizationId };
    const wish = { type: "express" as const, country: "CN", capabilities, metadata };
    return accountFrom(await accounts.create(wish, { idempotencyKey: key }));
  });

export const readAccount = (settings: StripeSettings, id: string) =>
  ask(settings, async ({ accounts }) => accountFrom(await accounts.retrieve(id)));

/** An address, good once and for minutes, at which the account's owner goes on with what Stripe wants to know. */
export const linkToOnboarding = (
  settings: StripeSettings,
  wish: { account: string; returnUrl: string; refreshUrl: string },
) =>
  ask(settings, async ({ accountLinks }) => {
    const { account, returnUrl: return_url, refreshUrl: refresh_url } = wish;
    const link = await accountLinks.create({ account, type: "account_onboarding", return_url, refresh_url });
    return link.url;
  });
