import { desc, eq } from "drizzle-orm";
import { auction } from "#db/schema/deals.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { standsAt } from "./bidding/policy.ts";

/** What of deals the page of a technology leads to. */
export interface DealsOfTechnology {
  /** Where its latest bidding stands. */
  bidding: string | null;
  maySell: boolean;
}

export async function dealsOf(
  { db, actor, clock }: Context,
  listing: { id: string; organizationId: string; state: string },
): Promise<DealsOfTechnology> {
  const [latest] = await db
    .select({ state: auction.state, startsAt: auction.startsAt, endsAt: auction.endsAt })
    .from(auction)
    .where(eq(auction.technologyId, listing.id))
    .orderBy(desc(auction.createdAt), desc(auction.id))
    .limit(1);
  return {
    bidding: latest ? standsAt(latest, clock.now()) : null,
    maySell: listing.state === "published" && may(actor, "deal.sell", listing),
  };
}
