import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { listing } from "#db/schema/catalog.ts";
import { auction, auctionEntry, negotiation } from "#db/schema/deals.ts";
import { auctionProcess } from "#app/domain/deals/bidding/states.ts";
import { negotiationProcess } from "#app/domain/deals/negotiation/states.ts";
import { platformZone } from "#app/domain/working-days.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { inLocale, lastDayText } from "./subject-words.ts";
import type { Subject } from "./subject.ts";

/** A bidding, for its seller. */
export async function loadAuction(tx: Tx, id: string): Promise<Subject | undefined> {
  const found = await readAuction(tx, id);
  return (
    found && {
      parties: auctionProcess.parties,
      row: { ...found.row, bidderId: null, winnerId: null, regionCode: found.regionCode },
      words: (locale) => auctionWords(found, locale),
      href: () => `/technologies/${found.row.technologyId}/bidding`,
    }
  );
}

/** The same for one who has entered it. */
export async function loadAuctionEntry(tx: Tx, id: string): Promise<Subject | undefined> {
  const [entry] = await tx.select().from(auctionEntry).where(eq(auctionEntry.id, id));
  const found = entry && (await readAuction(tx, entry.auctionId));
  return (
    found && {
      parties: { bidder: { action: "deal.buy", organization: "organizationId" } },
      row: entry,
      words: (locale) => auctionWords(found, locale),
      href: () => `/technologies/${found.row.technologyId}/bidding`,
    }
  );
}

async function readAuction(tx: Tx, id: string) {
  const [found] = await tx
    .select({ row: auction, zh: listing.titleZh, en: listing.titleEn, regionCode: listing.regionCode })
    .from(auction)
    .innerJoin(listing, eq(listing.id, auction.technologyId))
    .where(eq(auction.id, id));
  return found;
}

type Found = NonNullable<Awaited<ReturnType<typeof readAuction>>>;

const auctionWords = (found: Found, locale: Locale) => ({
  title: inLocale(found, locale),
  price: found.row.price === null ? "" : yuanText(found.row.price, locale),
  until: found.row.deadline ? lastDayText(found.row.deadline, platformZone, locale) : "",
  note: found.row.note,
});

const yuanText = (fen: number, locale: Locale): string =>
  new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, {
    style: "currency",
    currency: "CNY",
    currencyDisplay: "narrowSymbol",
  }).format(fen / 100);

/** A negotiation, for its two sides: nothing of what was said is in a notice. */
export async function loadNegotiation(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({ row: negotiation, zh: listing.titleZh, en: listing.titleEn })
    .from(negotiation)
    .innerJoin(listing, eq(listing.id, negotiation.technologyId))
    .where(eq(negotiation.id, id));
  if (!found) return undefined;
  const { deadline } = found.row;
  return {
    parties: negotiationProcess.parties,
    row: found.row,
    words: (locale) => ({
      title: inLocale(found, locale),
      until: deadline ? lastDayText(deadline, platformZone, locale) : "",
    }),
    href: () => `/negotiations/${id}`,
  };
}
