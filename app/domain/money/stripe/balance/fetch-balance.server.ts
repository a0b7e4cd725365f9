import { sql } from "drizzle-orm";
import { stripeBalance } from "#db/schema/stripe.ts";
import type { Tx } from "#db/client.ts";
import { type BalanceLine, readBalance } from "#app/integrations/stripe/payouts.server.ts";
import { env } from "#app/runtime/env.server.ts";
import type { Context } from "#app/domain/context.ts";
import type { Leg } from "../../ledger/legs.ts";
import { post } from "../../ledger/post.server.ts";
import { valueOf } from "../failures.ts";

type Ctx = Pick<Context, "db" | "actor" | "clock">;

const dayMs = 86_400_000;
/** How far back is looked the first time. */
const firstMs = 90 * dayMs;

/**
 * Job `fetch-stripe-balance`: takes in what moved on the platform's balance at Stripe, each line once, and books what only
 * Stripe can tell: its fees, and what it sent to the platform's own bank. Returns how many lines were new.
 */
export async function fetchBalance(ctx: Ctx): Promise<number> {
  const settings = env().stripe;
  if (!settings) return 0;
  const [latest] = await ctx.db
    .select({ at: sql<string | null>`max(${stripeBalance.at})` })
    .from(stripeBalance);
  const now = ctx.clock.now().getTime();
  const since = new Date(latest?.at ? new Date(latest.at).getTime() - dayMs : now - firstMs);
  let taken = 0;
  for (const line of valueOf(await readBalance(settings, since))) {
    if (await ctx.db.transaction((tx) => takeLine(tx, ctx, line))) taken++;
  }
  return taken;
}

async function takeLine(tx: Tx, ctx: Ctx, { id: lineId, ...line }: BalanceLine): Promise<boolean> {
  const [taken] = await tx
    .insert(stripeBalance)
    .values({ ...line, lineId })
    .onConflictDoNothing()
    .returning({ id: stripeBalance.id });
  if (!taken) return false;
  const cause = { type: "stripe_balance", id: taken.id };
  await post(tx, ctx, { cause, currency: line.currency, legs: legsOf(line) });
  return true;
}

/** Between the platform's balance at Stripe and its own bank, either way. */
const ownMoves = ["payout", "payout_failure", "payout_cancel", "topup", "topup_reversal"];

/** The platform bears Stripe's fees. What came to its bank from Stripe left its account there, and the reverse. */
function legsOf({ type, amount, fee }: Pick<BalanceLine, "type" | "amount" | "fee">): Leg[] {
  const toBank = ownMoves.includes(type) ? amount : 0;
  const kept = type === "stripe_fee" ? -amount : fee;
  const own = { organizationId: null };
  return [
    { ...own, purpose: "fee", amount: -kept },
    { ...own, purpose: "card", amount: kept - toBank },
    { ...own, purpose: "bank", amount: toBank },
  ];
}
