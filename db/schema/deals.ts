import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { listing } from "./catalog.ts";
import { oneOf } from "./checks.ts";
import { createdAt, deadline, id, instant, lifecycle } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import {
  type AuctionState,
  auctionStates,
  type DealPayment,
  dealPayments,
  type ImprovementRule,
  improvementRules,
  type NegotiationState,
  negotiationStates,
  type RoyaltyBasis,
  royaltyBases,
  type TransferMode,
  transferModes,
} from "./vocabulary.ts";

const fen = () => bigint({ mode: "number" });

const technologyId = () =>
  uuid()
    .notNull()
    .references(() => listing.id);

const organizationRef = () =>
  uuid()
    .notNull()
    .references(() => organization.id);

/** One lot: a technology offered to the highest bid (竞价). Money in fen, lengths in minutes. */
export const auction = pgTable(
  "auction",
  {
    id: id(),
    createdAt: createdAt(),
    technologyId: technologyId(),
    /** The seller. */
    organizationId: organizationRef(),
    createdBy: uuid().references(() => appUser.id),
    mode: text().$type<TransferMode>().notNull(),
    /** What is sold and on which terms; bidders accept this very text. */
    terms: text().notNull(),
    termsSha256: text().notNull(),
    /** How the base price was found: Zhejiang ordinance, Art. 17. */
    priceBasis: text().notNull(),
    startPrice: fen().notNull(),
    step: fen().notNull(),
    deposit: fen().notNull(),
    /** Whether there is a reserve must be said, how high it is must not: Auction Law, Art. 28 and 50. */
    hasReserve: boolean().notNull(),
    startsAt: instant().notNull(),
    /** As announced. */
    plannedEnd: instant().notNull(),
    /** As extended by late bids. */
    endsAt: instant().notNull(),
    extendWithin: integer().notNull(),
    extendBy: integer().notNull(),
    bids: integer().notNull().default(0),
    price: fen(),
    leaderId: uuid(),
    endedAt: instant(),
    note: text().notNull().default(""),
    /** What the winner says against a declared default. */
    objection: text().notNull().default(""),
    demo: boolean().notNull().default(false),
    ...lifecycle<AuctionState>("bidding_announced"),
  },
  (t) => [
    uniqueIndex("auction_one_live")
      .on(t.technologyId)
      .where(
        sql`state in ('bidding_announced', 'bidding_open', 'sold', 'contract_overdue', 'default_declared', 'default_contested')`,
      ),
    index().on(t.organizationId, t.createdAt),
    index().on(t.state, t.deadline),
    oneOf("auction_state", t.state, auctionStates),
    oneOf("auction_mode", t.mode, transferModes),
    check("auction_money", sql`${t.startPrice} > 0 and ${t.step} > 0 and ${t.deposit} >= 0`),
    check("auction_times", sql`${t.startsAt} < ${t.plannedEnd} and ${t.plannedEnd} <= ${t.endsAt}`),
    check("auction_extension", sql`${t.extendWithin} >= 0 and ${t.extendBy} >= 0`),
    check(
      "auction_leader",
      sql`(${t.bids} = 0) = (${t.leaderId} is null) and (${t.bids} = 0) = (${t.price} is null)`,
    ),
    check(
      "auction_sold_to_leader",
      sql`${t.state} not in ('sold', 'contract_overdue', 'default_declared', 'default_contested', 'sale_concluded', 'winner_defaulted', 'sale_lapsed') or ${t.bids} > 0`,
    ),
  ],
);

/** The lowest price at which the seller sells: apart, so that nothing that reads an auction can show it. */
export const auctionReserve = pgTable(
  "auction_reserve",
  {
    auctionId: uuid()
      .primaryKey()
      .references(() => auction.id, { onDelete: "cascade" }),
    amount: fen().notNull(),
  },
  (t) => [check("auction_reserve_amount", sql`${t.amount} > 0`)],
);

/** An organisation that may bid once its deposit is paid; others know it by its number. */
export const auctionEntry = pgTable(
  "auction_entry",
  {
    id: id(),
    createdAt: createdAt(),
    auctionId: uuid()
      .notNull()
      .references(() => auction.id, { onDelete: "cascade" }),
    organizationId: organizationRef(),
    userId: uuid()
      .notNull()
      .references(() => appUser.id),
    number: smallint().notNull(),
    /** Of the terms it accepted. */
    termsSha256: text().notNull(),
    acceptedAt: instant().notNull(),
    depositPaidAt: instant(),
    demo: boolean().notNull().default(false),
  },
  (t) => [
    unique("auction_entry_once").on(t.auctionId, t.organizationId),
    unique("auction_entry_number").on(t.auctionId, t.number),
    index().on(t.organizationId),
  ],
);

/** A bid. Append-only; each is the last plus the step or more (trigger). */
export const bid = pgTable(
  "bid",
  {
    auctionId: uuid()
      .notNull()
      .references(() => auction.id, { onDelete: "cascade" }),
    n: integer().notNull(),
    entryId: uuid()
      .notNull()
      .references(() => auctionEntry.id),
    userId: uuid()
      .notNull()
      .references(() => appUser.id),
    amount: fen().notNull(),
    at: instant().notNull(),
    /** When the bidding ends after this bid. */
    endsAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.auctionId, t.n] }), index().on(t.entryId)],
);

