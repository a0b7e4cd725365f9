import { and, asc, eq, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
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
import { idList } from "#db/compiled.ts";
import type { ListingKind } from "#db/schema/vocabulary.ts";

/** Everything a listing says, as its readers and reviewers see it; what versions keep and differences are drawn from. */
export type Snapshot = Pick<
  typeof listing.$inferSelect,
  "kind" | "titleZh" | "titleEn" | "summaryZh" | "summaryEn" | "regionCode" | "fieldCodes" | "keywords"
> &
  Part & {
    prices: Awaited<ReturnType<typeof loadPrices>>;
    attachments: Pick<typeof attachment.$inferSelect, "id" | "role" | "name" | "visibility">[];
  };

/** Reads what the listing says now. Throws when it does not exist: callers hold its row. */
export async function loadSnapshot(tx: Tx, listingId: string): Promise<Snapshot> {
  const found = (await loadSnapshots(tx, [listingId])).get(listingId);
  if (!found) throw new Error(`listing ${listingId} vanished`);
  return found;
}

/** The same of several, by their ids; those that do not exist are absent. */
export async function loadSnapshots(tx: Tx, ids: readonly string[]): Promise<Map<string, Snapshot>> {
  const rows = await tx.select().from(listing).where(isAmong(listing.id, ids));
  const parts = await loadParts(tx, rows);
  const prices = await loadAllPrices(tx, ids);
  const attachments = await loadAttachments(tx, ids);
  return new Map(
    rows.map((row) => {
      const { id, kind, titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords } = row;
      const common = { kind, titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords };
      const lists = { prices: prices.get(id) ?? [], attachments: attachments.get(id) ?? [] };
      return [id, { ...common, ...parts.get(id), ...lists }];
    }),
  );
}

const isAmong = (column: PgColumn, ids: readonly string[]): SQL =>
  sql`${column} = any(${idList(ids)}::uuid[])`;

// No interface: what compares snapshots takes any record.
type Part = {
  facility?: Omit<typeof facility.$inferSelect, "listingId">;
  technology?: Omit<typeof technology.$inferSelect, "listingId">;
  service?: Omit<typeof service.$inferSelect, "listingId">;
  demand?: Omit<typeof demand.$inferSelect, "listingId">;
  units?: { number: number; label: string }[];
  openings?: { weekday: number; fromMinute: number; toMinute: number }[];
};

/** The kind's own part under the kind's name, and for a facility its units and opening hours. */
export async function loadPart(tx: Tx, kind: ListingKind, id: string): Promise<Part> {
  return (await loadParts(tx, [{ id, kind }])).get(id) ?? {};
}

/** The same of several listings, by their ids. */
async function loadParts(
  tx: Tx,
  rows: readonly { id: string; kind: ListingKind }[],
): Promise<Map<string, Part>> {
  const parts = new Map<string, Part>();
  for (const kind of new Set(rows.map((row) => row.kind))) {
    const ids = rows.flatMap((row) => (row.kind === kind ? [row.id] : []));
    for (const [id, part] of await loadPartsOf[kind](tx, ids)) parts.set(id, part);
  }
  return parts;
}

type PartLoader = (tx: Tx, ids: readonly string[]) => Promise<[string, Part][]>;

const loadPartsOf: Record<ListingKind, PartLoader> = {
  technology: async (tx, ids) =>
    (await tx.select().from(technology).where(isAmong(technology.listingId, ids))).map(
      ({ listingId, ...part }) => [listingId, { technology: part }],
    ),
  service: async (tx, ids) =>
    (await tx.select().from(service).where(isAmong(service.listingId, ids))).map(({ listingId, ...part }) => [
      listingId,
      { service: part },
    ]),
  demand: async (tx, ids) =>
    (await tx.select().from(demand).where(isAmong(demand.listingId, ids))).map(({ listingId, ...part }) => [
      listingId,
      { demand: part },
    ]),
  facility: async (tx, ids) => {
    const rows = await tx.select().from(facility).where(isAmong(facility.listingId, ids));
    const units = await loadUnits(tx, ids);
    const openings = await loadOpenings(tx, ids);
    return rows.map(({ listingId, ...part }) => [
      listingId,
      { facility: part, units: units.get(listingId) ?? [], openings: openings.get(listingId) ?? [] },
    ]);
  },
};

async function loadUnits(tx: Tx, ids: readonly string[]) {
  const rows = await tx
    .select({ of: facilityUnit.facilityId, number: facilityUnit.number, label: facilityUnit.label })
    .from(facilityUnit)
    .where(and(isAmong(facilityUnit.facilityId, ids), isNull(facilityUnit.retiredAt)))
    .orderBy(asc(facilityUnit.number));
  return byOwner(rows);
}

async function loadOpenings(tx: Tx, ids: readonly string[]) {
  const { facilityId, weekday, fromMinute, toMinute } = opening;
  const rows = await tx
    .select({ of: facilityId, weekday, fromMinute, toMinute })
    .from(opening)
    .where(isAmong(facilityId, ids))
    .orderBy(asc(weekday), asc(fromMinute));
  return byOwner(rows);
}

const priceColumns = {
  item: price.item,
  unit: price.unit,
  userClass: price.userClass,
  amount: price.amount,
  validFrom: price.validFrom,
  validTo: price.validTo,
  costBreakdown: price.costBreakdown,
  approvalDocument: price.approvalDocument,
};

const priceOrder = [asc(price.item), asc(price.unit), asc(price.userClass), asc(price.validFrom)];

/** All lines of the price list, or those not yet over on `day`. */
export async function loadPrices(tx: Tx, listingId: string, day?: string) {
  const lasts = day ? or(isNull(price.validTo), gt(price.validTo, day)) : undefined;
  return tx
    .select(priceColumns)
    .from(price)
    .where(and(eq(price.listingId, listingId), lasts))
    .orderBy(...priceOrder);
}

async function loadAllPrices(tx: Tx, ids: readonly string[]) {
  const rows = await tx
    .select({ of: price.listingId, ...priceColumns })
    .from(price)
    .where(isAmong(price.listingId, ids))
    .orderBy(...priceOrder);
  return byOwner(rows);
}

async function loadAttachments(tx: Tx, ids: readonly string[]) {
  const { ownerId, id, role, name, visibility, position } = attachment;
  const rows = await tx
    .select({ of: ownerId, id, role, name, visibility })
    .from(attachment)
    .where(and(eq(attachment.ownerType, "listing"), isAmong(ownerId, ids)))
    .orderBy(asc(role), asc(position), asc(id));
  return byOwner(rows);
}

/** Rows in their order under the listing they belong to. */
function byOwner<T extends { of: string }>(rows: readonly T[]): Map<string, Omit<T, "of">[]> {
  const found = new Map<string, Omit<T, "of">[]>();
  for (const { of, ...row } of rows) {
    const others = found.get(of);
    if (others) others.push(row);
    else found.set(of, [row]);
  }
  return found;
}
