import { eq } from "drizzle-orm";
import { validate } from "uuid";
import { facility, facilityUnit, listing } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { mayAppear } from "#db/in-force.ts";
import type { Context } from "../context.ts";

/** A unit of a facility as whoever stands in front of it may know it. */
export interface FoundUnit {
  id: string;
  number: number;
  label: string;
  retired: boolean;
  facilityId: string;
  providerId: string;
  titleZh: string;
  titleEn: string;
  zone: string;
}

/** The unit, if its facility is on the market or the actor's own; else it does not exist. */
export async function findUnit(
  { actor, clock }: Pick<Context, "actor" | "clock">,
  tx: Tx,
  id: string,
): Promise<FoundUnit | undefined> {
  if (!validate(id)) return undefined;
  const [row] = await tx
    .select({
      id: facilityUnit.id,
      number: facilityUnit.number,
      label: facilityUnit.label,
      retiredAt: facilityUnit.retiredAt,
      facilityId: facility.listingId,
      providerId: listing.organizationId,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      zone: facility.timezone,
      state: listing.state,
      appears: mayAppear(listing.organizationId, clock.now()),
    })
    .from(facilityUnit)
    .innerJoin(facility, eq(facility.listingId, facilityUnit.facilityId))
    .innerJoin(listing, eq(listing.id, facility.listingId))
    .where(eq(facilityUnit.id, id));
  if (!row) return undefined;
  const { state, appears, retiredAt, ...unit } = row;
  const seen = (["published", "suspended"].includes(state) && appears) || isOwn(actor, unit.providerId);
  return seen ? { ...unit, retired: retiredAt !== null } : undefined;
}

const isOwn = (actor: Context["actor"], providerId: string): boolean => actor.organization?.id === providerId;
