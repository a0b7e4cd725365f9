import { and, eq, isNull, sql } from "drizzle-orm";
import { listing, technology } from "#db/schema/catalog.ts";
import { dealNotice, dealObjection, negotiation, offer } from "#db/schema/deals.ts";
import { organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { refuse, type Result } from "#app/runtime/problem.ts";
import { calendarDay, endOfDay } from "../../catalog/days.ts";
import { hasBeenAnnounced } from "../../catalog/public-notice.server.ts";
import type { Context } from "../../context.ts";
import { readParameter } from "../../parameters.server.ts";
import { demandNoBidding, demandStillToBeHad } from "../concluded.server.ts";
import type { NegotiationRow } from "../lock.server.ts";
import type { MovedNegotiation } from "./enquire.server.ts";
import type { AnnounceDealInput } from "./inputs.ts";
import { conclusionReasons, needsNotice, type RunningNotice } from "./policy.ts";
import { inNegotiation, step } from "./step.server.ts";

/**
 * Publishes what was agreed: name, summary, manner, intended price, whether the buyer is an inventor or related; not who it
 * is. It runs for whole days by the parameter in force (Zhejiang ordinance, Art. 17).
 */
export function announceDeal(
  ctx: Context,
  id: string,
  input: AnnounceDealInput,
): Promise<Result<MovedNegotiation>> {
  return inNegotiation(ctx, id, async (tx, row) => {
    const now = ctx.clock.now();
    const { offered, terms } = await agreedDeal(tx, row);
    const days = await readParameter(tx, "public_notice_days", offered.regionCode, calendarDay(now));
    const until = endOfDay(now, days);
    const moved = await step(tx, ctx, row, {
      transition: "announce_deal",
      deadline: until,
      detail: { insider: input.insider },
    });
    const { titleZh, titleEn, summaryZh, summaryEn, regionCode } = offered;
    const { n: offerN, mode, payment, amount, royaltyBasis, royaltyRate } = terms;
    await tx.insert(dealNotice).values({
      ...{ negotiationId: id, technologyId: row.technologyId, organizationId: row.sellerId },
      ...{ titleZh, titleEn, summaryZh, summaryEn, regionCode, demo: row.demo },
      ...{ offerN, mode, payment, amount, royaltyBasis, royaltyRate, ...input },
      ...{ publishedAt: now, createdAt: now, until },
    });
    return moved;
  });
}

/**
 * Concludes what was agreed. Refuses `deal_policy` with every reason: a notice that is needed and missing, runs, or has
 * objections that are open or hold; `bidding_exists` while the technology is in a bidding, `technology_gone` when it is no
 * longer on the market or a deal concluded before rules this one out.
 */
export function concludeDeal(ctx: Context, id: string): Promise<Result<MovedNegotiation>> {
  return inNegotiation(ctx, id, async (tx, row) => {
    const now = ctx.clock.now();
    if (row.state === "terms_agreed" || row.state === "deal_notice") {
      await demandToBeHad(tx, row, now);
      await demandNoBidding(tx, row.technologyId);
      const reasons = conclusionReasons(await noticeNeeded(tx, row), await runningNotice(tx, id), now);
      if (reasons.length > 0) return refuse({ code: "deal_policy", status: 422, reasons });
    }
    await tx.update(negotiation).set({ concludedAt: now }).where(eq(negotiation.id, id));
    return step(tx, ctx, row, { transition: "conclude_deal", detail: { n: row.agreedOffer } });
  });
}

/** Whether what was agreed has to be announced before it is concluded. */
export async function noticeNeeded(tx: Tx, row: NegotiationRow): Promise<boolean> {
  const { offered, terms } = await agreedDeal(tx, row);
  const announced = (await hasBeenAnnounced(tx, row.technologyId))
    ? { modes: offered.modes, price: offered.price, insider: offered.insider }
    : null;
  return needsNotice(offered.publicInstitution, terms, announced);
}

async function agreedDeal(tx: Tx, row: NegotiationRow) {
  const [offered] = await tx
    .select({
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      summaryZh: listing.summaryZh,
      summaryEn: listing.summaryEn,
      regionCode: listing.regionCode,
      modes: technology.transferModes,
      price: technology.askingPrice,
      insider: technology.insiderDeal,
      publicInstitution: organization.publicInstitution,
    })
    .from(listing)
    .innerJoin(technology, eq(technology.listingId, listing.id))
    .innerJoin(organization, eq(organization.id, listing.organizationId))
    .where(eq(listing.id, row.technologyId));
  const [terms] = await tx
    .select()
    .from(offer)
    .where(and(eq(offer.negotiationId, row.id), eq(offer.n, row.agreedOffer ?? 0)));
  if (!offered || !terms)
    return refuse({ code: "not_allowed_now", status: 409, params: { state: row.state } });
  return { offered, terms };
}

/** The notice of a negotiation that was not withdrawn, with what stands against it. */
export async function runningNotice(tx: Tx, negotiationId: string): Promise<RunningNotice | null> {
  const [found] = await tx
    .select({
      until: dealNotice.until,
      open: sql<number>`count(*) filter (where ${dealObjection.id} is not null and ${dealObjection.answeredAt} is null)::int`,
      upheld: sql<number>`count(*) filter (where ${dealObjection.upheld})::int`,
    })
    .from(dealNotice)
    .leftJoin(dealObjection, eq(dealObjection.noticeId, dealNotice.id))
    .where(and(eq(dealNotice.negotiationId, negotiationId), isNull(dealNotice.withdrawnAt)))
    .groupBy(dealNotice.id);
  return found ?? null;
}

/** Locks the technology, so that one deal is concluded after another and none beside what the last one ruled out. */
async function demandToBeHad(tx: Tx, row: NegotiationRow, now: Date): Promise<void> {
  const [offered] = await tx
    .select({ state: listing.state })
    .from(listing)
    .where(eq(listing.id, row.technologyId))
    .for("no key update");
  if (offered?.state !== "published") refuse({ code: "technology_gone", status: 409 });
  const { terms } = await agreedDeal(tx, row);
  await demandStillToBeHad(tx, row.technologyId, [terms.mode], now);
}
