import { and, asc, count, eq, isNull } from "drizzle-orm";
import { renderSVG } from "uqr";
import { facility, facilityUnit, listing } from "#db/schema/catalog.ts";
import { env } from "#app/runtime/env.server.ts";
import type { Context } from "../context.ts";

/** What is printed for one unit: its QR code as a picture, and what people read beside it. */
export interface UnitLabel {
  unitId: string;
  number: number;
  label: string;
  titleZh: string;
  titleEn: string;
  innerId: string;
  address: string;
  /** An SVG as a data address. */
  qr: string;
}

const pageSize = 24;

/** The labels of the units in service of the actor's organisation, a page of them; of one facility where it is named. */
export async function unitLabels(
  { db, actor }: Context,
  { facilityId, page }: { facilityId?: string; page: number },
): Promise<{ labels: UnitLabel[]; pages: number }> {
  const mine = actor.organization?.id ?? "";
  const where = and(
    eq(listing.organizationId, mine),
    isNull(facilityUnit.retiredAt),
    facilityId ? eq(listing.id, facilityId) : undefined,
  );
  const units = db
    .select({
      unitId: facilityUnit.id,
      number: facilityUnit.number,
      label: facilityUnit.label,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      innerId: facility.innerId,
    })
    .from(facilityUnit)
    .innerJoin(listing, eq(listing.id, facilityUnit.facilityId))
    .innerJoin(facility, eq(facility.listingId, facilityUnit.facilityId))
    .where(where)
    .orderBy(asc(listing.id), asc(facilityUnit.number))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const [rows, [all]] = await Promise.all([
    units,
    db
      .select({ n: count() })
      .from(facilityUnit)
      .innerJoin(listing, eq(listing.id, facilityUnit.facilityId))
      .where(where),
  ]);
  return {
    labels: rows.map((row) => ({ ...row, ...codeOf(row.unitId) })),
    pages: Math.max(1, Math.ceil((all?.n ?? 0) / pageSize)),
  };
}

/** Corrects up to 15 % of damage (level M): labels in laboratories get scratched and stained. */
function codeOf(unitId: string): { address: string; qr: string } {
  const address = `${env().baseUrl}/at/${unitId}`;
  const svg = renderSVG(address, { ecc: "M", border: 2, pixelSize: 8 });
  return { address, qr: `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}` };
}

/** The organisation's facilities, to choose labels by. */
export const ownFacilities = ({ db, actor }: Context) =>
  db
    .select({ id: listing.id, titleZh: listing.titleZh, titleEn: listing.titleEn })
    .from(listing)
    .where(and(eq(listing.organizationId, actor.organization?.id ?? ""), eq(listing.kind, "facility")))
    .orderBy(asc(listing.id))
    .limit(500);
