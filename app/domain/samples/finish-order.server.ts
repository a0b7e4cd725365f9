import { and, eq, isNull, sql } from "drizzle-orm";
import { usageRecord } from "#db/schema/booking.ts";
import { sample, sampleOrder } from "#db/schema/samples.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { reviewActual } from "../booking/use-policy.ts";
import type { Context } from "../context.ts";
import { move, recordAudit } from "../move.server.ts";
import { changeOrder, isOrderer, type MovedOrder, type OrderRow } from "./change-order.server.ts";
import type { EvaluateOrderInput, FinishInput } from "./inputs.ts";
import { sampleProcess } from "./states.ts";
import { settleOrder } from "./vouchers.server.ts";

/**
 * The work is done: results are with the order, and the state's record of the use is written. What is not given comes
 * from the order: the work began when that was noted, ended now, cost what was agreed, and was what the purpose says.
 */
export async function finishOrder(ctx: Context, id: string, input: FinishInput): Promise<Result<MovedOrder>> {
  return changeOrder(ctx, id, async (tx, row) => {
    const now = ctx.clock.now();
    const actual = { from: input.actualFrom ?? row.stateSince, to: input.actualTo ?? now };
    if (row.state === "accepted" || row.state === "in_progress") {
      const errors = reviewActual(actual, row.receivedAt ?? row.createdAt, now);
      if (errors.length > 0) return refuse(problems.invalid(errors));
    }
    const step = { transition: "complete", reason: input.reason, detail: actual };
    const state = await move(tx, ctx, sampleProcess, sampleOrder, row, step);
    await tx.update(sampleOrder).set({ reason: input.reason }).where(eq(sampleOrder.id, id));
    const { amount, samples } = await writeRecord(tx, row, actual, input);
    await settleOrder(tx, ctx, row, { amount, samples, actualFrom: actual.from });
    return { id, state };
  });
}

const longestContent = 200;

async function writeRecord(
  tx: Tx,
  row: OrderRow,
  actual: { from: Date; to: Date },
  { amount, content }: FinishInput,
): Promise<typeof usageRecord.$inferSelect> {
  const [counted] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(sample)
    .where(eq(sample.orderId, row.id));
  const { serviceType, project, funding, fields } = row;
  const [written] = await tx
    .insert(usageRecord)
    .values({
      ...{ serviceType, project, funding, fields },
      sampleOrderId: row.id,
      actualFrom: actual.from,
      actualTo: actual.to,
      way: "commissioned",
      external: row.organizationId !== row.providerId,
      content: [...(content || row.purpose)].slice(0, longestContent).join(""),
      samples: counted?.n ?? 0,
      amount: amount ?? row.price ?? 0,
    })
    .returning();
  if (!written) throw new Error("a record was not written");
  return written;
}

/** The user's satisfaction with a completed order, once: it is part of the state's record. */
export async function evaluateOrder(
  ctx: Context,
  id: string,
  { evaluation, text }: EvaluateOrderInput,
): Promise<Result<MovedOrder>> {
  return changeOrder(ctx, id, async (tx, row) => {
    if (!isOrderer(ctx, row)) return refuse(problems.forbidden("evaluate"));
    const written = await tx
      .update(usageRecord)
      .set({ evaluation, evaluationText: text, evaluatedAt: ctx.clock.now() })
      .where(and(eq(usageRecord.sampleOrderId, id), isNull(usageRecord.evaluatedAt)))
      .returning({ id: usageRecord.id });
    if (written.length === 0) return refuse(problems.notAllowedNow("evaluate", row.state));
    const entity = { entity: "sample_order", entityId: id };
    await recordAudit(tx, ctx, { ...entity, transition: "evaluate", detail: { evaluation } });
    return { id, state: row.state };
  });
}
