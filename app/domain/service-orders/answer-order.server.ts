import { lastDay } from "#app/domain/deadline.ts";
import { eq } from "drizzle-orm";
import { service } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { workingDeadline } from "../working-days.server.ts";
import { today } from "../working-days.ts";
import { mayEnd, mayRemind, reminderWorkingDays } from "./policy.ts";
import {
  changeOrder,
  refuseDecided,
  type MovedOrder,
  type OrderRow,
  takeStep,
} from "./change-order.server.ts";
import type { TakeInput } from "./inputs.ts";

/** The provider takes the order on: it names a due day, or the turnaround of its listing gives one. */
export async function takeOrder(ctx: Context, id: string, input: TakeInput): Promise<Result<MovedOrder>> {
  return changeOrder(ctx, id, async (tx, row) => {
    refuseDecided(ctx, row, "take-order");
    const deadline = await dueEnd(tx, ctx.clock.now(), row, input.dueOn);
    const dueOn = lastDay(deadline);
    const { reason } = input;
    const step = { transition: "take-order", reason, deadline, detail: { dueOn } };
    return takeStep(tx, ctx, row, step, { dueOn, reason });
  });
}

async function dueEnd(tx: Tx, now: Date, row: OrderRow, dueOn: string | undefined): Promise<Date> {
  if (dueOn === undefined) {
    const [found] = await tx
      .select({ days: service.turnaroundDays })
      .from(service)
      .where(eq(service.listingId, row.serviceId));
    if (found?.days) return workingDeadline(tx, now, found.days);
    return refuse(problems.invalid([{ path: "dueOn", code: "required" }]));
  }
  if (dueOn < today(now)) return refuse(problems.invalid([{ path: "dueOn", code: "day_over" }]));
  return new Date(Date.parse(`${dueOn}T00:00:00+08:00`) + 86_400_000);
}

/** The provider will not do it, and says why. */
export const declineOrder = (ctx: Context, id: string, input: { reason: string }) =>
  answer(ctx, id, "decline", input.reason);

/** The provider cannot do after all what it took on, and says why: nothing is owed. */
export const callOffOrder = (ctx: Context, id: string, input: { reason: string }) =>
  answer(ctx, id, "call-off", input.reason);

/** The client takes the order back before the provider has taken it on. */
export const cancelOrder = (ctx: Context, id: string, input: { reason: string }) =>
  answer(ctx, id, "cancel", input.reason);

/** The client reminds of a late delivery, once for each promised day: the provider has ten more working days. */
export const remindProvider = (ctx: Context, id: string, { reason }: { reason: string }) =>
  changeOrder(ctx, id, async (tx, row) => {
    const now = ctx.clock.now();
    if (!mayRemind(row, now)) return refuse(problems.notAllowedNow("remind-delivery", row.state));
    const deadline = await workingDeadline(tx, now, reminderWorkingDays);
    return takeStep(tx, ctx, row, { transition: "remind-delivery", reason, deadline });
  });

/** The client ends an order that was not delivered in the time of its reminder either: nothing is owed. */
export const endOverdueOrder = (ctx: Context, id: string, { reason }: { reason: string }) =>
  changeOrder(ctx, id, async (tx, row) => {
    if (!mayEnd(row, ctx.clock.now())) return refuse(problems.notAllowedNow("end-overdue", row.state));
    return takeStep(tx, ctx, row, { transition: "end-overdue", reason }, { reason });
  });

const answer = (ctx: Context, id: string, transition: string, reason: string) =>
  changeOrder(ctx, id, (tx, row) => takeStep(tx, ctx, row, { transition, reason }, { reason }));
