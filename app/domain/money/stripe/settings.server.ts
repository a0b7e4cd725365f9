import type { StripeSettings } from "#app/integrations/stripe/client.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { type Problem, refuse } from "#app/runtime/problem.ts";

/** Whether anything on screen may speak of cards. */
export const offersCards = (): boolean => env().stripe !== null;

export const noCards = (): Problem => ({ code: "cards_not_offered", status: 404 });

/** How to reach Stripe; refuses with `cards_not_offered` where it is not configured. */
export const stripe = (): StripeSettings => env().stripe ?? refuse(noCards());
