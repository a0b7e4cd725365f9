import { and, eq, isNull } from "drizzle-orm";
import { stripeAccount } from "#db/schema/stripe.ts";
import { linkToOnboarding, openAccount } from "#app/integrations/stripe/accounts.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { fail, ok, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { may } from "../../../identity/permissions.ts";
import { setupProblem } from "../failures.ts";
import { stripe } from "../settings.server.ts";

type AccountRow = typeof stripeAccount.$inferSelect;

/**
 * The address at Stripe at which a provider opens its account there, or goes on with what Stripe still wants to know; what
 * it tells Stripe never passes through here. Refuses with `payouts_unverified`, `payouts_unreachable` or `payments_refused`.
 */
export async function beginOnboarding(ctx: Context): Promise<Result<string>> {
  const wanted = await transact(ctx.db, async (tx) => {
    stripe();
    const { organization } = ctx.actor;
    if (!organization || !may(ctx.actor, "payout.manage", { organizationId: organization.id }))
      return refuse(problems.forbidden("payout.manage"));
    if (!organization.verified) return refuse({ code: "payouts_unverified", status: 403 });
    const own = eq(stripeAccount.organizationId, organization.id);
    const [made] = await tx
      .insert(stripeAccount)
      .values({ organizationId: organization.id })
      .onConflictDoNothing()
      .returning();
    if (made)
      await recordAudit(tx, ctx, {
        ...{ entity: "organization", entityId: organization.id, transition: "open-payout-account" },
      });
    const [row] = made ? [made] : await tx.select().from(stripeAccount).where(own);
    if (!row) throw new Error("an account was neither made nor found");
    return row;
  });
  if (!wanted.ok) return wanted;
  const account = await accountIdOf(ctx, wanted.value);
  return account.ok ? linkFor(account.value) : account;
}

/** The same row is the same account, also when an answer of Stripe was lost. */
async function accountIdOf(ctx: Context, row: AccountRow): Promise<Result<string>> {
  if (row.accountId) return ok(row.accountId);
  const opened = await openAccount(stripe(), row.organizationId, `account-${row.id}`);
  if (!opened.ok) return fail(setupProblem(opened.failure));
  await ctx.db
    .update(stripeAccount)
    .set({ accountId: opened.value.id })
    .where(and(eq(stripeAccount.id, row.id), isNull(stripeAccount.accountId)));
  return ok(opened.value.id);
}

async function linkFor(account: string): Promise<Result<string>> {
  const page = `${env().baseUrl}/organization/payouts`;
  const wish = { account, returnUrl: `${page}?back=1`, refreshUrl: `${page}?back=again` };
  const link = await linkToOnboarding(stripe(), wish);
  return link.ok ? ok(link.value) : fail(setupProblem(link.failure));
}
