import { eq } from "drizzle-orm";
import { validate } from "uuid";
import { stripeCheckout } from "#db/schema/stripe.ts";
import type { CheckoutState } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { type Checkout, readCheckout, readIntent } from "#app/integrations/stripe/checkout.server.ts";
import type { Context } from "#app/domain/context.ts";
import { lockCharge } from "../../charges/find-charge.server.ts";
import { payCharge } from "../../charges/pay-charge.server.ts";
import { done, ignored, type Verdict, wrong } from "../inbox/verdict.ts";
import { valueOf } from "../failures.ts";
import { stripe } from "../settings.server.ts";
import type { CheckoutRow } from "./checkout-row.ts";

type Ctx = Pick<Context, "actor" | "clock">;

/**
 * Makes of a page at Stripe what holds there now, whatever its notice said: the only code that books a payment by card.
 * Books nothing when the sum or the currency is not the one that we asked for.
 */
export async function followCheckout(tx: Tx, ctx: Ctx, sessionId: string): Promise<Verdict> {
  const session = valueOf(await readCheckout(stripe(), sessionId));
  const row = await ownCheckout(tx, session);
  if (!row) return ignored("not_ours");
  if (session.amount !== row.amount || session.currency !== row.currency)
    return wrong("amount_differs", `${session.amount} ${session.currency}, ${row.amount} ${row.currency}`);
  const { paymentIntent } = session;
  if (session.paid && paymentIntent) await bookPayment(tx, ctx, row, paymentIntent);
  await tx
    .update(stripeCheckout)
    .set({
      state: stateOf(session, row),
      sessionId,
      paymentIntent,
      stripeCharge: session.charge,
      url: session.url,
      failure: "",
    })
    .where(eq(stripeCheckout.id, row.id));
  return done;
}

async function bookPayment(tx: Tx, ctx: Ctx, row: CheckoutRow, externalId: string): Promise<void> {
  await payCharge(tx, ctx, row.chargeId, { method: "stripe", externalId, amount: row.amount });
}

/** Ours is what we wrote on it: other systems may use the same account at Stripe. */
async function ownCheckout(tx: Tx, { metadata }: Checkout): Promise<CheckoutRow | undefined> {
  const { checkout, charge } = metadata;
  if (!checkout || !validate(checkout)) return undefined;
  return lockCheckout(tx, checkout, charge);
}

/** The charge is locked before its page, as everybody does. */
async function lockCheckout(
  tx: Tx,
  id: string,
  chargeId: string | undefined,
): Promise<CheckoutRow | undefined> {
  const own = eq(stripeCheckout.id, id);
  const [known] = await tx.select({ chargeId: stripeCheckout.chargeId }).from(stripeCheckout).where(own);
  if (!known || known.chargeId !== chargeId) return undefined;
  await lockCharge(tx, known.chargeId);
  const [row] = await tx.select().from(stripeCheckout).where(own).for("update");
  return row;
}

/** A payment is never taken back by a page's later state. */
function stateOf(session: Checkout, { state }: CheckoutRow): CheckoutState {
  if (session.paid || state === "paid") return "paid";
  if (session.status === "expired") return "ended";
  if (session.status === "complete") return "paying";
  // Set aside by us, and not yet by Stripe.
  return state === "ended" ? "ended" : "open";
}

/**
 * Sees to it that the payment behind a payment intent is booked, for notices about what came after it. False: it is not
 * one of ours, or not paid.
 */
export async function bookBehind(tx: Tx, ctx: Ctx, paymentIntent: string): Promise<boolean> {
  const intent = valueOf(await readIntent(stripe(), paymentIntent));
  const { checkout, charge } = intent.metadata;
  if (!checkout || !validate(checkout) || !intent.succeeded) return false;
  const row = await lockCheckout(tx, checkout, charge);
  if (!row) return false;
  if (intent.amount !== row.amount || intent.currency !== row.currency) return false;
  await bookPayment(tx, ctx, row, paymentIntent);
  await tx
    .update(stripeCheckout)
    .set({ paymentIntent, stripeCharge: intent.charge, state: "paid" })
    .where(eq(stripeCheckout.id, row.id));
  return true;
}
