import { and, desc, eq, inArray, isNotNull, lt, or, sql } from "drizzle-orm";
import { validate } from "uuid";
import { listing } from "#db/schema/catalog.ts";
import { auction, auctionEntry, bid } from "#db/schema/deals.ts";
import { organization } from "#db/schema/identity.ts";
import { charge } from "#db/schema/money.ts";
import { mayAppear } from "#db/in-force.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { isIn } from "../../process.ts";
import type { AuctionRow } from "../lock.server.ts";
import { leastBid, standsAt } from "./policy.ts";
import { unsettledSale } from "./states.ts";

const shownBids = 100;

export interface ShownBid {
  n: number;
  /** The bidder's number. */
  bidder: number;
  amount: number;
  at: Date;
  endsAt: Date;
  mine: boolean;
}

/** What an organisation's own entry looks like to itself. */
export interface OwnEntry {
  id: string;
  number: number;
  leading: boolean;
  depositPaid: boolean;
  charge: { id: string; reference: string; amount: number; state: string } | null;
}

export interface AuctionView {
  row: AuctionRow;
  /** The state by the clock: `ending` when its time is over and the timer has not come round. */
  standing: string;
  titleZh: string;
  titleEn: string;
  seller: { id: string; nameZh: string; nameEn: string };
  /** Fen: the least that the next bid must be. */
  least: number;
  /** Latest first, at most a hundred. */
  shown: ShownBid[];
  entered: number;
  own: OwnEntry | null;
  selling: boolean;
  leader: number | null;
  /** Who won: for the seller and the winner. */
  winner: { id: string; nameZh: string; nameEn: string } | null;
  /** The organisation that acts, as the process table asks for it: where it may bid, and where it has won. */
  bidderId: string | null;
  winnerId: string | null;
  /** Of the technology. */
  regionCode: string;
  /** Whether the actor decides whether the winner is in default, once that is contested. */
  mediating: boolean;
}

const selectAuctions = ({ db }: Context) =>
  db
    .select({
      row: auction,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      regionCode: listing.regionCode,
      seller: { id: organization.id, nameZh: organization.nameZh, nameEn: organization.nameEn },
    })
    .from(auction)
    .innerJoin(listing, eq(listing.id, auction.technologyId))
    .innerJoin(organization, eq(organization.id, auction.organizationId));

/** Biddings are public; those of an organisation that a measure hides are not shown, but to itself and its bidders. */
const visible = ({ actor, clock }: Context) => {
  const mine = actor.organization?.id ?? null;
  return or(
    mayAppear(auction.organizationId, clock.now()),
    mine ? eq(auction.organizationId, mine) : undefined,
    mine
      ? sql`exists (select 1 from ${auctionEntry} where auction_id = ${auction.id} and organization_id = ${mine})`
      : undefined,
  );
};

/** One bidding as the actor may see it. */
export async function findAuction(ctx: Context, id: string): Promise<Result<AuctionView>> {
  const [found] = validate(id) ? await selectAuctions(ctx).where(and(eq(auction.id, id), visible(ctx))) : [];
  return found ? ok(await view(ctx, found)) : fail(problems.notFound("auction"));
}

/** The latest bidding of a technology, if there ever was one. */
export async function auctionOf(ctx: Context, technologyId: string): Promise<AuctionView | null> {
  const [found] = validate(technologyId)
    ? await selectAuctions(ctx)
        .where(and(eq(auction.technologyId, technologyId), visible(ctx)))
        .orderBy(desc(auction.createdAt), desc(auction.id))
        .limit(1)
    : [];
  return found ? view(ctx, found) : null;
}

type Found = Awaited<ReturnType<typeof selectAuctions>>[number];

async function view(ctx: Context, found: Found): Promise<AuctionView> {
  const { row } = found;
  const mine = ctx.actor.organization?.id ?? null;
  const [bids, entered, own] = await Promise.all([
    ctx.db
      .select({ bid, number: auctionEntry.number, organizationId: auctionEntry.organizationId })
      .from(bid)
      .innerJoin(auctionEntry, eq(auctionEntry.id, bid.entryId))
      .where(eq(bid.auctionId, row.id))
      .orderBy(desc(bid.n))
      .limit(shownBids),
    ctx.db.$count(auctionEntry, eq(auctionEntry.auctionId, row.id)),
    ownEntry(ctx, row, mine),
  ]);
  const selling = may(ctx.actor, "deal.sell", row);
  const isSold = isIn(soldStates, row.state);
  const won = own?.leading === true && isSold;
  const mediating =
    row.state === "default_contested" && !selling && !won && may(ctx.actor, "contract.mediate", found);
  return {
    ...found,
    // What the winner objects is for both sides and the mediator.
    row: selling || won || mediating ? row : { ...row, objection: "" },
    ...{ entered, own, selling, mediating },
    standing: standsAt(row, ctx.clock.now()),
    least: leastBid(row, row.price),
    shown: bids.map(({ bid: { n, amount, at, endsAt }, number, organizationId }) => ({
      ...{ n, amount, at, endsAt, bidder: number },
      mine: organizationId === mine,
    })),
    leader: bids[0]?.number ?? null,
    winner: isSold && (selling || won || mediating) ? await winnerOf(ctx, row.leaderId) : null,
    bidderId: own?.depositPaid ? mine : null,
    winnerId: won ? mine : null,
  };
}

