import type Stripe from "stripe";
import { ask, idOf, type StripeSettings } from "./client.server.ts";

export interface Checkout {
  id: string;
  /** Where a person pays; null once the session is over. */
  url: string | null;
  status: "open" | "complete" | "expired";
  paid: boolean;
  amount: number;
  currency: string;
  paymentIntent: string | null;
  /** Stripe's charge behind it, where it was asked for. */
  charge: string | null;
  metadata: Record<string, string>;
}

export interface CheckoutWish {
  name: string;
  amount: number;
  currency: string;
  methods: readonly PaymentWay[];
  successUrl: string;
  cancelUrl: string;
  expiresAt: Date;
  locale: "zh" | "en";
  metadata: Record<string, string>;
}

export type PaymentWay = "card" | "alipay" | "wechat_pay";

const checkoutFrom = (session: Stripe.Checkout.Session): Checkout => ({
  id: session.id,
  url: session.url,
  status: statusOf(session.status),
  paid: session.payment_status === "paid",
  amount: session.amount_total ?? 0,
  currency: (session.currency ?? "").toUpperCase(),
  paymentIntent: idOf(session.payment_intent),
  charge:
    typeof session.payment_intent === "object" ? idOf(session.payment_intent?.latest_charge ?? null) : null,
  metadata: session.metadata ?? {},
});

function statusOf(status: string | null): Checkout["status"] {
  if (status === "complete") return "complete";
  return status === "expired" ? "expired" : "open";
}

/** Opens a page on which a person pays. `key` makes a repeated call the same call. */
export const openCheckout = (settings: StripeSettings, wish: CheckoutWish, key: string) =>
  ask(settings, async ({ checkout }) => {
    const { name, amount: unit_amount, metadata } = wish;
    const price_data = { currency: wish.currency.toLowerCase(), unit_amount, product_data: { name } };
    const inBrowser = { wechat_pay: { client: "web" as const } };
    const session = await checkout.sessions.create(
      {
        ...{ mode: "payment", line_items: [{ quantity: 1, price_data }] },
        ...{ payment_method_types: [...wish.methods], success_url: wish.successUrl },
        ...(wish.methods.includes("wechat_pay") ? { payment_method_options: inBrowser } : {}),
        ...{ cancel_url: wish.cancelUrl, locale: wish.locale, metadata },
        ...{ payment_intent_data: { metadata }, expires_at: Math.floor(wish.expiresAt.getTime() / 1000) },
      },
      { idempotencyKey: key },
    );
    return checkoutFrom(session);
  });

export const readCheckout = (settings: StripeSettings, id: string) =>
  ask(settings, async ({ checkout }) =>
    checkoutFrom(await checkout.sessions.retrieve(id, { expand: ["payment_intent"] })),
  );

/** Ends a page, so that nobody pays there any more. Refused when it is over already. */
export const endCheckout = (settings: StripeSettings, id: string) =>
  ask(settings, async ({ checkout }) => checkoutFrom(await checkout.sessions.expire(id)));

export interface PaymentIntent {
  id: string;
  succeeded: boolean;
  amount: number;
  currency: string;
  /** Stripe's charge behind it, which disputes and the balance name. */
  charge: string | null;
  metadata: Record<string, string>;
}

export const readIntent = (settings: StripeSettings, id: string) =>
  ask(settings, async ({ paymentIntents }): Promise<PaymentIntent> => {
    const intent = await paymentIntents.retrieve(id);
    return {
      ...{ id: intent.id, succeeded: intent.status === "succeeded", amount: intent.amount_received },
      ...{ currency: intent.currency.toUpperCase(), charge: idOf(intent.latest_charge) },
      metadata: intent.metadata,
    };
  });
