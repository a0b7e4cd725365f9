import { eq } from "drizzle-orm";
import { refund } from "#db/schema/money.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { move } from "#app/domain/move.server.ts";
import { senderOf } from "../settlement.server.ts";
import { lockRefund } from "./make-refunds.server.ts";
import type { RefundRow } from "./refund-row.ts";
import { onRefund } from "./propose-refund.server.ts";
import { refundProcess } from "./states.ts";

/** Whether somebody can have it sent again: it went back by itself, and failed. What goes by bank transfer people send. */
export const isToRetry = ({ method, state }: Pick<RefundRow, "method" | "state">): boolean =>
  method !== "transfer" && state === "failed";

/**
 * Somebody of the payee has a refund sent again that the payment service had refused: the same amount, the way it was paid,
 * as another attempt. Why the last one failed is kept in the audit log. Refuses with `not_allowed_now` unless it has failed.
 */
export async function retryRefund(ctx: Context, refundId: string): Promise<Result<RefundRow>> {
  return onRefund(ctx, refundId, async (tx, _, found) => {
    const sender = senderOf(found.method);
    if (!sender || !isToRetry(found)) return refuse(problems.notAllowedNow("retry-refund", found.state));
    const detail = { failure: found.failure };
    await move(tx, ctx, refundProcess, refund, found, { transition: "retry-refund", detail });
    await tx.update(refund).set({ failure: "", transferBy: null }).where(eq(refund.id, found.id));
    await sender(tx, ctx, found);
    return lockRefund(tx, found.id);
  });
}
