import { and, asc, eq, inArray, ne, type SQL } from "drizzle-orm";
import { charge, refund } from "#db/schema/money.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { payer } from "../overview/law.server.ts";

export interface RefundToSend {
  id: string;
  chargeId: string;
  reference: string;
  amount: number;
  since: Date;
  /** Why it was not sent, by the payment service's code; empty where nothing failed. */
  failure: string;
  payer: { id: string; nameZh: string; nameEn: string };
}

/** `send`: approved ones that somebody has to send by their bank; `retry`: what the payment service did not send. */
export type RefundTask = "send" | "retry";

const waiting: Record<RefundTask, SQL | undefined> = {
  send: and(eq(refund.method, "transfer"), inArray(refund.state, ["approved", "failed"])),
  retry: and(ne(refund.method, "transfer"), eq(refund.state, "failed")),
};

const most = 100;

/** Refunds that wait for somebody of the actor's organisation, longest waiting first; at most 100. */
export async function refundsWaiting(ctx: Context, task: RefundTask): Promise<RefundToSend[]> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "charge.manage", { organizationId: mine })) return [];
  return ctx.db
    .select({
      ...{ id: refund.id, chargeId: refund.chargeId, reference: charge.reference, amount: refund.amount },
      ...{ since: refund.stateSince, failure: refund.failure },
      payer: { id: payer.id, nameZh: payer.nameZh, nameEn: payer.nameEn },
    })
    .from(refund)
    .innerJoin(charge, eq(charge.id, refund.chargeId))
    .innerJoin(payer, eq(payer.id, refund.payerId))
    .where(and(eq(refund.payeeId, mine), waiting[task]))
    .orderBy(asc(refund.stateSince), asc(refund.id))
    .limit(most);
}
