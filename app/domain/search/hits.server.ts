import { and, eq, sql } from "drizzle-orm";
import { demand, facility, listing, service, technology } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import { prepared, type Tx } from "#db/client.ts";
import { idList } from "#db/compiled.ts";
import { mayAppear } from "#db/in-force.ts";
import type { ListingKind, PriceUnit } from "#db/schema/vocabulary.ts";
import { standingsOf } from "#app/domain/credit/queries.server.ts";

/** The rows behind hits, as a result list shows them. */
export type ListingRow = Awaited<ReturnType<typeof readRows>>[number];

/** Lowest price that an outside user pays today. */
export interface LowestPrice {
  amount: number;
  unit: PriceUnit;
}

/**
 * The published ones of `ids` in the order given. A listing that was withdrawn, or its owner
 * hidden by a measure, since the index was read is missing:
 * this is where access is checked again.
 */
export async function loadHits(tx: Tx, ids: readonly string[], today: string, now: Date) {
  const rows = await readRows(tx, ids, today, now);
  const standings = await standingsOf(tx, [...new Set(rows.map((row) => row.organizationId))], now);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [{ ...row, grade: standings.get(row.organizationId)?.grade ?? null }] : [];
  });
}

const shownAt = (now: Date) => and(eq(listing.state, "published"), mayAppear(listing.organizationId, now));

/** Planning takes longer than reading: it is planned once for each connection. */
function readRows(tx: Tx, ids: readonly string[], today: string, now: Date) {
  const lowest = sql<LowestPrice | null>`(select json_build_object('amount', amount, 'unit', unit) from price
    where listing_id = ${listing.id} and user_class <> 'internal' and valid_from <= ${today}::date
      and (valid_to is null or valid_to > ${today}::date) order by amount, unit limit 1)`;
  return tx
    .select({
      id: listing.id,
      kind: sql<ListingKind>`${listing.kind}`,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      summaryZh: listing.summaryZh,
      summaryEn: listing.summaryEn,
      regionCode: listing.regionCode,
      fieldCodes: listing.fieldCodes,
      keywords: listing.keywords,
      publishedAt: listing.publishedAt,
      organizationId: listing.organizationId,
      ownerZh: organization.nameZh,
      ownerEn: organization.nameEn,
      lowestPrice: lowest,
      maker: facility.maker,
      model: facility.model,
      technical: facility.technical,
      functions: facility.functions,
      runState: facility.runState,
      ipType: technology.ipType,
      applicationNo: technology.applicationNo,
      ipc: technology.ipc,
      trl: technology.trl,
      priceForm: technology.priceForm,
      askingPrice: technology.askingPrice,
      problemSolved: technology.problemSolved,
      advantage: technology.advantage,
      category: service.category,
      turnaroundDays: service.turnaroundDays,
      deliverable: service.deliverable,
      problem: demand.problem,
      target: demand.target,
      budgetMin: demand.budgetMin,
      budgetMax: demand.budgetMax,
      deadlineOn: demand.deadlineOn,
    })
    .from(listing)
    .innerJoin(organization, eq(organization.id, listing.organizationId))
    .leftJoin(facility, eq(facility.listingId, listing.id))
    .leftJoin(technology, eq(technology.listingId, listing.id))
    .leftJoin(service, eq(service.listingId, listing.id))
    .leftJoin(demand, eq(demand.listingId, listing.id))
    .where(sql`${listing.id} = any(${idList(ids)}::uuid[]) and ${shownAt(now)} ${prepared}`);
}
