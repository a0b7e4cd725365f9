import { eq } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import { auction, negotiation } from "#db/schema/deals.ts";
import { licenceOffer } from "#db/schema/licences.ts";
import type { Context } from "../context.ts";
import type { ContractRow } from "./scene.server.ts";

/** The deal that a contract was drafted from: its page, and the technology by name. For the contract's own sides. */
export interface DealOrigin {
  path: string;
  titleZh: string;
  titleEn: string;
}

export async function dealOrigin(
  { db }: Pick<Context, "db">,
  {
    negotiationId,
    auctionId,
    licenceOfferId,
  }: Pick<ContractRow, "negotiationId" | "auctionId" | "licenceOfferId">,
): Promise<DealOrigin | null> {
  const titles = { titleZh: listing.titleZh, titleEn: listing.titleEn };
  if (negotiationId) {
    const [found] = await db
      .select(titles)
      .from(negotiation)
      .innerJoin(listing, eq(listing.id, negotiation.technologyId))
      .where(eq(negotiation.id, negotiationId));
    return found ? { ...found, path: `/negotiations/${negotiationId}` } : null;
  }
  if (licenceOfferId) {
    const [found] = await db
      .select({ ...titles, technologyId: licenceOffer.technologyId })
      .from(licenceOffer)
      .innerJoin(listing, eq(listing.id, licenceOffer.technologyId))
      .where(eq(licenceOffer.id, licenceOfferId));
    return found
      ? {
          titleZh: found.titleZh,
          titleEn: found.titleEn,
          path: `/technologies/${found.technologyId}/licence`,
        }
      : null;
  }
  if (!auctionId) return null;
  const [found] = await db
    .select({ ...titles, technologyId: auction.technologyId })
    .from(auction)
    .innerJoin(listing, eq(listing.id, auction.technologyId))
    .where(eq(auction.id, auctionId));
  return found
    ? { titleZh: found.titleZh, titleEn: found.titleEn, path: `/technologies/${found.technologyId}/bidding` }
    : null;
}
