import { eq } from "drizzle-orm";
import { disputeFile, stripeDispute } from "#db/schema/stripe.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { type DisputeRow, onDispute } from "./on-dispute.server.ts";
import { filesOf } from "./queries.server.ts";

/**
 * Somebody of the payee says what shows that the service was provided; a job sends it to Stripe with the files that were put
 * to it, and Stripe passes it to the payer's bank, once. Refuses as `onDispute` does.
 */
export async function giveEvidence(
  ctx: Context,
  chargeId: string,
  { disputeId: id, text }: { disputeId: string; text: string },
): Promise<Result<DisputeRow>> {
  return onDispute(ctx, chargeId, id, async (tx, { disputeId }) => {
    // What was not taken may be now: a file that was not is tried once more.
    await tx.update(disputeFile).set({ failure: "" }).where(eq(disputeFile.disputeId, id));
    const [given] = await tx
      .update(stripeDispute)
      .set({
        ...{ evidence: text, evidenceFrom: ctx.actor.user?.id },
        ...{ evidenceAt: ctx.clock.now(), evidenceFailure: "" },
      })
      .where(eq(stripeDispute.id, id))
      .returning();
    if (!given) throw new Error(`dispute ${id} vanished while evidence was given`);
    const files = (await filesOf(tx, [id])).length;
    await recordAudit(tx, ctx, {
      ...{ entity: "charge", entityId: chargeId, transition: "give-evidence" },
      detail: { dispute: disputeId, characters: text.length, files },
    });
    await enqueue(tx, "send-evidence", { disputeId: id });
    return given;
  });
}
