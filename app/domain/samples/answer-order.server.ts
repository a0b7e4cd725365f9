import { lastDay } from "#app/domain/deadline.ts";
import { and, eq } from "drizzle-orm";
import { sample, sampleOrder } from "#db/schema/samples.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { rulesOf } from "../booking/facility.server.ts";
import type { Context } from "../context.ts";
import { move } from "../move.server.ts";
import { workingDeadline } from "../working-days.server.ts";
import { changeOrder, type MovedOrder } from "./change-order.server.ts";
import type { AcceptInput } from "./inputs.ts";
import { sampleProcess } from "./states.ts";
import { letVoucherGo } from "./vouchers.server.ts";

/**
 * The provider has the samples and finds them fit: it writes down in what condition each came, and the results become due
 * so many working days later as the rules of the order say.
 */
export async function acceptOrder(ctx: Context, id: string, input: AcceptInput): Promise<Result<MovedOrder>> {
  return changeOrder(ctx, id, async (tx, row) => {
    const now = ctx.clock.now();
    const { sampleDays } = await rulesOf(tx, row.facilityId, row.policyVersion);
    const deadline = await workingDeadline(tx, now, sampleDays);
    const dueOn = lastDay(deadline);
    const step = { transition: "accept", reason: input.reason, deadline, detail: { dueOn } };
    const state = await move(tx, ctx, sampleProcess, sampleOrder, row, step);
    await tx
      .update(sampleOrder)
      .set({ receivedAt: now, dueOn, reason: input.reason })
      .where(eq(sampleOrder.id, id));
    await writeConditions(tx, id, input.conditions);
    return { id, state };
  });
}

async function writeConditions(tx: Tx, orderId: string, given: AcceptInput["conditions"]): Promise<void> {
  await tx.update(sample).set({ accepted: true, condition: "" }).where(eq(sample.orderId, orderId));
  for (const { number, condition } of given) {
    const found = await tx
      .update(sample)
      .set({ condition })
      .where(and(eq(sample.orderId, orderId), eq(sample.number, number)))
      .returning({ id: sample.id });
    if (found.length === 0)
      return refuse(problems.invalid([{ path: "conditions", code: "sample_unknown", params: { number } }]));
  }
}

/** The provider says what is wrong with order or samples; the booker may put it right and send it in again. */
export const objectToOrder = (ctx: Context, id: string, input: { reason: string }) =>
  answer(ctx, id, "object", input.reason);

/** The provider will not do the work, and says why. */
export const declineOrder = (ctx: Context, id: string, input: { reason: string }) =>
  answer(ctx, id, "decline", input.reason);

/** Something of the provider's has failed after acceptance: the samples go back, nothing is owed. */
export const returnSamples = (ctx: Context, id: string, input: { reason: string }) =>
  answer(ctx, id, "return-samples", input.reason);

/** The booker takes the order back before the work has begun. */
export const cancelOrder = (ctx: Context, id: string, input: { reason: string }) =>
  answer(ctx, id, "cancel", input.reason);

/** The work begins; the due date stays. */
export async function beginOrder(ctx: Context, id: string): Promise<Result<MovedOrder>> {
  return changeOrder(ctx, id, async (tx, row) => {
    const step = { transition: "begin", deadline: row.deadline };
    return { id, state: await move(tx, ctx, sampleProcess, sampleOrder, row, step) };
  });
}

function answer(ctx: Context, id: string, transition: string, reason: string): Promise<Result<MovedOrder>> {
  return changeOrder(ctx, id, async (tx, row) => {
    const state = await move(tx, ctx, sampleProcess, sampleOrder, row, { transition, reason });
    await tx.update(sampleOrder).set({ reason }).where(eq(sampleOrder.id, id));
    // An objection leaves it open; everything else here ends it.
    if (state !== "objected") await letVoucherGo(tx, ctx, row, state);
    return { id, state };
  });
}
