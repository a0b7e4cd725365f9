import { and, eq } from "drizzle-orm";
import { stripeDispute } from "#db/schema/stripe.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { asPayee } from "../../refunds/propose-refund.server.ts";
import { stripe } from "../settings.server.ts";
import { mayGive } from "./policy.ts";

export type DisputeRow = typeof stripeDispute.$inferSelect;

/**
 * Somebody of the payee says what shows that the service was provided; a job sends it to Stripe, which passes it to the payer's
 * bank, once. Refuses with `not_found` for a dispute of somebody else's charge, `evidence_closed` once Stripe has some, after its
 * time, and when the dispute has been decided.
 */
export async function giveEvidence(
  ctx: Context,
  chargeId: string,
  { disputeId: id, text }: { disputeId: string; text: string },
): Promise<Result<DisputeRow>> {
  return asPayee(ctx, chargeId, async (tx) => {
    stripe();
    const own = and(eq(stripeDispute.id, id), eq(stripeDispute.chargeId, chargeId));
    const [row] = await tx.select().from(stripeDispute).where(own).for("update");
    if (!row) return refuse(problems.notFound("dispute"));
    const at = ctx.clock.now();
    if (!mayGive(row, at)) return refuse({ code: "evidence_closed", status: 409 });
    const [given] = await tx
      .update(stripeDispute)
      .set({ evidence: text, evidenceFrom: ctx.actor.user?.id, evidenceAt: at, evidenceFailure: "" })
      .where(own)
      .returning();
    if (!given) throw new Error(`dispute ${id} vanished while evidence was given`);
    await recordAudit(tx, ctx, {
      ...{ entity: "charge", entityId: chargeId, transition: "give-evidence" },
      detail: { dispute: row.disputeId, characters: text.length },
    });
    await enqueue(tx, "send-evidence", { disputeId: id });
    return given;
  });
}
