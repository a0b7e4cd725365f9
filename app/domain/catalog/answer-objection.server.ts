import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { noticeObjection } from "#db/schema/catalog.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { answerInput } from "./inputs.ts";
import { lockListing, mayEdit } from "./listing-row.server.ts";
import { editAction } from "./states.ts";

/** The owner answers an objection; the answer is shown with the notice. An answer once given stays. */
export async function answerObjection(
  ctx: Context,
  id: string,
  { objectionId, answer }: z.infer<typeof answerInput>,
): Promise<Result<void>> {
  return transact(ctx.db, async (tx) => {
    const row = await lockListing(tx, ctx.actor, id);
    if (!mayEdit(ctx.actor, row)) return refuse(problems.forbidden(editAction[row.kind]));
    const answered = await tx
      .update(noticeObjection)
      .set({ answer, answeredAt: ctx.clock.now() })
      .where(
        and(
          eq(noticeObjection.id, objectionId),
          eq(noticeObjection.listingId, id),
          isNull(noticeObjection.answeredAt),
        ),
      )
      .returning({ id: noticeObjection.id });
    if (answered.length === 0) return refuse(problems.notFound("objection"));
    await recordAudit(tx, ctx, {
      entity: row.kind,
      entityId: id,
      transition: "answer_objection",
      detail: { objectionId },
    });
  });
}
