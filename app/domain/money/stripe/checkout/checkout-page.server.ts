import { and, eq } from "drizzle-orm";
import { charge } from "#db/schema/money.ts";
import { stripeDispute } from "#db/schema/stripe.ts";
import { organization } from "#db/schema/identity.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { isUuid } from "#app/runtime/id.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "../../../identity/permissions.ts";
import { outstanding } from "../../charges/policy.ts";
import { heldTooLong, type TooLong } from "../../holds/held-too-long.server.ts";
import { noCards, offersCards } from "../settings.server.ts";
import { latestCheckout } from "./open-checkout.server.ts";
import type { CheckoutRow } from "./checkout-row.ts";

/** How paying by card stands for a charge, as its payer sees it. */
export interface CheckoutPage {
  id: string;
  reference: string;
  state: string;
  amount: number;
  /** Fen still to be paid. */
  open: number;
  cause: { type: string; id: string };
  payee: { nameZh: string; nameEn: string };
  disputed: boolean;
  /** Why it cannot be paid by card; null: it can. */
  tooLong: TooLong | null;
  /** The latest page at Stripe; `url` only while somebody can pay there. */
  checkout: Pick<CheckoutRow, "state" | "url" | "expiresAt" | "failure"> | null;
}

/** Reads only: whoever comes back from Stripe learns what its notices have said so far. Refuses with `not_found`. */
export async function checkoutPage(ctx: Context, chargeId: string): Promise<Result<CheckoutPage>> {
  if (!offersCards()) return fail(noCards());
  const [found] = isUuid(chargeId)
    ? await ctx.db
        .select({ row: charge, nameZh: organization.nameZh, nameEn: organization.nameEn })
        .from(charge)
        .innerJoin(organization, eq(organization.id, charge.payeeId))
        .where(eq(charge.id, chargeId))
    : [];
  if (!found || !may(ctx.actor, "charge.pay", { organizationId: found.row.payerId }))
    return fail(problems.notFound("charge"));
  const { row, nameZh, nameEn } = found;
  const latest = await latestCheckout(ctx.db, chargeId);
  const [dispute] = await ctx.db
    .select({ id: stripeDispute.id })
    .from(stripeDispute)
    .where(and(eq(stripeDispute.chargeId, chargeId), eq(stripeDispute.state, "open")))
    .limit(1);
  const now = ctx.clock.now();
  const isLive = latest?.state === "open" && latest.expiresAt > now;
  return ok({
    ...{ id: row.id, reference: row.reference, state: row.state, amount: row.amount, open: outstanding(row) },
    ...{ cause: { type: row.causeType, id: row.causeId }, payee: { nameZh, nameEn } },
    disputed: dispute !== undefined,
    tooLong: outstanding(row) > 0 ? await heldTooLong(ctx.db, row, now) : null,
    checkout: latest
      ? {
          ...{ state: latest.state, expiresAt: latest.expiresAt, failure: latest.failure },
          url: isLive ? latest.url : null,
        }
      : null,
  });
}
