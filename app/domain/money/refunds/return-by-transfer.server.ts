import { eq } from "drizzle-orm";
import { refund } from "#db/schema/money.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "#app/domain/context.ts";
import { move, recordAudit } from "#app/domain/move.server.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { today } from "#app/domain/working-days.ts";
import { redirectedLegs } from "../ledger/legs.ts";
import { post } from "../ledger/post.server.ts";
import { lockRefund } from "./make-refunds.server.ts";
import type { RefundRow } from "./refund-row.ts";
import { onRefund } from "./propose-refund.server.ts";
import { refundProcess } from "./states.ts";

/** The payer's bank has taken the money back itself: whoever sent it by transfer as well would pay twice. */
const takenByBank: readonly string[] = ["charge_disputed", "charge_for_pending_refund_disputed"];

/** Such a card takes nothing, however often it is tried. */
const goneCards: readonly string[] = ["expired_or_canceled_card", "lost_or_stolen_card"];

/** Whether sending it again is of no use. */
export const isHopeless = ({ failure }: Pick<RefundRow, "failure">): boolean => goneCards.includes(failure);

/** Whether it can be paid by bank transfer instead: it was to go back to a card, and did not. */
export const isToRedirect = ({ method, state, failure }: Pick<RefundRow, "method" | "state" | "failure">) =>
  method === "stripe" && state === "failed" && !takenByBank.includes(failure);

/** Who has asked for that, seen by this person; null: nobody yet. */
export const askedForTransfer = (
  { transferBy }: Pick<RefundRow, "transferBy">,
  userId: string,
): "own" | "other" | null => (transferBy === null ? null : transferBy === userId ? "own" : "other");

/**
 * Somebody of the payee has a refund paid by bank transfer that cannot go back to the card: the payee sends it by its bank,
 * and keeps what stands at the payment service. Above the limit a second person agrees by asking for the same; whoever asked
 * first is refused with `second_person`. Refuses with `not_allowed_now` unless it has failed, and when the payer's bank has
 * taken the money itself.
 */
export async function returnByTransfer(ctx: Context, refundId: string): Promise<Result<RefundRow>> {
  return onRefund(ctx, refundId, async (tx, _, found) => {
    if (!isToRedirect(found)) return refuse(problems.notAllowedNow("return-by-transfer", found.state));
    const own = found.transferBy === ctx.actor.user?.id;
    if (found.transferBy !== null && own) return refuse({ code: "second_person", status: 403 });
    const limit = await readParameter(tx, "refund_two_people_above", "", today(ctx.clock.now()));
    return found.transferBy === null && found.amount > limit
      ? propose(tx, ctx, found)
      : redirect(tx, ctx, found);
  });
}

async function propose(tx: Tx, ctx: Context, { id, failure }: RefundRow): Promise<RefundRow> {
  await tx.update(refund).set({ transferBy: ctx.actor.user?.id }).where(eq(refund.id, id));
  const entity = { entity: "refund", entityId: id };
  await recordAudit(tx, ctx, { ...entity, transition: "propose-transfer", detail: { failure } });
  await enqueue(tx, "notify", {
    ...{ template: "refund-transfer-proposed", ...entity, parties: ["payee"], reason: "" },
    by: ctx.actor.user?.id,
  });
  return lockRefund(tx, id);
}

async function redirect(tx: Tx, ctx: Context, found: RefundRow): Promise<RefundRow> {
  const { id, chargeId, payeeId, amount, failure } = found;
  const detail = { failure, proposedBy: found.transferBy };
  await move(tx, ctx, refundProcess, refund, found, { transition: "return-by-transfer", detail });
  const transferBy = found.transferBy ?? ctx.actor.user?.id;
  await tx.update(refund).set({ method: "transfer", failure: "", transferBy }).where(eq(refund.id, id));
  await post(tx, ctx, { cause: { type: "refund", id }, chargeId, legs: redirectedLegs(payeeId, amount) });
  await enqueue(tx, "notify", {
    ...{ template: "refund-by-transfer", entity: "refund", entityId: id, parties: ["payer"], reason: "" },
  });
  return lockRefund(tx, id);
}
