import { z } from "zod";
import { openCheckout } from "#app/domain/money/stripe/checkout/open-checkout.server.ts";
import { fail, ok } from "#app/runtime/problem.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";

/** The same charge has one page at a time: asking again answers it again, so that it needs no idempotency key. */
const open = endpoint(
  {
    method: "POST",
    path: "/charges/{id}/checkout",
    tag: "charges",
    access: "charge.pay",
    params: z.strictObject({ id: z.uuid() }),
    body: z.strictObject({}),
    answer: z.strictObject({ url: z.url(), expiresAt: z.iso.datetime() }),
    problems: {
      ...{ cards_not_offered: 404, nothing_to_pay: 409, checkout_over: 409 },
      ...{ payments_refused: 422, held_too_long: 422, payments_unreachable: 503 },
    },
  },
  async ({ ctx, scope, params }) => {
    const opened = await openCheckout(ctx, params.id, { locale: scope.locale === "en" ? "en" : "zh" });
    if (!opened.ok) return opened;
    const { url, expiresAt } = opened.value;
    return url
      ? ok({ url, expiresAt: expiresAt.toISOString() })
      : fail({ code: "checkout_over", status: 409 });
  },
);

export const checkoutEndpoints: readonly Endpoint[] = [open];