/** Two organisations talking about one technology; nobody else reads it. */
export const negotiation = pgTable(
  "negotiation",
  {
    id: id(),
    createdAt: createdAt(),
    technologyId: technologyId(),
    sellerId: organizationRef(),
    buyerId: organizationRef(),
    buyerUserId: uuid()
      .notNull()
      .references(() => appUser.id),
    enquiry: text().notNull(),
    /** Of the confidentiality terms; each side accepts them before anything else is said. */
    termsVersion: integer().notNull(),
    buyerAcceptedAt: instant().notNull(),
    sellerAcceptedAt: instant(),
    offers: integer().notNull().default(0),
    /** The version that both agreed on. */
    agreedOffer: integer(),
    agreedAt: instant(),
    /** Why it ended, for the other side; never in the log. */
    ending: text().notNull().default(""),
    concludedAt: instant(),
    demo: boolean().notNull().default(false),
    ...lifecycle<NegotiationState>("enquired"),
  },
  (t) => [
    uniqueIndex("negotiation_one_live")
      .on(t.technologyId, t.buyerId)
      .where(sql`state in ('enquired', 'with_seller', 'with_buyer', 'terms_agreed', 'deal_notice')`),
    index().on(t.sellerId, t.createdAt),
    index().on(t.buyerId, t.createdAt),
    index().on(t.state, t.deadline),
    oneOf("negotiation_state", t.state, negotiationStates),
    check("negotiation_sides", sql`${t.sellerId} <> ${t.buyerId}`),
    check(
      "negotiation_agreed",
      sql`${t.state} not in ('terms_agreed', 'deal_notice', 'deal_concluded') or ${t.agreedOffer} is not null`,
    ),
  ],
);

export interface Instalment {
  /** Fen. */
  amount: number;
  /** On what it is due. */
  due: string;
}

/** One version of the terms, as one side put it to the other. Append-only. */
export const offer = pgTable(
  "offer",
  {
    negotiationId: uuid()
      .notNull()
      .references(() => negotiation.id, { onDelete: "cascade" }),
    n: integer().notNull(),
    side: text().$type<"seller" | "buyer">().notNull(),
    userId: uuid()
      .notNull()
      .references(() => appUser.id),
    at: instant().notNull(),
    mode: text().$type<TransferMode>().notNull(),
    payment: text().$type<DealPayment>().notNull(),
    /** Fen: the lump, the sum of the instalments, or the entry fee. */
    amount: fen().notNull(),
    instalments: jsonb().$type<Instalment[]>().notNull().default([]),
    royaltyBasis: text().$type<RoyaltyBasis>(),
    /** Hundredths of a percent. */
    royaltyRate: integer(),
    territory: text().notNull(),
    /** Null: as long as the right lasts. */
    termMonths: integer(),
    sublicence: boolean().notNull().default(false),
    improvements: text().$type<ImprovementRule>().notNull(),
    other: text().notNull().default(""),
    message: text().notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.negotiationId, t.n] }),
    oneOf("offer_side", t.side, ["seller", "buyer"]),
    oneOf("offer_mode", t.mode, transferModes),
    oneOf("offer_payment", t.payment, dealPayments),
    oneOf("offer_royalty_basis", t.royaltyBasis, royaltyBases),
    oneOf("offer_improvements", t.improvements, improvementRules),
    check("offer_amount", sql`${t.amount} >= 0`),
    check("offer_royalty", sql`(${t.payment} like 'royalty%') = (${t.royaltyRate} is not null)`),
  ],
);

/**
 * The public notice of an agreed price (Zhejiang ordinance, Art. 17): what is published of a negotiation, as it was on the
 * day. Who the buyer is is not among it, only whether it is an inventor or related.
 */
export const dealNotice = pgTable(
  "deal_notice",
  {
    id: id(),
    createdAt: createdAt(),
    negotiationId: uuid()
      .notNull()
      .references(() => negotiation.id),
    technologyId: technologyId(),
    organizationId: organizationRef(),
    regionCode: text().notNull(),
    titleZh: text().notNull(),
    titleEn: text().notNull().default(""),
    summaryZh: text().notNull(),
    summaryEn: text().notNull().default(""),
    /** The version of the terms that it announces. */
    offerN: integer().notNull(),
    mode: text().$type<TransferMode>().notNull(),
    payment: text().$type<DealPayment>().notNull(),
    amount: fen().notNull(),
    royaltyBasis: text().$type<RoyaltyBasis>(),
    royaltyRate: integer(),
    insider: boolean().notNull(),
    relation: text().notNull().default(""),
    publishedAt: instant().notNull(),
    until: deadline().notNull(),
    withdrawnAt: instant(),
    demo: boolean().notNull().default(false),
  },
  (t) => [
    uniqueIndex("deal_notice_one_running").on(t.negotiationId).where(sql`withdrawn_at is null`),
    index().on(t.publishedAt, t.id),
    oneOf("deal_notice_mode", t.mode, transferModes),
    check("deal_notice_insider", sql`not ${t.insider} or ${t.relation} <> ''`),
    check("deal_notice_times", sql`${t.publishedAt} < ${t.until}`),
  ],
);

/** What somebody has against an announced deal, and the seller's answer. */
export const dealObjection = pgTable(
  "deal_objection",
  {
    id: id(),
    createdAt: createdAt(),
    noticeId: uuid()
      .notNull()
      .references(() => dealNotice.id, { onDelete: "cascade" }),
    name: text().notNull(),
    contact: text().notNull(),
    text: text().notNull(),
    answeredAt: instant(),
    answeredBy: uuid().references(() => appUser.id),
    answer: text(),
    /** The objection holds: the deal cannot be concluded on these terms. */
    upheld: boolean(),
  },
  (t) => [
    index().on(t.noticeId),
    check(
      "deal_objection_answered",
      sql`(${t.answeredAt} is null) = (${t.answer} is null) and (${t.answeredAt} is null) = (${t.upheld} is null)`,
    ),
  ],
);
