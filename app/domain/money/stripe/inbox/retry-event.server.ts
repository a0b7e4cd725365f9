import { and, eq, inArray } from "drizzle-orm";
import { stripeEvent } from "#db/schema/stripe.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { may } from "../../../identity/permissions.ts";

/** Works through a failed notice once more, now. Refuses with `forbidden`, or `not_allowed_now` when there is nothing to do. */
export function retryEvent(ctx: Context, id: string): Promise<Result<void>> {
  return transact(ctx.db, async (tx) => {
    if (!may(ctx.actor, "payment.operate")) return refuse(problems.forbidden("payment.operate"));
    const [row] = await tx
      .select()
      .from(stripeEvent)
      .where(and(eq(stripeEvent.id, id), inArray(stripeEvent.state, ["failed", "received"])));
    if (!row) return refuse(problems.notAllowedNow("retry", "done"));
    await recordAudit(tx, ctx, {
      ...{ entity: "stripe_event", entityId: id, transition: "retry-event" },
      detail: { event: row.eventId, type: row.type, reason: row.reason },
    });
    await enqueue(tx, "follow-stripe", { eventId: id });
  });
}
