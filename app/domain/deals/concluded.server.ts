import { and, eq, inArray, sql } from "drizzle-orm";
import { contract } from "#db/schema/contracts.ts";
import { auction, negotiation, offer } from "#db/schema/deals.ts";
import { licenceOffer } from "#db/schema/licences.ts";
import type { TransferMode } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { refuse } from "#app/runtime/problem.ts";
import { liveBidding } from "./bidding/states.ts";
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

/**
 * Every deal concluded on a technology: by negotiation, by bidding, whose terms know no end, and by accepting a standing
 * offer. An open licence that is on offer counts as one (Patent Law, Art. 51).
 */
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
  const licensed = await tx
    .select({ mode: licenceOffer.mode, termMonths: termOfOffer, at: contract.inForceAt })
    .from(contract)
    .innerJoin(licenceOffer, eq(licenceOffer.id, contract.licenceOfferId))
    .where(
      and(eq(licenceOffer.technologyId, technologyId), inArray(contract.state, ["in_force", "completed"])),
    );
  const standing = await tx
    .select({ mode: licenceOffer.mode })
    .from(licenceOffer)
    .where(
      and(
        eq(licenceOffer.technologyId, technologyId),
        eq(licenceOffer.state, "licence_offered"),
        eq(licenceOffer.mode, "open_licence"),
      ),
    );
  return [
    ...[...negotiated, ...licensed].map(({ mode, termMonths, at }) => ({
      mode,
      until: monthsAfter(at, termMonths),
    })),
    ...[...sold, ...standing].map(({ mode }) => ({ mode, until: null })),
  ];
}

const termOfOffer = sql<number | null>`(${licenceOffer.terms} -> 'rights' ->> 'termMonths')::int`;

/** Refuses `bidding_exists` while the technology is in a bidding. */
export async function demandNoBidding(tx: Tx, technologyId: string): Promise<void> {
  const [live] = await tx
    .select({ id: auction.id })
    .from(auction)
    .where(and(eq(auction.technologyId, technologyId), inArray(auction.state, liveBidding)));
  if (live) refuse({ code: "bidding_exists", status: 409 });
}

function monthsAfter(from: Date | null, months: number | null): Date | null {
  if (from === null || months === null) return null;
  const until = new Date(from);
  until.setUTCMonth(until.getUTCMonth() + months);
  return until;
}
