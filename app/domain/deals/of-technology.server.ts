import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import { auction, dealNotice, negotiation } from "#db/schema/deals.ts";
import { licenceOffer } from "#db/schema/licences.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { standsAt } from "./bidding/policy.ts";

/** What of deals the page of a technology leads to. */
export interface DealsOfTechnology {
  /** Where its latest bidding stands. */
  bidding: string | null;
  maySell: boolean;
  /** Whether it can be asked for a negotiation, by the actor or after signing in. */
  negotiable: boolean;
  /** The notice of an agreed price that runs or has run, for everybody. */
  notice: string | null;
  /** Whether a licence can be had at a fixed price by accepting a standing offer. */
  licence: boolean;
  /** The actor's own negotiation that has not ended. */
  negotiation: string | null;
}

export async function dealsOf(
  ctx: Context,
  listing: { id: string; organizationId: string; state: string },
): Promise<DealsOfTechnology> {
  const { db, actor, clock } = ctx;
  const [latest] = await db
    .select({ state: auction.state, startsAt: auction.startsAt, endsAt: auction.endsAt })
    .from(auction)
    .where(eq(auction.technologyId, listing.id))
    .orderBy(desc(auction.createdAt), desc(auction.id))
    .limit(1);
  const [announced] = await db
    .select({ id: dealNotice.id })
    .from(dealNotice)
    .where(and(eq(dealNotice.technologyId, listing.id), isNull(dealNotice.withdrawnAt)))
    .orderBy(desc(dealNotice.id))
    .limit(1);
  const [offered] = await db
    .select({ id: licenceOffer.id })
    .from(licenceOffer)
    .where(and(eq(licenceOffer.technologyId, listing.id), eq(licenceOffer.state, "licence_offered")));
  const published = listing.state === "published";
  const own = actor.organization?.id === listing.organizationId;
  return {
    bidding: latest ? standsAt(latest, clock.now()) : null,
    maySell: published && may(actor, "deal.sell", listing),
    negotiable: published && !own && (actor.user === null || may(actor, "deal.buy")),
    notice: announced?.id ?? null,
    licence: offered !== undefined,
    negotiation: await liveNegotiation(ctx, listing.id),
  };
}

const live = ["enquired", "with_seller", "with_buyer", "terms_agreed", "deal_notice"] as const;

/** The negotiation over a technology that the actor's organisation is in as the buyer, if it has not ended. */
export async function liveNegotiation({ db, actor }: Context, technologyId: string): Promise<string | null> {
  if (!actor.organization || !may(actor, "deal.buy")) return null;
  const [found] = await db
    .select({ id: negotiation.id })
    .from(negotiation)
    .where(
      and(
        eq(negotiation.technologyId, technologyId),
        eq(negotiation.buyerId, actor.organization.id),
        inArray(negotiation.state, [...live]),
      ),
    )
    .limit(1);
  return found?.id ?? null;
}
