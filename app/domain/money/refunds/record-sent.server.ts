import { and, eq } from "drizzle-orm";
import { refund } from "#db/schema/money.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "#app/domain/context.ts";
import { sameBankReference } from "../transfer/bank-reference.server.ts";
import { settleRefund } from "./make-refunds.server.ts";
import type { RefundRow } from "./refund-row.ts";
import { onRefund } from "./propose-refund.server.ts";

/** Whether somebody has to send it by their bank: the rest goes back by itself. */
export const isToSend = ({ method, state }: Pick<RefundRow, "method" | "state">): boolean =>
  method === "transfer" && (state === "approved" || state === "failed");

/**
 * Somebody of the payee says that a refund by bank transfer has gone out, and under which number of its bank: from then on
 * the payer is owed nothing. What was paid by card or voucher goes back by itself. Refuses `refund_known` where this number
 * has been said of another refund, `not_allowed_now` before it is approved and once it has been sent.
 */
export async function recordRefundSent(
  ctx: Context,
  refundId: string,
  { bankReference }: { bankReference: string },
): Promise<Result<RefundRow>> {
  return onRefund(ctx, refundId, async (tx, _, found) => {
    if (!isToSend(found)) return refuse(problems.notAllowedNow("record-refund-sent", found.state));
    await refuseKnown(tx, found, bankReference);
    const transition = "record-refund-sent";
    const sent = await settleRefund(tx, ctx, found.id, { externalId: bankReference, transition });
    await enqueue(tx, "notify", {
      ...{ template: "refund-sent", entity: "refund", entityId: found.id, parties: ["payer"] },
      ...{ reason: bankReference, by: ctx.actor.user?.id },
    });
    return sent;
  });
}

/** A bank gives a number once: said twice, one of the two was not sent. */
async function refuseKnown(tx: Tx, { payeeId, method }: RefundRow, externalId: string): Promise<void> {
  const [known] = await tx
    .select({ id: refund.id })
    .from(refund)
    .where(
      and(
        eq(refund.method, method),
        eq(refund.payeeId, payeeId),
        sameBankReference(refund.externalId, externalId),
      ),
    );
  if (known) refuse({ code: "refund_known", status: 409, params: { bankReference: externalId } });
}
