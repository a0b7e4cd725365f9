import type { dealNotice, dealObjection, negotiation, offer } from "../../schema/deals.ts";
import { type NegotiationSeed, negotiations, type OfferSeed } from "../deals/negotiations.ts";
import { seedId } from "../ids.ts";
import { people } from "../people.ts";
import { technologies } from "../technologies/index.ts";
import { type Calendar, minutes } from "./calendar.ts";
import { organizationId, ownerOf, userId } from "./identity.ts";
import { listingId, regionOf } from "./listings.ts";

/** Minutes into the time part of ids, so that negotiations sort after biddings. */
const firstNegotiation = 410_000;

const answerDays = 10;
const noticeDays = 15;
const fen = (yuan: number): number => yuan * 100;

/** Negotiations of the demonstration market with their versions, and the notice of one that is agreed. */
export function negotiationRows(calendar: Calendar) {
  const all = negotiations.map((seed, i) => rowsOf(seed, i, calendar));
  return {
    negotiations: all.map(({ row }) => row),
    offers: all.flatMap(({ offers }) => offers),
    notices: all.flatMap(({ notice }) => (notice ? [notice] : [])),
    objections: all.flatMap(({ objection }) => (objection ? [objection] : [])),
  };
}

type Row = typeof negotiation.$inferInsert & { id: string; sellerId: string };

function rowsOf(seed: NegotiationSeed, i: number, calendar: Calendar) {
  const technology = technologies.find(({ key }) => key === seed.technology);
  if (!technology) throw new Error(`no technology ${seed.technology}`);
  const at = (daysAgo: number): Date => new Date(calendar.now.getTime() - minutes(daysAgo * 1440));
  const seller = userId(ownerOf(technology.org).mailbox);
  const buyer = userId(seed.buyer);
  const id = seedId(`negotiation ${seed.technology} ${seed.buyer}`, firstNegotiation + i);
  const opened = seed.state !== "enquired";
  const since = at(seed.notice?.daysAgo ?? seed.offers.at(-1)?.daysAgo ?? seed.daysAgo);
  const row: Row = {
    ...{ id, technologyId: listingId("technology", technology), sellerId: organizationId(technology.org) },
    buyerId: organizationId(people.find(({ mailbox }) => mailbox === seed.buyer)?.org ?? ""),
    ...{ buyerUserId: buyer, enquiry: seed.enquiry, termsVersion: 1, state: seed.state, demo: true },
    ...{ createdAt: at(seed.daysAgo), buyerAcceptedAt: at(seed.daysAgo), stateSince: since },
    sellerAcceptedAt: opened ? at(seed.daysAgo - 1) : null,
    offers: seed.offers.length,
    ...(seed.notice && { agreedOffer: seed.offers.length, agreedAt: at(seed.notice.daysAgo + 3) }),
    version: 1 + seed.offers.length,
    deadline: calendar.afterDays(since, seed.notice ? noticeDays : answerDays),
  };
  const offers = seed.offers.map((one, n) =>
    offerRow(one, { negotiationId: id, n: n + 1, userId: one.side === "seller" ? seller : buyer }, at),
  );
  return { row, offers, ...noticeOf(seed, row, offers.at(-1), technology, calendar) };
}

type OfferRow = typeof offer.$inferInsert;

const offerRow = (
  seed: OfferSeed,
  of: Pick<OfferRow, "negotiationId" | "n" | "userId">,
  at: (daysAgo: number) => Date,
): OfferRow => ({
  ...of,
  ...{ side: seed.side, at: at(seed.daysAgo), mode: seed.mode, payment: seed.payment },
  amount: fen(seed.yuan),
  instalments: (seed.instalments ?? []).map(({ yuan, due }) => ({ amount: fen(yuan), due })),
  royaltyBasis: seed.royalty?.basis ?? null,
  royaltyRate: seed.royalty ? seed.royalty.percent * 100 : null,
  ...{ territory: seed.territory, termMonths: seed.months, sublicence: seed.sublicence ?? false },
  ...{ improvements: seed.improvements, other: seed.other ?? "", message: seed.message ?? "" },
});

function noticeOf(
  { notice: seed, technology: key }: NegotiationSeed,
  row: Row,
  terms: OfferRow | undefined,
  technology: (typeof technologies)[number],
  calendar: Calendar,
) {
  if (!seed || !terms) return {};
  const publishedAt = new Date(calendar.now.getTime() - minutes(seed.daysAgo * 1440));
  const noticeId = seedId(`deal notice ${key}`, firstNegotiation);
  const notice: typeof dealNotice.$inferInsert = {
    ...{ id: noticeId, negotiationId: row.id, technologyId: row.technologyId },
    ...{ organizationId: row.sellerId, regionCode: regionOf(technology) },
    ...{ titleZh: technology.title[0], titleEn: technology.title[1] },
    ...{ summaryZh: technology.summary[0], summaryEn: technology.summary[1] },
    ...{ offerN: terms.n, mode: terms.mode, payment: terms.payment, amount: terms.amount },
    ...{ insider: seed.relation !== "", relation: seed.relation, publishedAt, createdAt: publishedAt },
    ...{ until: calendar.afterDays(publishedAt, noticeDays), demo: true },
  };
  const objection: typeof dealObjection.$inferInsert = {
    ...{ id: seedId(`deal objection ${key}`, firstNegotiation), noticeId, ...seed.objection },
    createdAt: new Date(publishedAt.getTime() + minutes(2 * 1440)),
  };
  return { notice, objection };
}
