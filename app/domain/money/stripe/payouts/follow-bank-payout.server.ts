import { eq } from "drizzle-orm";
import { bankPayout, stripeAccount } from "#db/schema/stripe.ts";
import type { Tx } from "#db/client.ts";
import { readBankPayout } from "#app/integrations/stripe/payouts.server.ts";
import { valueOf } from "../failures.ts";
import { done, ignored, type Verdict } from "../inbox/verdict.ts";
import { stripe } from "../settings.server.ts";

/** Keeps what Stripe sent from a provider's account to its bank. The platform's own are found on its balance. */
export async function followBankPayout(tx: Tx, account: string | null, id: string): Promise<Verdict> {
  if (account === null) return ignored("own_payout");
  const [owner] = await tx
    .select({ organizationId: stripeAccount.organizationId })
    .from(stripeAccount)
    .where(eq(stripeAccount.accountId, account));
  if (!owner) return ignored("foreign_account");
  const {
    status: state,
    amount,
    currency,
    arrivesAt,
    failure,
  } = valueOf(await readBankPayout(stripe(), account, id));
  const holds = { state, amount, currency, arrivesAt, failure };
  await tx
    .insert(bankPayout)
    .values({ ...holds, ...owner, externalId: id })
    .onConflictDoUpdate({ target: bankPayout.externalId, set: holds });
  return done;
}
