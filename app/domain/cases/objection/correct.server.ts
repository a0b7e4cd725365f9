import { and, eq, inArray, ne, notExists } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { objection } from "#db/schema/cases.ts";
import { creditEvent, creditEventChange, externalEntry } from "#db/schema/credit.ts";
import type { Context } from "../../context.ts";
import { withdrawPublished } from "../publication/withdraw.server.ts";
import { findTarget } from "./target.server.ts";

/**
 * Puts the record right after an objection that was sustained, in the caller's transaction. What was repaired before is
 * corrected as well: repair leaves a mark, what never was does not.
 */
export async function correctRecord(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  { about, aboutId, subjectId }: typeof objection.$inferSelect,
  reason: string,
): Promise<void> {
  if (about === "external_entry") {
    const byId = ctx.actor.user?.id ?? null;
    await tx
      .update(externalEntry)
      .set({ match: "refused", organizationId: null, matchedById: byId })
      .where(eq(externalEntry.id, aboutId));
    return;
  }
  const target = await findTarget(tx, about, aboutId);
  const causes = [target?.decisionId, about === "decision" ? target?.caseId : null].filter(
    (id) => id != null,
  );
  const events = await tx
    .select({ id: creditEvent.id })
    .from(creditEvent)
    .where(
      and(
        eq(creditEvent.organizationId, subjectId),
        about === "credit_event" ? eq(creditEvent.id, aboutId) : inArray(creditEvent.causeId, causes),
        notExists(
          tx
            .select()
            .from(creditEventChange)
            .where(and(eq(creditEventChange.eventId, creditEvent.id), ne(creditEventChange.kind, "repair"))),
        ),
      ),
    );
  const [from, byId] = [ctx.clock.now(), ctx.actor.user?.id ?? null];
  if (events.length > 0) {
    const changes = events.map(({ id }) => ({ eventId: id, kind: "correct" as const, from, reason, byId }));
    await tx.insert(creditEventChange).values(changes);
  }
  if (target?.decisionId)
    await withdrawPublished(tx, ctx, target.decisionId, { reason: "corrected", note: reason });
}
