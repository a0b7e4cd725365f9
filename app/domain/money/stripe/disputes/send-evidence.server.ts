import { and, eq, isNull } from "drizzle-orm";
import { stripeDispute } from "#db/schema/stripe.ts";
import { submitEvidence } from "#app/integrations/stripe/refunds.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "#app/domain/context.ts";
import { StripeTrouble } from "../failures.ts";
import { stripe } from "../settings.server.ts";

type Ctx = Pick<Context, "db" | "clock">;

/**
 * Job `send-evidence`: gives Stripe what the payee has said, once, however often it runs. What Stripe refuses is kept with its
 * code, and the payee is told.
 */
export async function sendEvidence({ db, clock }: Ctx, id: string): Promise<void> {
  const unsent = and(eq(stripeDispute.id, id), isNull(stripeDispute.evidenceSentAt));
  const [row] = await db.select().from(stripeDispute).where(unsent);
  if (!row?.evidenceAt || row.evidenceFailure !== "") return;
  const { disputeId, evidence: text, evidenceAt, chargeId } = row;
  const sent = await submitEvidence(stripe(), { disputeId, text }, `evidence-${id}-${evidenceAt.getTime()}`);
  if (sent.ok) {
    await db.update(stripeDispute).set({ evidenceSentAt: clock.now() }).where(unsent);
    return;
  }
  const { failure } = sent;
  if (failure.kind === "unreachable") throw new StripeTrouble(failure);
  await db.transaction(async (tx) => {
    await tx.update(stripeDispute).set({ evidenceFailure: failure.code }).where(unsent);
    await enqueue(tx, "notify", {
      ...{ template: "charge-evidence-refused", entity: "charge", entityId: chargeId },
      ...{ parties: ["payee"], reason: failure.code },
    });
  });
}
