import { eq } from "drizzle-orm";
import { stripeAccount } from "#db/schema/stripe.ts";
import type { Tx } from "#db/client.ts";
import { readAccount } from "#app/integrations/stripe/accounts.server.ts";
import type { Context } from "#app/domain/context.ts";
import { valueOf } from "../failures.ts";
import { done, ignored, type Verdict } from "../inbox/verdict.ts";
import { stripe } from "../settings.server.ts";

/** Makes of a provider's account what Stripe says of it now: whether it is paid out to, and what is missing. */
export async function followAccount(tx: Tx, ctx: Pick<Context, "clock">, id: string): Promise<Verdict> {
  const { ready, submitted, missing } = valueOf(await readAccount(stripe(), id));
  const known = await tx
    .update(stripeAccount)
    .set({ ready, submitted, missing, checkedAt: ctx.clock.now() })
    .where(eq(stripeAccount.accountId, id))
    .returning({ id: stripeAccount.id });
  return known.length > 0 ? done : ignored("not_ours");
}
