import { desc, eq } from "drizzle-orm";
import { bankPayout, payout, stripeAccount } from "#db/schema/stripe.ts";
import type { Context } from "#app/domain/context.ts";
import { readPayable } from "./payable.server.ts";

/** An organisation's income by card: what may be paid out, what was, and how its account at Stripe stands. */
export async function readPayouts(ctx: Context, organizationId: string) {
  const own = { account: eq(stripeAccount.organizationId, organizationId) };
  const [account] = await ctx.db
    .select({
      ...{ ready: stripeAccount.ready, submitted: stripeAccount.submitted, missing: stripeAccount.missing },
      opened: stripeAccount.accountId,
    })
    .from(stripeAccount)
    .where(own.account);
  const sent = await ctx.db
    .select()
    .from(payout)
    .where(eq(payout.organizationId, organizationId))
    .orderBy(desc(payout.createdAt), desc(payout.id))
    .limit(50);
  const arrived = await ctx.db
    .select()
    .from(bankPayout)
    .where(eq(bankPayout.organizationId, organizationId))
    .orderBy(desc(bankPayout.createdAt))
    .limit(20);
  const earned = await ctx.db.transaction((tx) => readPayable(tx, organizationId, ctx.clock.now()));
  return {
    account: account?.opened
      ? { ready: account.ready, submitted: account.submitted, missing: account.missing }
      : null,
    payouts: sent.map(({ id, createdAt, amount, state, failure, sentAt }) => ({
      ...{ id, createdAt, amount, state, failure, sentAt },
    })),
    bank: arrived.map(({ id, amount, state, arrivesAt, failure }) => ({
      id,
      amount,
      state,
      arrivesAt,
      failure,
    })),
    earned,
  };
}
