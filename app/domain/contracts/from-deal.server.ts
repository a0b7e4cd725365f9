import { and, eq, ne } from "drizzle-orm";
import { contract } from "#db/schema/contracts.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { demandDealStands } from "../deals/concluded.server.ts";
import { type DealRef, findMadeDeal } from "../deals/made-deal.server.ts";
import { may } from "../identity/permissions.ts";
import { transact } from "../transact.server.ts";
import { termsOfDeal } from "./deal-terms.ts";
import { contractProblems } from "./problems.ts";
import { openContract } from "./start.server.ts";

/**
 * Begins the contract of a deal on a technology that is made, by either side: the buyer is Party A, the owner Party B, and
 * the draft says what was agreed on. One deal gives one contract. Refuses with `contract_no_deal` before, for a contribution
 * to equity, and with `contract_deal_taken` afterwards, `technology_gone` when another deal has been concluded
 * since this one lost its standing.
 */
export async function startFromDeal(ctx: Context, ref: DealRef): Promise<Result<{ id: string }>> {
  const { user } = ctx.actor;
  if (!user || !may(ctx.actor, "contract.edit")) return fail(problems.forbidden("contract.edit"));
  return transact(ctx.db, async (tx) => {
    const deal = await findMadeDeal(tx, ref);
    const buys = deal && may(ctx.actor, "contract.edit", { organizationId: deal.buyerId });
    const sells = deal && may(ctx.actor, "contract.edit", { organizationId: deal.sellerId });
    // Whoever is of neither side learns nothing of it.
    const terms = deal && (buys || sells) ? termsOfDeal(deal) : undefined;
    if (!deal || !terms) return refuse(contractProblems.noDeal());
    if (await contractOf(tx, ref)) return refuse(contractProblems.dealTaken());
    await demandDealStands(tx, ref, ctx.clock.now());
    return openContract(tx, ctx, {
      ...{ clientId: deal.buyerId, developerId: deal.sellerId, user, terms },
      side: buys ? "client" : "developer",
      ...ref,
    });
  });
}

/** The contract that was begun from a deal and not withdrawn. */
async function contractOf(tx: Tx, ref: DealRef): Promise<string | undefined> {
  const origin =
    "negotiationId" in ref
      ? eq(contract.negotiationId, ref.negotiationId)
      : eq(contract.auctionId, ref.auctionId);
  const [known] = await tx
    .select({ id: contract.id })
    .from(contract)
    .where(and(origin, ne(contract.state, "withdrawn")));
  return known?.id;
}

/** A deal as its page shows it. */
interface ShownDeal {
  ref: DealRef;
  sellerId: string;
  buyerId: string | null;
  /** Whether it is made; a contract may begin. */
  made: boolean;
  mode: string;
}

/**
 * Where the two sides of a deal go on: to the contract that one of them has begun, else to beginning it; null for everybody
 * else, before the deal is made, and for a contribution to equity.
 */
export async function dealContract(
  ctx: Context,
  { ref, sellerId, buyerId, made, mode }: ShownDeal,
): Promise<{ path: string; begun: boolean } | null> {
  const sides = [sellerId, ...(buyerId ? [buyerId] : [])];
  const belongs = sides.some((organizationId) => may(ctx.actor, "contract.edit", { organizationId }));
  if (!made || mode === "equity" || !belongs) return null;
  const known = await contractOf(ctx.db, ref);
  if (known) return { path: `/contracts/${known}`, begun: true };
  const query = "negotiationId" in ref ? `negotiation=${ref.negotiationId}` : `auction=${ref.auctionId}`;
  return { path: `/contracts/new?${query}`, begun: false };
}
