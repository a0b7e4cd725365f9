import { eq } from "drizzle-orm";
import { validate } from "uuid";
import { listing } from "#db/schema/catalog.ts";
import { auction, auctionEntry, negotiation } from "#db/schema/deals.ts";
import type { Tx } from "#db/client.ts";

export type AuctionRow = typeof auction.$inferSelect;
export type NegotiationRow = typeof negotiation.$inferSelect;

/**
 * The auction with its row locked, as it stands once those before have committed: whoever enters, bids or ends it takes
 * this first, so that they come one after another, and reads the clock afterwards.
 */
export async function lockAuction(tx: Tx, id: string): Promise<AuctionRow | undefined> {
  if (!validate(id)) return undefined;
  const [row] = await tx.select().from(auction).where(eq(auction.id, id)).for("no key update");
  return row;
}

/** The auction with its winner and the region of what is sold, as its process table names them. */
export async function withParties(tx: Tx, row: AuctionRow) {
  const [found] = await tx
    .select({ regionCode: listing.regionCode, winnerId: auctionEntry.organizationId })
    .from(auction)
    .innerJoin(listing, eq(listing.id, auction.technologyId))
    .leftJoin(auctionEntry, eq(auctionEntry.id, auction.leaderId))
    .where(eq(auction.id, row.id));
  return { ...row, regionCode: found?.regionCode ?? "", winnerId: found?.winnerId ?? null };
}

/** The negotiation with its row locked. */
export async function lockNegotiation(tx: Tx, id: string): Promise<NegotiationRow | undefined> {
  if (!validate(id)) return undefined;
  const [row] = await tx.select().from(negotiation).where(eq(negotiation.id, id)).for("no key update");
  return row;
}
