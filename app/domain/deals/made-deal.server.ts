import { and, eq, inArray } from "drizzle-orm";
import { validate } from "uuid";
import { listing, technology } from "#db/schema/catalog.ts";
import { auction, auctionEntry, negotiation, offer } from "#db/schema/deals.ts";
import { organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { unsettledSale } from "./bidding/states.ts";
import type { Terms } from "./negotiation/policy.ts";

/** Which deal: one that was negotiated, or one that was bid for. */
export type DealRef = { negotiationId: string } | { auctionId: string };

/** The technology that a deal is about, as its listing describes it. */
export type DealtTechnology = Awaited<ReturnType<typeof technologyOf>>;

/**
 * A deal that is made, with what was agreed: a concluded negotiation with its version, or a bidding that was sold, with the
 * price (fen) and the very text that bidders accepted.
 */
export interface MadeDeal {
  sellerId: string;
  buyerId: string;
  technologyId: string;
  technology: DealtTechnology;
  mode: Terms["mode"];
  amount: number;
  terms: Terms | null;
  lotTerms: string;
}

/** The deal, its row locked until the transaction ends; undefined while none is made. */
export async function findMadeDeal(tx: Tx, ref: DealRef): Promise<MadeDeal | undefined> {
  const found =
    "negotiationId" in ref ? await negotiated(tx, ref.negotiationId) : await sold(tx, ref.auctionId);
  return found && { ...found, technology: await technologyOf(tx, found.technologyId) };
}

type Found = Omit<MadeDeal, "technology">;

async function negotiated(tx: Tx, id: string): Promise<Found | undefined> {
  if (!validate(id)) return undefined;
  const [found] = await tx
    .select({ row: negotiation, terms: offer })
    .from(negotiation)
    .innerJoin(offer, and(eq(offer.negotiationId, negotiation.id), eq(offer.n, negotiation.agreedOffer)))
    .where(and(eq(negotiation.id, id), eq(negotiation.state, "deal_concluded")))
    .for("no key update", { of: negotiation });
  if (!found) return undefined;
  const { row, terms } = found;
  const { sellerId, buyerId, technologyId } = row;
  return { sellerId, buyerId, technologyId, mode: terms.mode, amount: terms.amount, terms, lotTerms: "" };
}

async function sold(tx: Tx, id: string): Promise<Found | undefined> {
  if (!validate(id)) return undefined;
  const [found] = await tx
    .select({ row: auction, buyerId: auctionEntry.organizationId })
    .from(auction)
    .innerJoin(auctionEntry, eq(auctionEntry.id, auction.leaderId))
    .where(and(eq(auction.id, id), inArray(auction.state, [...unsettledSale, "sale_concluded"])))
    .for("no key update", { of: auction });
  if (!found) return undefined;
  const { organizationId: sellerId, technologyId, mode, price, terms: lotTerms } = found.row;
  return { sellerId, buyerId: found.buyerId, technologyId, mode, amount: price ?? 0, terms: null, lotTerms };
}

/** The technology as its listing describes it now. */
export async function technologyOf(tx: Tx, id: string) {
  const [found] = await tx
    .select({
      titleZh: listing.titleZh,
      summaryZh: listing.summaryZh,
      owner: organization.nameZh,
      ipType: technology.ipType,
      applicationNo: technology.applicationNo,
      legalStatus: technology.legalStatus,
      filedOn: technology.filedOn,
      advantage: technology.advantage,
    })
    .from(listing)
    .innerJoin(technology, eq(technology.listingId, listing.id))
    .innerJoin(organization, eq(organization.id, listing.organizationId))
    .where(eq(listing.id, id));
  if (!found) throw new Error(`technology ${id} is gone`);
  return found;
}
