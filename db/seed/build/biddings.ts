import { createHash } from "node:crypto";
import type { auction, auctionEntry, auctionReserve, bid } from "../../schema/deals.ts";
import { type BiddingSeed, biddings } from "../deals/biddings.ts";
import { seedId } from "../ids.ts";
import { people } from "../people.ts";
import { technologies } from "../technologies/index.ts";
import { type Calendar, minutes } from "./calendar.ts";
import { organizationId, ownerOf, userId } from "./identity.ts";
import { listingId } from "./listings.ts";

/** Minutes into the time part of ids, so that biddings sort after other things. */
const firstBidding = 400_000;

const extension = 5;
const contractDays = 30;
const noticeDays = 8;

const fen = (yuan: number): number => yuan * 100;
const hash = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/** The bidding for a technology, as others refer to it. */
export const auctionId = (technology: string): string =>
  seedId(
    `auction ${technology}`,
    firstBidding + biddings.findIndex((seed) => seed.technology === technology),
  );

/** Biddings of the demonstration market: each as it was while its bids came in, with them, and how it stands now. */
export function biddingRows(calendar: Calendar) {
  const all = biddings.map((seed, i) => rowsOf(seed, i, calendar));
  return {
    auctions: all.map(({ lot }) => lot),
    reserves: all.flatMap(({ reserve }) => reserve),
    entries: all.flatMap(({ entries }) => entries),
    bids: all.flatMap(({ bids }) => bids),
    /** To be written once the bids are there. */
    standing: all.map(({ lot, now }) => ({ id: lot.id, ...now })),
  };
}

function rowsOf(seed: BiddingSeed, i: number, calendar: Calendar) {
  const technology = technologies.find(({ key }) => key === seed.technology);
  if (!technology) throw new Error(`no technology ${seed.technology}`);
  const at = (hours: number): Date => new Date(calendar.now.getTime() + minutes(Math.round(hours * 60)));
  const id = auctionId(seed.technology);
  const [startsAt, plannedEnd] = [at(seed.from), at(seed.to)];
  const announcedAt = at(seed.from - noticeDays * 24);
  const entries = seed.bidders.map((mailbox, n): typeof auctionEntry.$inferInsert & { id: string } => ({
    id: seedId(`auction entry ${seed.technology} ${mailbox}`, firstBidding + i),
    auctionId: id,
    organizationId: organizationId(people.find((person) => person.mailbox === mailbox)?.org ?? ""),
    userId: userId(mailbox),
    number: n + 1,
    termsSha256: hash(seed.terms),
    ...{ acceptedAt: at(seed.from - 30), depositPaidAt: at(seed.from - 30), createdAt: at(seed.from - 30) },
    demo: true,
  }));
  const { bids, endsAt } = bidsOf(seed, id, entries, plannedEnd, at);
  const last = bids.at(-1);
  const announced = seed.state === "bidding_announced";
  const lot: typeof auction.$inferInsert & { id: string } = {
    ...{
      id,
      technologyId: listingId("technology", technology),
      organizationId: organizationId(technology.org),
    },
    createdBy: userId(ownerOf(technology.org).mailbox),
    ...{ mode: seed.mode, terms: seed.terms, termsSha256: hash(seed.terms), priceBasis: seed.basis },
    ...{ startPrice: fen(seed.start), step: fen(seed.step), deposit: fen(seed.deposit) },
    hasReserve: seed.reserve !== null,
    ...{ startsAt, plannedEnd, endsAt: plannedEnd, extendWithin: extension, extendBy: extension },
    ...{ createdAt: announcedAt, stateSince: announced ? announcedAt : startsAt, demo: true },
    state: announced ? "bidding_announced" : "bidding_open",
    deadline: announced ? startsAt : endsAt,
  };
  const over = ["sold", "sale_concluded", "reserve_not_reached"].includes(seed.state);
  const now = {
    ...{ state: seed.state, bids: bids.length, price: last?.amount ?? null, leaderId: last?.entryId ?? null },
    ...{ endsAt, version: 1 + bids.length, endedAt: over ? endsAt : null },
    stateSince: over ? endsAt : lot.stateSince,
    deadline: over ? (seed.state === "sold" ? calendar.afterDays(endsAt, contractDays) : null) : lot.deadline,
  };
  const reserve: (typeof auctionReserve.$inferInsert)[] =
    seed.reserve === null ? [] : [{ auctionId: id, amount: fen(seed.reserve) }];
  return { lot, reserve, entries, bids, now };
}

function bidsOf(
  seed: BiddingSeed,
  auctionId: string,
  entries: readonly { id: string; userId: string }[],
  plannedEnd: Date,
  at: (hours: number) => Date,
) {
  let endsAt = plannedEnd;
  const bids = seed.bids.map(([bidder, yuan, hour], i): typeof bid.$inferInsert => {
    const entry = entries[bidder - 1];
    if (!entry) throw new Error(`no bidder ${bidder} for ${seed.technology}`);
    const time = at(hour);
    if (endsAt.getTime() - time.getTime() <= minutes(extension))
      endsAt = new Date(Math.max(endsAt.getTime(), time.getTime() + minutes(extension)));
    return {
      ...{ auctionId, n: i + 1, entryId: entry.id, userId: entry.userId },
      ...{ amount: fen(yuan), at: time, endsAt },
    };
  });
  return { bids, endsAt };
}
