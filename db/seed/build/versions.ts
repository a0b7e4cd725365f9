import { asc, eq } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import * as schema from "../../schema/index.ts";
import type { ListingKind } from "../../schema/vocabulary.ts";

/** Which listing said it, since when, by whom. */
export interface FirstVersion {
  listingId: string;
  kind: ListingKind;
  at: Date;
  by: string;
}

/**
 * The first version of listings that others than their owner have seen: what they say, read back whole from the tables,
 * so that a later change differs in what was changed and in nothing that the database filled in.
 */
export async function versionRows(
  tx: Tx,
  wanted: readonly FirstVersion[],
): Promise<(typeof schema.listingVersion.$inferInsert)[]> {
  const common = byId(
    await tx.select().from(schema.listing).where(eq(schema.listing.demo, true)),
    (row) => row.id,
  );
  const parts = {
    facility: byId(await tx.select().from(schema.facility), (row) => row.listingId),
    technology: byId(await tx.select().from(schema.technology), (row) => row.listingId),
    service: byId(await tx.select().from(schema.service), (row) => row.listingId),
    demand: byId(await tx.select().from(schema.demand), (row) => row.listingId),
  };
  const times = await loadTimes(tx);
  const prices = await loadPrices(tx);
  return wanted.map(({ listingId, kind, at, by }) => {
    const { titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords } = found(
      common.get(listingId),
    );
    const { listingId: _, ...part } = found<{ listingId: string }>(parts[kind].get(listingId));
    const snapshot = {
      kind,
      titleZh,
      titleEn,
      summaryZh,
      summaryEn,
      regionCode,
      fieldCodes,
      keywords,
      [kind]: part,
      ...(kind === "facility" ? times(listingId) : {}),
      prices: prices(listingId),
      attachments: [],
    };
    return { listingId, n: 1, at, by, snapshot };
  });
}

async function loadTimes(tx: Tx) {
  const { facilityUnit, opening } = schema;
  const units = await tx.select().from(facilityUnit).orderBy(asc(facilityUnit.number));
  const openings = await tx.select().from(opening).orderBy(asc(opening.weekday), asc(opening.fromMinute));
  return (id: string) => ({
    units: units.filter((row) => row.facilityId === id).map(({ number, label }) => ({ number, label })),
    openings: openings
      .filter((row) => row.facilityId === id)
      .map(({ weekday, fromMinute, toMinute }) => ({ weekday, fromMinute, toMinute })),
  });
}

async function loadPrices(tx: Tx) {
  const { price } = schema;
  const rows = await tx
    .select()
    .from(price)
    .orderBy(asc(price.item), asc(price.unit), asc(price.userClass), asc(price.validFrom));
  return (id: string) =>
    rows
      .filter((row) => row.listingId === id)
      .map(({ item, unit, userClass, amount, validFrom, validTo, costBreakdown, approvalDocument }) => ({
        item,
        unit,
        userClass,
        amount,
        validFrom,
        validTo,
        costBreakdown,
        approvalDocument,
      }));
}

const byId = <T>(rows: readonly T[], idOf: (row: T) => string): Map<string, T> =>
  new Map(rows.map((row) => [idOf(row), row]));

function found<T>(row: T | undefined): T {
  if (row === undefined) throw new Error("A listing's row was not written");
  return row;
}
