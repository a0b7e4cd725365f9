import { eq } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import { auction, auctionEntry, bid } from "#db/schema/deals.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { demandStanding } from "../../credit/standing.server.ts";
import { may } from "../../identity/permissions.ts";
import { move } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";
import type { AuctionRow } from "../lock.server.ts";
import { entryOf, refuseInsider } from "./enter.server.ts";
import { lockCurrent } from "./follow-clock.server.ts";
import { endAfter, leastBid } from "./policy.ts";
import { auctionProcess } from "./states.ts";

export interface Placed {
  n: number;
  amount: number;
  endsAt: Date;
}

/**
 * Bids `amount` fen for the actor's organisation. Bids come one after another by the lock of the auction; the time that
 * counts is the one after that lock. Refuses `not_entered`, `deposit_unpaid`, `bid_too_low` with the least that counts,
 * `leading_already`, `bidding_over`, `not_allowed_now` before the start, `standing`, `own_technology`.
 */
export async function placeBid(
  ctx: Context,
  id: string,
  { amount }: { amount: number },
): Promise<Result<Placed>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization || !may(ctx.actor, "deal.buy")) return fail(problems.forbidden("deal.buy"));
  return transact(ctx.db, async (tx) => {
    await demandStanding(tx, organization.id, "propose", ctx.clock.now());
    const row = await lockCurrent(tx, ctx, id);
    if (!row) return refuse(problems.notFound("auction"));
    await refuseInsider(tx, row.organizationId, organization.id, user.id);
    await demandOpen(tx, row);
    const [entry] = await tx.select().from(auctionEntry).where(entryOf(id, organization.id));
    if (!entry) return refuse({ code: "not_entered", status: 409 });
    if (!entry.depositPaidAt) return refuse({ code: "deposit_unpaid", status: 409 });
    if (row.leaderId === entry.id) return refuse({ code: "leading_already", status: 409 });
    const least = leastBid(row, row.price);
    if (amount < least)
      return refuse({ code: "bid_too_low", status: 409, params: { least }, details: { least } });
    return write(tx, ctx, row, { entryId: entry.id, userId: user.id, bidderId: organization.id, amount });
  });
}

/** Refuses while the bidding does not run, and when what is sold has left the market. */
async function demandOpen(tx: Tx, row: AuctionRow): Promise<void> {
  if (row.state === "bidding_announced") refuse(problems.notAllowedNow("bid", row.state));
  if (row.state !== "bidding_open") refuse({ code: "bidding_over", status: 409 });
  const [sold] = await tx
    .select({ state: listing.state })
    .from(listing)
    .where(eq(listing.id, row.technologyId));
  if (sold?.state !== "published") refuse({ code: "technology_gone", status: 409 });
}

interface Bidding {
  entryId: string;
  userId: string;
  bidderId: string;
  amount: number;
}

async function write(tx: Tx, ctx: Context, row: AuctionRow, { bidderId, ...made }: Bidding): Promise<Placed> {
  const at = ctx.clock.now();
  // The lock was waited for: the end may have come meanwhile.
  if (at >= row.endsAt) return refuse({ code: "bidding_over", status: 409 });
  const endsAt = endAfter(row, at);
  const n = row.bids + 1;
  await tx.insert(bid).values({ auctionId: row.id, n, at, endsAt, ...made });
  await tx
    .update(auction)
    .set({ bids: n, price: made.amount, leaderId: made.entryId, endsAt })
    .where(eq(auction.id, row.id));
  const extended = endsAt > row.endsAt;
  const staged = { ...row, bidderId };
  await move(tx, ctx, auctionProcess, auction, staged, {
    transition: "bid",
    deadline: endsAt,
    detail: { n, amount: made.amount, ...(extended && { endsAt: endsAt.toISOString() }) },
  });
  if (extended) await enqueue(tx, "settle-deals", {}, { key: `auction-${row.id}`, runAt: endsAt });
  return { n, amount: made.amount, endsAt };
}
