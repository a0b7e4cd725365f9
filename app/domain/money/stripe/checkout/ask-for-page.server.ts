import { and, eq } from "drizzle-orm";
import { charge } from "#db/schema/money.ts";
import { stripeCheckout } from "#db/schema/stripe.ts";
import { endCheckout, openCheckout } from "#app/integrations/stripe/checkout.server.ts";
import type { Outcome } from "#app/integrations/stripe/client.server.ts";
import { env } from "#app/runtime/env.server.ts";
import type { Context } from "#app/domain/context.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { StripeTrouble } from "../failures.ts";
import { stripe } from "../settings.server.ts";
import { waysFor } from "../ways.ts";
import type { CheckoutRow } from "./checkout-row.ts";

type Ctx = Pick<Context, "db" | "clock">;

/** Stripe opens no page that ends sooner: its rule for Checkout. */
const stripeLeastMs = 30 * 60_000;

/**
 * Asks Stripe for the page that was written down, or finds it opened: the same row is the same page, however often it is
 * asked for. One that could not be opened for too long is given up; whoever wants to pay starts again.
 */
export async function askForPage(ctx: Ctx, id: string): Promise<Outcome<CheckoutRow>> {
  const row = await readCheckoutRow(ctx, id);
  if (row.state !== "opening") return { ok: true, value: row };
  if (row.expiresAt.getTime() - ctx.clock.now().getTime() < stripeLeastMs)
    return { ok: true, value: await change(ctx, row, { state: "ended" }) };
  const opened = await openCheckout(stripe(), await wishFor(ctx, row), `checkout-${row.id}`);
  if (opened.ok) {
    const { id: sessionId, url } = opened.value;
    return { ok: true, value: await change(ctx, row, { sessionId, url, state: "open", failure: "" }) };
  }
  const { kind, code: failure } = opened.failure;
  await change(ctx, row, { failure, state: kind === "refused" ? "refused" : "opening" });
  return opened;
}

async function wishFor(ctx: Ctx, row: CheckoutRow) {
  const [owed] = await ctx.db
    .select({ reference: charge.reference })
    .from(charge)
    .where(eq(charge.id, row.chargeId));
  const locale = row.locale === "en" ? "en" : "zh-CN";
  const back = `${env().baseUrl}/organization/charges/${row.chargeId}/checkout`;
  return {
    name: translatorFor(locale).t("cards:checkout.item", { reference: owed?.reference ?? "" }),
    ...{ amount: row.amount, currency: row.currency, methods: waysFor(row.currency) },
    ...{ successUrl: `${back}?back=paid`, cancelUrl: `${back}?back=cancelled`, expiresAt: row.expiresAt },
    ...{ locale: locale === "en" ? ("en" as const) : ("zh" as const) },
    metadata: { charge: row.chargeId, checkout: row.id },
  };
}

async function readCheckoutRow(ctx: Ctx, id: string): Promise<CheckoutRow> {
  const [row] = await ctx.db.select().from(stripeCheckout).where(eq(stripeCheckout.id, id));
  if (!row) throw new Error(`checkout ${id} is gone`);
  return row;
}

/** Stripe's notice may have been faster: then its word stands. */
async function change(
  ctx: Ctx,
  row: CheckoutRow,
  values: Partial<typeof stripeCheckout.$inferInsert>,
): Promise<CheckoutRow> {
  const [changed] = await ctx.db
    .update(stripeCheckout)
    .set(values)
    .where(and(eq(stripeCheckout.id, row.id), eq(stripeCheckout.state, row.state)))
    .returning();
  return changed ?? readCheckoutRow(ctx, row.id);
}

/** Job `open-checkout`: Stripe could not be reached when somebody wanted to pay. */
export async function openCheckoutLater(ctx: Ctx, id: string): Promise<void> {
  const opened = await askForPage(ctx, id);
  if (!opened.ok && opened.failure.kind === "unreachable") throw new StripeTrouble(opened.failure);
}

/** Job `end-checkout`: nobody shall pay there any more. One that is over already needs nothing. */
export async function endCheckoutPage(ctx: Ctx, id: string): Promise<void> {
  const { sessionId } = await readCheckoutRow(ctx, id);
  if (!sessionId) return;
  const ended = await endCheckout(stripe(), sessionId);
  if (!ended.ok && ended.failure.kind === "unreachable") throw new StripeTrouble(ended.failure);
}
