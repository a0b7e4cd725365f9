import type { stripeCheckout } from "#db/schema/stripe.ts";

export type CheckoutRow = typeof stripeCheckout.$inferSelect;
