import { eq } from "drizzle-orm";
import { validate } from "uuid";
import { auction, negotiation } from "#db/schema/deals.ts";
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

/** The negotiation with its row locked. */
export async function lockNegotiation(tx: Tx, id: string): Promise<NegotiationRow | undefined> {
  if (!validate(id)) return undefined;
  const [row] = await tx.select().from(negotiation).where(eq(negotiation.id, id)).for("no key update");
  return row;
}