const soldStates = [...unsettledSale, "sale_concluded", "winner_defaulted", "sale_lapsed"];

async function ownEntry({ db }: Context, row: AuctionRow, mine: string | null): Promise<OwnEntry | null> {
  if (!mine) return null;
  const [found] = await db
    .select({
      entry: auctionEntry,
      charge: {
        id: charge.id,
        reference: charge.reference,
        amount: charge.amount,
        state: charge.state,
      },
    })
    .from(auctionEntry)
    .leftJoin(charge, and(eq(charge.causeType, "auction_entry"), eq(charge.causeId, auctionEntry.id)))
    .where(and(eq(auctionEntry.auctionId, row.id), eq(auctionEntry.organizationId, mine)))
    .orderBy(desc(charge.createdAt))
    .limit(1);
  if (!found) return null;
  const { id, number, depositPaidAt } = found.entry;
  return {
    ...{ id, number, leading: row.leaderId === id, depositPaid: depositPaidAt !== null },
    charge: found.charge,
  };
}

async function winnerOf({ db }: Context, entryId: string | null) {
  if (!entryId) return null;
  const [found] = await db
    .select({ id: organization.id, nameZh: organization.nameZh, nameEn: organization.nameEn })
    .from(auctionEntry)
    .innerJoin(organization, eq(organization.id, auctionEntry.organizationId))
    .where(eq(auctionEntry.id, entryId));
  return found ?? null;
}

export const auctionSides = ["market", "selling", "bidding"] as const;

export interface ListedAuction extends Found {
  standing: string;
  /** The organisation that acts, where it may bid. */
  bidderId: string | null;
  winnerId: string | null;
}

/** Biddings, latest first: on the market, the actor's own, or those it has entered. */
export async function listAuctions(
  ctx: Context,
  { side, after, limit }: { side: (typeof auctionSides)[number]; after?: string; limit: number },
): Promise<{ items: ListedAuction[]; nextCursor: string | null }> {
  const mine = ctx.actor.organization?.id;
  if (side !== "market" && !mine) return { items: [], nextCursor: null };
  const entered = ctx.db
    .select({ id: auctionEntry.auctionId })
    .from(auctionEntry)
    .where(eq(auctionEntry.organizationId, mine ?? ""));
  const whose = {
    market: visible(ctx),
    selling: mine ? eq(auction.organizationId, mine) : undefined,
    bidding: mine ? inArray(auction.id, entered) : undefined,
  };
  const rows = await selectAuctions(ctx)
    .where(and(whose[side], after && validate(after) ? lt(auction.id, after) : undefined))
    .orderBy(desc(auction.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const bidding = await mayBidIn(
    ctx,
    shown.map(({ row }) => row.id),
  );
  const items = shown.map((found) => ({
    ...found,
    standing: standsAt(found.row, ctx.clock.now()),
    bidderId: mine && bidding.has(found.row.id) ? mine : null,
    winnerId:
      mine && isIn(soldStates, found.row.state) && bidding.get(found.row.id) === found.row.leaderId
        ? mine
        : null,
  }));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.row.id ?? null) : null };
}

/** Those of these biddings that the actor's organisation has entered and paid the deposit for, with its entry. */
async function mayBidIn({ db, actor }: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const mine = actor.organization?.id;
  if (!mine || ids.length === 0) return new Map();
  const found = await db
    .select({ id: auctionEntry.auctionId, entryId: auctionEntry.id })
    .from(auctionEntry)
    .where(
      and(
        eq(auctionEntry.organizationId, mine),
        inArray(auctionEntry.auctionId, [...ids]),
        isNotNull(auctionEntry.depositPaidAt),
      ),
    );
  return new Map(found.map(({ id, entryId }) => [id, entryId]));
}

export type ContestedDefault = Found;

/** Biddings in which the actor decides whether the winner is in default, the most urgent first. */
export async function listContestedDefaults(ctx: Context): Promise<ContestedDefault[]> {
  if (!may(ctx.actor, "contract.mediate")) return [];
  const everywhere = ctx.actor.roles.includes("operator");
  const inRegion = ctx.actor.regionPrefixes.map(
    (prefix) => sql`starts_with(${listing.regionCode}, ${prefix})`,
  );
  return selectAuctions(ctx)
    .where(and(eq(auction.state, "default_contested"), everywhere ? undefined : or(...inRegion)))
    .orderBy(auction.deadline)
    .limit(200);
}
