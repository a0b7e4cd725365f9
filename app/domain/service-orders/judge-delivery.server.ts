import type { Tx } from "#db/client.ts";
import type { Result } from "#app/runtime/problem.ts";
import { dueAfter } from "../booking/charging/settle-charges.server.ts";
import type { Context } from "../context.ts";
import { charge } from "../money/charges/charge.server.ts";
import { workingDeadline } from "../working-days.server.ts";
import { lastDay } from "#app/domain/deadline.ts";
import {
  changeOrder,
  refuseDecided,
  type MovedOrder,
  type OrderRow,
  takeStep,
} from "./change-order.server.ts";
import { changeWorkingDays } from "./policy.ts";

/** The client accepts what was delivered: the order is done and its price is charged. */
export const acceptDelivery = (
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<MovedOrder>> =>
  changeOrder(ctx, id, (tx, row) => complete(tx, ctx, row, { transition: "accept-delivery", reason }));

/** Takes a locked order to its end and charges its price; nothing for the provider's own people, nothing where it is free. */
export async function complete(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  row: OrderRow,
  step: { transition: "accept-delivery" | "accept-by-silence"; reason?: string },
): Promise<MovedOrder> {
  const done = await takeStep(tx, ctx, row, step, { reason: step.reason ?? "" });
  const { organizationId: payerId, providerId: payeeId, price, quantity, item } = row;
  if (payerId === payeeId || price === 0) return done;
  await charge(tx, ctx, {
    ...{ payerId, payeeId, purpose: "service", cause: { type: "service_order", id: row.id } },
    lines: [{ reason: "service", params: { quantity, item }, amount: price }],
    dueAt: await dueAfter(tx, ctx),
  });
  return done;
}

/** The client says what is still missing: the provider has ten working days for it, and the round is counted. */
export async function requestChanges(
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<MovedOrder>> {
  return changeOrder(ctx, id, async (tx, row) => {
    refuseDecided(ctx, row, "request-changes");
    const deadline = await workingDeadline(tx, ctx.clock.now(), changeWorkingDays);
    const changed = { reason, dueOn: lastDay(deadline), rounds: row.rounds + 1 };
    const detail = { round: changed.rounds };
    return takeStep(tx, ctx, row, { transition: "request-changes", reason, deadline, detail }, changed);
  });
}
