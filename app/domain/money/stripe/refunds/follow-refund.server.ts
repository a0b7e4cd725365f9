import { eq } from "drizzle-orm";
import { validate } from "uuid";
import { payment, refund } from "#db/schema/money.ts";
import type { Tx } from "#db/client.ts";
import { readRefund, type SentRefund } from "#app/integrations/stripe/refunds.server.ts";
import type { Context } from "#app/domain/context.ts";
import { failRefund, lockRefund, settleRefund } from "../../refunds/make-refunds.server.ts";
import type { RefundRow } from "../../refunds/refund-row.ts";
import { valueOf } from "../failures.ts";
import { done, ignored, type Verdict, wrong } from "../inbox/verdict.ts";
import { stripe } from "../settings.server.ts";

type Ctx = Pick<Context, "actor" | "clock">;

/** Makes of one of our refunds what Stripe says of it now. One that somebody made at Stripe itself waits for a person. */
export async function followRefund(tx: Tx, ctx: Ctx, id: string): Promise<Verdict> {
  const sent = valueOf(await readRefund(stripe(), id));
  const row = await ownRefund(tx, sent);
  if (!row) return (await isOurPayment(tx, sent)) ? wrong("refund_unknown", id) : ignored("not_ours");
  if (sent.amount !== row.amount) return wrong("amount_differs", `${sent.amount}, ${row.amount}`);
  // Paid by bank since: a card that takes it after all has it twice.
  if (row.method !== "stripe") return sent.status === "succeeded" ? wrong("refund_twice", id) : done;
  if (sent.status === "succeeded" && (row.state === "approved" || row.state === "failed"))
    await settleRefund(tx, ctx, row.id, { externalId: id });
  else if (sent.status === "succeeded" && row.externalId !== id) return wrong("refund_twice", id);
  if (sent.status !== "failed" || isFollowed(row, sent)) return done;
  if (row.state === "settled") return wrong("refund_came_back", sent.failure);
  if (row.state === "approved") await failRefund(tx, ctx, row.id, sent.failure || "failed");
  return done;
}

/** Whether an attempt that failed was followed by another: its notice may come again, long after. */
const isFollowed = ({ state, externalId, version }: RefundRow, { id, attempt }: SentRefund): boolean =>
  (externalId !== null && externalId !== id) ||
  (state === "approved" && attempt !== null && attempt !== version);

async function ownRefund(tx: Tx, { refundId }: SentRefund): Promise<RefundRow | undefined> {
  if (!refundId || !validate(refundId)) return undefined;
  const [known] = await tx.select({ id: refund.id }).from(refund).where(eq(refund.id, refundId));
  return known && lockRefund(tx, known.id);
}

async function isOurPayment(tx: Tx, { paymentIntent }: SentRefund): Promise<boolean> {
  if (!paymentIntent) return false;
  const [row] = await tx
    .select({ id: payment.id })
    .from(payment)
    .where(eq(payment.externalId, paymentIntent));
  return row !== undefined;
}
