import { eq } from "drizzle-orm";
import { payout } from "#db/schema/stripe.ts";
import type { Tx } from "#db/client.ts";
import { ignored, type Verdict, wrong } from "../inbox/verdict.ts";

/** Nothing here takes a transfer back: whoever did it at Stripe has to say what for. */
export async function followTransfer(tx: Tx, id: string): Promise<Verdict> {
  const [known] = await tx.select({ id: payout.id }).from(payout).where(eq(payout.externalId, id));
  return known ? wrong("transfer_reversed", id) : ignored("not_ours");
}
