import { and, asc, eq, gt, isNull, or } from "drizzle-orm";
import {
  attachment,
  demand,
  facility,
  facilityUnit,
  listing,
  opening,
  price,
  service,
  technology,
} from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import type { ListingKind } from "#db/schema/vocabulary.ts";

/** Everything a listing says, as its readers and reviewers see it; what versions keep and differences are drawn from. */
export type Snapshot = Awaited<ReturnType<typeof loadSnapshot>>;

/** Reads what the listing says now. Throws when it does not exist: callers hold its row. */
export async function loadSnapshot(tx: Tx, listingId: string) {
  const [row] = await tx.select().from(listing).where(eq(listing.id, listingId));
  if (!row) throw new Error(`listing ${listingId} vanished`);
  const { kind, titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords } = row;
  return {
    kind,
    titleZh,
    titleEn,
    summaryZh,
    summaryEn,
    regionCode,
    fieldCodes,
    keywords,
    ...(await loadPart(tx, kind, listingId)),
    prices: await loadPrices(tx, listingId),
    attachments: await loadAttachments(tx, listingId),
  };
}

interface Part {
  facility?: Omit<typeof facility.$inferSelect, "listingId">;
  technology?: Omit<typeof technology.$inferSelect, "listingId">;
  service?: Omit<typeof service.$inferSelect, "listingId">;
  demand?: Omit<typeof demand.$inferSelect, "listingId">;
  units?: { number: number; label: string }[];
  openings?: { weekday: number; fromMinute: number; toMinute: number }[];
}

/** The kind's own part under the kind's name, and for a facility its units and opening hours. */
export async function loadPart(tx: Tx, kind: ListingKind, listingId: string): Promise<Part> {
  if (kind === "technology") {
    const [row] = await tx.select().from(technology).where(eq(technology.listingId, listingId));
    return { technology: strip(row) };
  }
  if (kind === "service") {
    const [row] = await tx.select().from(service).where(eq(service.listingId, listingId));
    return { service: strip(row) };
  }
  if (kind === "demand") {
    const [row] = await tx.select().from(demand).where(eq(demand.listingId, listingId));
    return { demand: strip(row) };
  }
  const [row] = await tx.select().from(facility).where(eq(facility.listingId, listingId));
  return { facility: strip(row), ...(await loadTimes(tx, listingId)) };
}

async function loadTimes(tx: Tx, facilityId: string) {
  const units = await tx
    .select({ number: facilityUnit.number, label: facilityUnit.label })
    .from(facilityUnit)
    .where(and(eq(facilityUnit.facilityId, facilityId), isNull(facilityUnit.retiredAt)))
    .orderBy(asc(facilityUnit.number));
  const openings = await tx
    .select({ weekday: opening.weekday, fromMinute: opening.fromMinute, toMinute: opening.toMinute })
    .from(opening)
    .where(eq(opening.facilityId, facilityId))
    .orderBy(asc(opening.weekday), asc(opening.fromMinute));
  return { units, openings };
}

/** All lines of the price list, or those not yet over on `day`. */
export async function loadPrices(tx: Tx, listingId: string, day?: string) {
  return tx
    .select({
      item: price.item,
      unit: price.unit,
      userClass: price.userClass,
      amount: price.amount,
      validFrom: price.validFrom,
      validTo: price.validTo,
      costBreakdown: price.costBreakdown,
      approvalDocument: price.approvalDocument,
    })
    .from(price)
    .where(
      and(
        eq(price.listingId, listingId),
        day ? or(isNull(price.validTo), gt(price.validTo, day)) : undefined,
      ),
    )
    .orderBy(asc(price.item), asc(price.unit), asc(price.userClass), asc(price.validFrom));
}

async function loadAttachments(tx: Tx, listingId: string) {
  return tx
    .select({
      id: attachment.id,
      role: attachment.role,
      name: attachment.name,
      visibility: attachment.visibility,
    })
    .from(attachment)
    .where(and(eq(attachment.ownerType, "listing"), eq(attachment.ownerId, listingId)))
    .orderBy(asc(attachment.role), asc(attachment.position), asc(attachment.id));
}

function strip<T extends { listingId: string }>(row: T | undefined): Omit<T, "listingId"> | undefined {
  if (!row) return undefined;
  const { listingId: _, ...rest } = row;
  return rest;
}
