import { and, eq, isNull } from "drizzle-orm";
import { usageRecord } from "#db/schema/booking.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../move.server.ts";
import { changeBooking, isBooker } from "./change-booking.server.ts";
import type { EvaluateInput } from "./inputs.ts";
import { type Moved, moved } from "./moved.ts";

/** The user's satisfaction with a completed use, once: it is part of the state's record. */
export async function evaluate(
  ctx: Context,
  id: string,
  { evaluation, text }: EvaluateInput,
): Promise<Result<Moved>> {
  return changeBooking(ctx, id, async (tx, row) => {
    if (!isBooker(ctx, row)) return refuse(problems.forbidden("evaluate"));
    const written = await tx
      .update(usageRecord)
      .set({ evaluation, evaluationText: text, evaluatedAt: ctx.clock.now() })
      .where(and(eq(usageRecord.bookingId, row.id), isNull(usageRecord.evaluatedAt)))
      .returning({ id: usageRecord.bookingId });
    if (written.length === 0) return refuse(problems.notAllowedNow("evaluate", row.state));
    await recordAudit(tx, ctx, {
      entity: "booking",
      entityId: id,
      transition: "evaluate",
      detail: { evaluation },
    });
    return moved(row);
  });
}
