import { inArray } from "drizzle-orm";
import { validate } from "uuid";
import { facility, listing, price } from "#db/schema/catalog.ts";
import type { ListingKind, ServiceWay, UserClass } from "#db/schema/vocabulary.ts";
import type { BookableFacility } from "#app/domain/booking/bookable-facility.ts";
import { loadFacility } from "#app/domain/booking/known-facility.server.ts";
import type { Context } from "#app/domain/context.ts";
import { platformDate } from "#search/documents.ts";
import { kilometres } from "./distance.ts";
import { firstFreeTimes, type FreeTime } from "./free-times.server.ts";
import { type ListingRow, loadHits } from "./hits.server.ts";
import { type Label, regionLabels } from "./labels.server.ts";
import { mostCompared } from "./options.ts";
import { type Origin, originOf, placesOf } from "./places.server.ts";

/** A facility beside others. */
export interface Compared extends ListingRow {
  grade: string | null;
  region: Label[];
  bookable: BookableFacility;
  serviceWays: readonly ServiceWay[];
  accreditation: readonly string[];
  yearSharedHours: number | null;
  /** Prices for outside users today, the cheapest first; amounts in fen. */
  prices: { item: string; unit: string; userClass: UserClass; amount: number }[];
  free: FreeTime | null;
  kilometres: number | null;
}

/** Why a chosen id is not among what is compared. */
export type Absent =
  | { id: string; why: "unknown" | "withdrawn" | "beyond" }
  | { id: string; why: "other_kind"; kind: ListingKind; titleZh: string; titleEn: string };

export interface Comparison {
  facilities: Compared[];
  absent: Absent[];
  origin: Pick<Origin, "code" | "label"> | null;
}

/**
 * Published facilities side by side, the first four of `ids` that can be; every other id with the reason. Anybody may.
 * Distances are counted from `near` or the actor's organisation.
 */
export async function compareFacilities(
  ctx: Context,
  ids: readonly string[],
  near: string | undefined,
): Promise<Comparison> {
  const asked = [...new Set(ids)];
  const now = ctx.clock.now();
  const shown = await loadHits(ctx.db, asked.filter(validUuid), platformDate(now), now);
  const facilities = shown.filter(({ kind }) => kind === "facility");
  const compared = facilities.slice(0, mostCompared);
  const origin = await originOf(ctx, { near, sort: "distance" });
  const absent = await whyAbsent(ctx, asked, shown, new Set(compared.map(({ id }) => id)));
  return {
    facilities: await withDetails(ctx, compared, origin),
    absent,
    origin: origin ? { code: origin.code, label: origin.label } : null,
  };
}

const validUuid = (id: string): boolean => validate(id);

async function whyAbsent(
  ctx: Context,
  asked: readonly string[],
  shown: readonly ListingRow[],
  compared: ReadonlySet<string>,
): Promise<Absent[]> {
  const left = asked.filter((id) => !compared.has(id));
  const unseen = left.filter((id) => validUuid(id) && shown.every((row) => row.id !== id));
  const rows =
    unseen.length === 0
      ? []
      : await ctx.db
          .select({ id: listing.id, publishedAt: listing.publishedAt })
          .from(listing)
          .where(inArray(listing.id, unseen));
  return left.map((id): Absent => {
    const row = shown.find((one) => one.id === id);
    if (row?.kind === "facility") return { id, why: "beyond" };
    if (row) return { id, why: "other_kind", kind: row.kind, titleZh: row.titleZh, titleEn: row.titleEn };
    // What has never been public is not told from what does not exist.
    const known = rows.find((one) => one.id === id.toLowerCase());
    return { id, why: known?.publishedAt ? "withdrawn" : "unknown" };
  });
}

async function withDetails(
  ctx: Context,
  rows: Awaited<ReturnType<typeof loadHits>>,
  origin: Origin | undefined,
): Promise<Compared[]> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const codes = rows.map(({ regionCode }) => regionCode);
  const [bookables, facts, prices, free, labels, places] = await Promise.all([
    Promise.all(ids.map((id) => loadFacility(ctx.db, id, ctx.clock.now()))),
    loadFacts(ctx, ids),
    loadPrices(ctx, ids),
    firstFreeTimes(ctx.db, ids, {}, ctx.clock.now().getTime()),
    regionLabels(
      ctx.db,
      codes.flatMap((code) => [code.slice(0, 4), code]),
    ),
    placesOf(ctx.db, codes),
  ]);
  return rows.flatMap((row, i): Compared[] => {
    const bookable = bookables[i];
    const own = facts.get(row.id);
    const place = places.get(row.regionCode);
    if (!bookable || !own) return [];
    const parts = row.regionCode.endsWith("00")
      ? [row.regionCode]
      : [row.regionCode.slice(0, 4), row.regionCode];
    return [
      {
        ...row,
        ...own,
        bookable,
        region: parts.flatMap((code) => labels.get(code) ?? []),
        prices: prices.filter(({ listingId }) => listingId === row.id),
        free: free.get(row.id) ?? null,
        kilometres: origin && place ? kilometres(origin.place, place) : null,
      },
    ];
  });
}

async function loadFacts(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({
      id: facility.listingId,
      serviceWays: facility.serviceWays,
      accreditation: facility.accreditation,
      yearSharedHours: facility.yearSharedHours,
    })
    .from(facility)
    .where(inArray(facility.listingId, ids));
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}

async function loadPrices(ctx: Context, ids: string[]) {
  const today = platformDate(ctx.clock.now());
  const rows = await ctx.db.select().from(price).where(inArray(price.listingId, ids)).orderBy(price.amount);
  return rows.flatMap(({ listingId, item, unit, amount, userClass, validFrom, validTo }) =>
    userClass !== "internal" && validFrom <= today && (validTo === null || validTo > today)
      ? [{ listingId, item, unit, userClass, amount }]
      : [],
  );
}
