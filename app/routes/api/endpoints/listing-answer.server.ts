import type { z } from "zod";
import type { ListingDetail } from "#app/domain/catalog/detail-queries.server.ts";
import { listingProcesses } from "#app/domain/catalog/states.ts";
import type { Actor } from "#app/domain/context.ts";
import { listingPath } from "#app/domain/catalog/paths.ts";
import { lifecycleOf } from "../lifecycle-answer.server.ts";
import { money } from "../money.ts";
import type { listingAnswer } from "./listing-schemas.server.ts";

/** A listing as the API answers it. */
export function answerListing(actor: Actor, detail: ListingDetail): z.input<typeof listingAnswer> {
  const { listing, owner } = detail;
  const { id, kind, version, titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords } =
    listing;
  return {
    id,
    kind,
    version,
    ...lifecycleOf(listingProcesses[kind], actor, listing),
    titleZh,
    titleEn,
    summaryZh,
    summaryEn,
    regionCode,
    fieldCodes,
    keywords,
    organization: { id: owner.id, uscc: owner.uscc, nameZh: owner.nameZh, nameEn: owner.nameEn },
    publishedAt: listing.publishedAt?.toISOString() ?? null,
    confirmedAt: listing.confirmedAt.toISOString(),
    updatedAt: listing.updatedAt.toISOString(),
    url: listingPath(kind, id),
    ...partOf(detail),
    prices: [...detail.prices, ...detail.futurePrices].map(({ amount, costBreakdown, ...line }) => ({
      ...line,
      price: { amount, currency: "CNY" },
      costBreakdown: costBreakdown && {
        consumables: cny(costBreakdown.consumables),
        machineHours: cny(costBreakdown.machineHours),
        energy: cny(costBreakdown.energy),
        labour: cny(costBreakdown.labour),
        management: cny(costBreakdown.management),
        depreciation: cny(costBreakdown.depreciation),
      },
    })),
  };
}

const cny = (amount: number) => ({ amount, currency: "CNY" as const });

function partOf({ facility, technology, service, demand, units, openings }: ListingDetail) {
  if (facility) {
    const { organizationId: _, interchange: __, worth, ...rest } = facility;
    return { facility: { ...rest, worth: money(worth) }, units, openings };
  }
  if (technology) {
    const { noticeUntil, askingPrice, ...rest } = technology;
    return {
      technology: {
        ...rest,
        askingPrice: money(askingPrice),
        noticeUntil: noticeUntil?.toISOString() ?? null,
      },
    };
  }
  if (demand) {
    return { demand: { ...demand, budgetMin: money(demand.budgetMin), budgetMax: money(demand.budgetMax) } };
  }
  return { service };
}
