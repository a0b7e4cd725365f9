import { eq } from "drizzle-orm";
import { validate } from "uuid";
import { stripeDispute } from "#db/schema/stripe.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
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
  id: string,
  { text }: { text: string },
): Promise<Result<DisputeRow>> {
  const own = eq(stripeDispute.id, id);
  const [known] = validate(id) ? await ctx.db.select().from(stripeDispute).where(own) : [];
  if (!known) return fail(problems.notFound("dispute"));
  return asPayee(ctx, known.chargeId, async (tx) => {
    stripe();
    const [row] = await tx.select().from(stripeDispute).where(own).for("update");
    const at = ctx.clock.now();
    if (!row || !mayGive(row, at)) return refuse({ code: "evidence_closed", status: 409 });
    const [given] = await tx
      .update(stripeDispute)
      .set({ evidence: text, evidenceFrom: ctx.actor.user?.id, evidenceAt: at, evidenceFailure: "" })
      .where(own)
      .returning();
    if (!given) throw new Error(`dispute ${id} vanished while evidence was given`);
    await recordAudit(tx, ctx, {
      ...{ entity: "charge", entityId: row.chargeId, transition: "give-evidence" },
      detail: { dispute: row.disputeId, characters: text.length },
    });
    await enqueue(tx, "send-evidence", { disputeId: id });
    return given;
  });
}
