import { type AnyColumn, and, eq, inArray, ne, sql } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import { contract } from "#db/schema/contracts.ts";
import { auction, negotiation, offer } from "#db/schema/deals.ts";
import { licenceOffer } from "#db/schema/licences.ts";
import type { ContractState, TransferMode } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { refuse } from "#app/runtime/problem.ts";
import { calendarDay } from "../catalog/days.ts";
import { readParameter } from "../parameters.server.ts";
import { liveBidding } from "./bidding/states.ts";
import { type ConcludedDeal, doesStand, leavesOpen, monthsAfter } from "./exclusivity.ts";

/**
 * Refuses `technology_gone` when no manner of `modes` is left to the technology by the deals concluded on it, beside `own`.
 * The caller holds the listing's row, so that one deal is concluded after another.
 */
export async function demandStillToBeHad(
  tx: Tx,
  technologyId: string,
  modes: readonly TransferMode[],
  now: Date,
  own: OwnDeal = {},
): Promise<void> {
  const concluded = await concludedDeals(tx, technologyId, now, own);
  if (!modes.some((mode) => leavesOpen(concluded, mode, now)))
    refuse({ code: "technology_gone", status: 409 });
}

/** The deal that a contract is about, which does not stand in its own way. */
interface OwnDeal {
  negotiationId?: string | null;
  auctionId?: string | null;
}

/**
 * Refuses `technology_gone` when another deal, concluded after this one had lost its standing, rules out what its contract
 * would give. Locks the listing's row.
 */
export async function demandDealStands(tx: Tx, own: OwnDeal, now: Date): Promise<void> {
  const { negotiationId, auctionId } = own;
  const [deal] = negotiationId
    ? await tx
        .select({ technologyId: negotiation.technologyId, mode: offer.mode })
        .from(negotiation)
        .innerJoin(offer, and(eq(offer.negotiationId, negotiation.id), eq(offer.n, negotiation.agreedOffer)))
        .where(eq(negotiation.id, negotiationId))
    : await tx
        .select({ technologyId: auction.technologyId, mode: auction.mode })
        .from(auction)
        .where(eq(auction.id, auctionId ?? ""));
  if (!deal) return;
  await tx
    .select({ id: listing.id })
    .from(listing)
    .where(eq(listing.id, deal.technologyId))
    .for("no key update");
  await demandStillToBeHad(tx, deal.technologyId, [deal.mode], now, own);
}

/**
 * Every deal on a technology that stands: by negotiation, by bidding, whose terms know no end, and by accepting a standing
 * offer. An open licence that is on offer counts as one (Patent Law, Art. 51).
 */
async function concludedDeals(
  tx: Tx,
  technologyId: string,
  now: Date,
  own: OwnDeal,
): Promise<ConcludedDeal[]> {
  const made = await madeDeals(tx, technologyId, now, own);
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
    ...[...made, ...licensed].map(({ mode, termMonths, at }) => ({
      mode,
      until: at === null || termMonths === null ? null : monthsAfter(at, termMonths),
    })),
    ...standing.map(({ mode }) => ({ mode, until: null })),
  ];
}

/** Those that were negotiated or sold by bidding, as long as they stand. */
async function madeDeals(tx: Tx, technologyId: string, now: Date, own: OwnDeal) {
  const signingDays = await readParameter(tx, "deal_contract_days", "", calendarDay(now));
  const contracts = (origin: AnyColumn, id: AnyColumn) =>
    sql<ContractState[]>`array(select ${contract.state} from ${contract} where ${origin} = ${id})`;
  const negotiated = await tx
    .select({
      ...{ mode: offer.mode, termMonths: offer.termMonths, at: negotiation.concludedAt },
      contracts: contracts(contract.negotiationId, negotiation.id),
    })
    .from(negotiation)
    .innerJoin(offer, and(eq(offer.negotiationId, negotiation.id), eq(offer.n, negotiation.agreedOffer)))
    .where(
      and(
        eq(negotiation.technologyId, technologyId),
        eq(negotiation.state, "deal_concluded"),
        own.negotiationId ? ne(negotiation.id, own.negotiationId) : undefined,
      ),
    );
  // A sale that lapsed or defaulted stands only by a contract that took effect all the same.
  const sold = await tx
    .select({
      ...{ mode: auction.mode, termMonths: sql<null>`null` },
      at: sql<Date | null>`case when ${auction.state} = 'sale_concluded' then ${auction.stateSince} end`.mapWith(
        auction.stateSince,
      ),
      contracts: contracts(contract.auctionId, auction.id),
    })
    .from(auction)
    .where(
      and(
        eq(auction.technologyId, technologyId),
        inArray(auction.state, ["sale_concluded", "winner_defaulted", "sale_lapsed"]),
        own.auctionId ? ne(auction.id, own.auctionId) : undefined,
      ),
    );
  return [...negotiated, ...sold].filter((deal) => doesStand(deal, signingDays, now));
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
