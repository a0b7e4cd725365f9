import { and, eq } from "drizzle-orm";
import { payment } from "#db/schema/money.ts";
import { stripeDispute } from "#db/schema/stripe.ts";
import type { Tx } from "#db/client.ts";
import { type Dispute, readDispute } from "#app/integrations/stripe/disputes.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "#app/domain/context.ts";
import { closeDispute, type Disputed, openDispute } from "../../refunds/dispute.server.ts";
import { bookBehind } from "../checkout/follow-checkout.server.ts";
import { valueOf } from "../failures.ts";
import { done, ignored, type Verdict, wrong } from "../inbox/verdict.ts";
import { stripe } from "../settings.server.ts";

type Ctx = Pick<Context, "actor" | "clock">;

/**
 * Makes of a dispute what holds at Stripe now. While it is open, and when it is lost, the money is the payer's again; won,
 * it is the payee's. Its notice may be faster than that of the payment, which is then booked first.
 */
export async function followDispute(tx: Tx, ctx: Ctx, id: string): Promise<Verdict> {
  const dispute = valueOf(await readDispute(stripe(), id));
  const { paymentIntent } = dispute;
  if (!paymentIntent) return ignored("not_ours");
  if (!(await isBooked(tx, paymentIntent)) && !(await bookBehind(tx, ctx, paymentIntent)))
    return ignored("not_ours");
  if (dispute.currency !== "CNY") return wrong("amount_differs", dispute.currency);
  const opening = { paymentExternalId: paymentIntent, externalId: id, amount: dispute.amount };
  const opened = await openDispute(tx, ctx, opening);
  const isNew = await note(tx, ctx, dispute, opened);
  if (opened.booked && dispute.status !== "open") await closeDispute(tx, ctx, id, dispute.status);
  if (isNew)
    await enqueue(tx, "notify", {
      ...{ template: "charge-disputed", entity: "charge", entityId: opened.chargeId },
      ...{ parties: ["payee"], reason: "" },
    });
  // Whoever was paid back twice is not the payee's loss in silence: it has its time for evidence, an operator looks at the books.
  if (opened.beyond > 0 && dispute.status !== "won") return wrong("dispute_exceeds", String(opened.beyond));
  return done;
}

async function isBooked(tx: Tx, paymentIntent: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: payment.id })
    .from(payment)
    .where(and(eq(payment.method, "stripe"), eq(payment.externalId, paymentIntent)));
  return row !== undefined;
}

/** Beside the ledger's refund: why, until when there may be evidence, how it ended. Returns whether it was unknown. */
async function note(tx: Tx, ctx: Ctx, dispute: Dispute, { booked, chargeId }: Disputed): Promise<boolean> {
  const refundId = booked?.id ?? null;
  const { status: state, reason, evidenceBy } = dispute;
  const closedAt = state === "open" ? null : ctx.clock.now();
  const [made] = await tx
    .insert(stripeDispute)
    .values({ disputeId: dispute.id, refundId, chargeId, state, reason, evidenceBy, closedAt })
    .onConflictDoNothing()
    .returning({ id: stripeDispute.id });
  if (made) return true;
  await tx
    .update(stripeDispute)
    .set({ refundId, state, reason, evidenceBy, closedAt })
    .where(eq(stripeDispute.disputeId, dispute.id));
  return false;
}
