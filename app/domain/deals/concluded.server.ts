import { and, eq } from "drizzle-orm";
import { auction, negotiation, offer } from "#db/schema/deals.ts";
import type { TransferMode } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { refuse } from "#app/runtime/problem.ts";
import { type ConcludedDeal, leavesOpen } from "./exclusivity.ts";

/**
 * Refuses `technology_gone` when no manner of `modes` is left to the technology by the deals concluded on it. The caller
 * holds the listing's row, so that one deal is concluded after another.
 */
export async function demandStillToBeHad(
  tx: Tx,
  technologyId: string,
  modes: readonly TransferMode[],
  now: Date,
): Promise<void> {
  const concluded = await concludedDeals(tx, technologyId);
  if (!modes.some((mode) => leavesOpen(concluded, mode, now)))
    refuse({ code: "technology_gone", status: 409 });
}

/** Every deal concluded on a technology: by negotiation, and by bidding, whose terms know no end. */
async function concludedDeals(tx: Tx, technologyId: string): Promise<ConcludedDeal[]> {
  const negotiated = await tx
    .select({ mode: offer.mode, termMonths: offer.termMonths, at: negotiation.concludedAt })
    .from(negotiation)
    .innerJoin(offer, and(eq(offer.negotiationId, negotiation.id), eq(offer.n, negotiation.agreedOffer)))
    .where(and(eq(negotiation.technologyId, technologyId), eq(negotiation.state, "deal_concluded")));
  const sold = await tx
    .select({ mode: auction.mode })
    .from(auction)
    .where(and(eq(auction.technologyId, technologyId), eq(auction.state, "sale_concluded")));
  return [
    ...negotiated.map(({ mode, termMonths, at }) => ({ mode, until: monthsAfter(at, termMonths) })),
    ...sold.map(({ mode }) => ({ mode, until: null })),
  ];
}

function monthsAfter(from: Date | null, months: number | null): Date | null {
  if (from === null || months === null) return null;
  const until = new Date(from);
  until.setUTCMonth(until.getUTCMonth() + months);
  return until;
}
