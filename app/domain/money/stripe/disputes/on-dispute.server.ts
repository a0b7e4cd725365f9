import { and, eq } from "drizzle-orm";
import { validate } from "uuid";
import { stripeDispute } from "#db/schema/stripe.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { asPayee } from "../../refunds/propose-refund.server.ts";
import { stripe } from "../settings.server.ts";
import { mayGive } from "./policy.ts";

export type DisputeRow = typeof stripeDispute.$inferSelect;

/**
 * Runs `work` on a dispute about which the actor's organisation, as payee, may still say something, with its row locked.
 * Refuses with `not_found` for a dispute of somebody else's charge, `evidence_closed` once Stripe has evidence or gets some,
 * after its time, and when the dispute has been decided.
 */
export async function onDispute<T>(
  ctx: Context,
  chargeId: string,
  id: string,
  work: (tx: Tx, row: DisputeRow, payeeId: string) => Promise<T>,
): Promise<Result<T>> {
  if (!validate(id)) return fail(problems.notFound("dispute"));
  return asPayee(ctx, chargeId, async (tx, { payeeId }) => {
    stripe();
    const own = and(eq(stripeDispute.id, id), eq(stripeDispute.chargeId, chargeId));
    const [row] = await tx.select().from(stripeDispute).where(own).for("update");
    if (!row) return refuse(problems.notFound("dispute"));
    if (!mayGive(row, ctx.clock.now())) return refuse({ code: "evidence_closed", status: 409 });
    return work(tx, row, payeeId);
  });
}
