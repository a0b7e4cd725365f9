import { and, asc, eq, inArray } from "drizzle-orm";
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
  payer: { id: string; nameZh: string; nameEn: string };
}

const most = 100;

/** Approved refunds that the actor's organisation still has to send by its bank, longest waiting first; at most 100. */
export async function refundsToSend(ctx: Context): Promise<RefundToSend[]> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "charge.manage", { organizationId: mine })) return [];
  return ctx.db
    .select({
      ...{ id: refund.id, chargeId: refund.chargeId, reference: charge.reference, amount: refund.amount },
      since: refund.stateSince,
      payer: { id: payer.id, nameZh: payer.nameZh, nameEn: payer.nameEn },
    })
    .from(refund)
    .innerJoin(charge, eq(charge.id, refund.chargeId))
    .innerJoin(payer, eq(payer.id, refund.payerId))
    .where(
      and(
        eq(refund.payeeId, mine),
        eq(refund.method, "transfer"),
        inArray(refund.state, ["approved", "failed"]),
      ),
    )
    .orderBy(asc(refund.stateSince), asc(refund.id))
    .limit(most);
}
