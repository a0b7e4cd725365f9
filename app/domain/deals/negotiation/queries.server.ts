import { and, asc, desc, eq, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { validate } from "uuid";
import { listing, technology } from "#db/schema/catalog.ts";
import { dealNotice, dealObjection, negotiation, offer } from "#db/schema/deals.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { noticeNeeded, runningNotice } from "./conclude.server.ts";
import { conclusionReasons } from "./policy.ts";
import { sideOf } from "./step.server.ts";

const seller = alias(organization, "seller");
const buyer = alias(organization, "buyer");

const selectNegotiations = ({ db }: Context) =>
  db
    .select({
      row: negotiation,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      seller: { id: seller.id, nameZh: seller.nameZh, nameEn: seller.nameEn },
      buyer: { id: buyer.id, nameZh: buyer.nameZh, nameEn: buyer.nameEn },
    })
    .from(negotiation)
    .innerJoin(listing, eq(listing.id, negotiation.technologyId))
    .innerJoin(seller, eq(seller.id, negotiation.sellerId))
    .innerJoin(buyer, eq(buyer.id, negotiation.buyerId));

/** Negotiations are the two sides' alone: no regulator and no operator reads them. */
function readable({ actor }: Pick<Context, "actor">): SQL | undefined {
  const mine = actor.organization?.id;
  if (!mine) return undefined;
  const selling = may(actor, "deal.sell") ? eq(negotiation.sellerId, mine) : undefined;
  const buying = may(actor, "deal.buy") ? eq(negotiation.buyerId, mine) : undefined;
  return selling || buying ? or(selling, buying) : undefined;
}

export type ListedNegotiation = Awaited<ReturnType<typeof selectNegotiations>>[number];

/** The actor's organisation's own negotiations on both sides, latest first. */
export async function listNegotiations(
  ctx: Context,
  { after, limit }: { after?: string; limit: number },
): Promise<{ items: ListedNegotiation[]; nextCursor: string | null }> {
  const mine = readable(ctx);
  if (!mine) return { items: [], nextCursor: null };
  const rows = await selectNegotiations(ctx)
    .where(and(mine, after && validate(after) ? lt(negotiation.id, after) : undefined))
    .orderBy(desc(negotiation.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.row.id ?? null) : null };
}

/** One negotiation with all its versions, for its two sides; to everybody else `not_found`. */
export async function findNegotiation(ctx: Context, id: string) {
  const mine = readable(ctx);
  const [found] =
    mine && validate(id) ? await selectNegotiations(ctx).where(and(eq(negotiation.id, id), mine)) : [];
  const side = found && sideOf(ctx, found.row);
  if (!found || !side) return fail(problems.notFound("negotiation"));
  const [offers, [notice], [offered]] = await Promise.all([
    ctx.db
      .select({ offer, by: appUser.name })
      .from(offer)
      .innerJoin(appUser, eq(appUser.id, offer.userId))
      .where(eq(offer.negotiationId, id))
      .orderBy(asc(offer.n)),
    ctx.db
      .select({ id: dealNotice.id })
      .from(dealNotice)
      .where(and(eq(dealNotice.negotiationId, id), isNull(dealNotice.withdrawnAt))),
    ctx.db
      .select({ modes: technology.transferModes })
      .from(technology)
      .where(eq(technology.listingId, found.row.technologyId)),
  ]);
  const agreed = found.row.state === "terms_agreed" || found.row.state === "deal_notice";
  const needed = agreed && (await noticeNeeded(ctx.db, found.row));
  return ok({
    ...found,
    ...{ side, offers, needed },
    /** In which manners the technology is offered. */
    modes: offered?.modes ?? [],
    noticeId: notice?.id ?? null,
    /** Why it cannot be concluded yet. */
    waiting: agreed ? conclusionReasons(needed, await runningNotice(ctx.db, id), ctx.clock.now()) : [],
  });
}

export type NegotiationView = Extract<Awaited<ReturnType<typeof findNegotiation>>, { ok: true }>["value"];

const selectNotices = ({ db }: Context) =>
  db
    .select({
      row: dealNotice,
      seller: { id: seller.id, nameZh: seller.nameZh, nameEn: seller.nameEn, contact: seller.contactEmail },
      objections: sql<number>`(select count(*)::int from ${dealObjection} where notice_id = ${dealNotice.id})`,
    })
    .from(dealNotice)
    .innerJoin(seller, eq(seller.id, dealNotice.organizationId));

export type ListedNotice = Awaited<ReturnType<typeof selectNotices>>[number];

/** Public notices of agreed prices, latest first; withdrawn ones stay, marked. */
export async function listNotices(
  ctx: Context,
  { after, limit }: { after?: string; limit: number },
): Promise<{ items: ListedNotice[]; nextCursor: string | null }> {
  const rows = await selectNotices(ctx)
    .where(after && validate(after) ? lt(dealNotice.id, after) : undefined)
    .orderBy(desc(dealNotice.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.row.id ?? null) : null };
}

/** One notice with its objections; who objects is told to the seller and the regulator of its region only. */
export async function findNotice(ctx: Context, id: string): Promise<Result<NoticeView>> {
  const [found] = validate(id) ? await selectNotices(ctx).where(eq(dealNotice.id, id)) : [];
  if (!found) return fail(problems.notFound("deal_notice"));
  const selling = may(ctx.actor, "deal.sell", found.row);
  const insider = selling || may(ctx.actor, "listing.moderate", found.row);
  const objections = await ctx.db
    .select()
    .from(dealObjection)
    .where(eq(dealObjection.noticeId, id))
    .orderBy(asc(dealObjection.createdAt), asc(dealObjection.id));
  return ok({
    ...found,
    ...{ selling, insider },
    running: found.row.withdrawnAt === null && found.row.until > ctx.clock.now(),
    against: objections.map(({ name, contact, answeredBy: _, noticeId: __, ...one }) => ({
      ...one,
      ...(insider ? { name, contact } : { name: "", contact: "" }),
    })),
  });
}

export interface NoticeView extends ListedNotice {
  selling: boolean;
  insider: boolean;
  running: boolean;
  against: {
    id: string;
    createdAt: Date;
    text: string;
    answer: string | null;
    answeredAt: Date | null;
    upheld: boolean | null;
    name: string;
    contact: string;
  }[];
}
