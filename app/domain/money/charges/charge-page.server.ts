import { may } from "#app/domain/identity/permissions.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { today } from "#app/domain/working-days.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { refundable } from "../refunds/make-refunds.server.ts";
import { payBackOf } from "../refunds/pay-back.server.ts";
import { isHeld } from "../refunds/propose-refund.server.ts";
import { isToSend } from "../refunds/record-sent.server.ts";
import { isToRetry } from "../refunds/retry-refund.server.ts";
import { askedForTransfer, isHopeless, isToRedirect } from "../refunds/return-by-transfer.server.ts";
import { disputesOf } from "../stripe/disputes/queries.server.ts";
import { isAskable } from "./ask-again.server.ts";
import { outstanding } from "./policy.ts";
import { chargeDetail } from "./queries.server.ts";

/** A charge with what its page shows beside it and lets `userId` do, to both its sides. Refuses with `not_found`. */
export async function chargePage(ctx: Context, id: string, userId: string) {
  const found = await chargeDetail(ctx, id);
  if (!found.ok) return found;
  const { charge, refunds, ...detail } = found.value;
  const manages = may(ctx.actor, "charge.manage", { organizationId: charge.payeeId });
  const open = ["open", "partly_paid"].includes(charge.state);
  const left = outstanding(charge);
  const [returnable, limit, disputes, payBack] = await Promise.all([
    manages && !open && !isHeld(charge) ? refundable(ctx.db, charge.id) : 0,
    readParameter(ctx.db, "refund_two_people_above", "", today(ctx.clock.now())),
    manages ? disputesOf(ctx, charge.id) : [],
    detail.scope === "overseer" ? null : payBackOf(ctx, charge.payerId, refunds),
  ]);
  return ok({
    ...detail,
    ...{
      charge: { ...charge, outstanding: left },
      refunds,
      manages,
      refundable: returnable,
      limit,
      disputes,
      payBack,
    },
    cancels: manages && open,
    asks: manages && isAskable(charge),
    pays: open && left > 0,
    late: open && charge.dueAt !== null && charge.dueAt < ctx.clock.now(),
    invoices:
      may(ctx.actor, "charge.pay", { organizationId: charge.payerId }) && charge.paid > charge.refunded,
    ...refundActs(manages ? refunds : [], userId),
  });
}

export type ChargePage = Awaited<ReturnType<typeof chargePage>> extends Result<infer Page> ? Page : never;

type Refunds = Extract<Awaited<ReturnType<typeof chargeDetail>>, { ok: true }>["value"]["refunds"];

/** Refunds by what is to be done about them: sent by hand, sent again, decided by a second person. */
const refundActs = (refunds: Refunds, userId: string) => ({
  sending: refunds.filter(isToSend),
  retrying: refunds.filter(isToRetry).map((row) => ({
    ...row,
    redirects: isToRedirect(row),
    hopeless: isHopeless(row),
    asked: askedForTransfer(row, userId),
  })),
  waiting: refunds
    .filter(({ state }) => state === "proposed")
    .map((row) => ({ ...row, own: row.proposedBy === userId })),
});
