import { and, eq, inArray, lt, or, sql } from "drizzle-orm";
import { charge } from "#db/schema/money.ts";
import { stripeCheckout } from "#db/schema/stripe.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { env } from "#app/runtime/env.server.ts";
import type { Context } from "#app/domain/context.ts";

/**
 * Job `end-checkouts`: closes the pages of charges that were meanwhile paid otherwise, cancelled or changed, so that nobody
 * pays twice, and those whose time is over and of which no notice came. Returns how many.
 */
export async function endCheckouts(ctx: Pick<Context, "db" | "clock">): Promise<number> {
  if (!env().stripe) return 0;
  return ctx.db.transaction(async (tx) => {
    const needless = await tx
      .select({ id: stripeCheckout.id })
      .from(stripeCheckout)
      .innerJoin(charge, eq(charge.id, stripeCheckout.chargeId))
      .where(
        and(
          inArray(stripeCheckout.state, ["opening", "open"]),
          or(
            lt(stripeCheckout.expiresAt, ctx.clock.now()),
            sql`${charge.state} not in ('open', 'partly_paid')`,
            sql`${charge.amount} - ${charge.paid} <> ${stripeCheckout.amount}`,
          ),
        ),
      )
      .limit(500)
      .for("update", { of: stripeCheckout, skipLocked: true });
    if (needless.length === 0) return 0;
    const ids = needless.map(({ id }) => id);
    await tx.update(stripeCheckout).set({ state: "ended", url: null }).where(inArray(stripeCheckout.id, ids));
    for (const checkoutId of ids) await enqueue(tx, "end-checkout", { checkoutId });
    return ids.length;
  });
}
