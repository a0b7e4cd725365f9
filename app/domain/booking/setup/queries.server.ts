import { and, asc, eq, gte, ne } from "drizzle-orm";
import { accessory, facilityRequirement, openingException } from "#db/schema/booking-policy.ts";
import { listing } from "#db/schema/catalog.ts";
import type { Context } from "../../context.ts";
import { localDate } from "../hours.ts";

/** What the times page shows of a facility beside hours, units and closures. */
export async function facilitySetup({ db, clock }: Context, facilityId: string, zone: string) {
  const today = localDate(clock.now().getTime(), zone);
  const [exceptions, required, accessories] = await Promise.all([
    db
      .select()
      .from(openingException)
      .where(and(eq(openingException.facilityId, facilityId), gte(openingException.day, today)))
      .orderBy(asc(openingException.day), asc(openingException.fromMinute))
      .limit(200),
    db
      .select({ id: listing.id, titleZh: listing.titleZh, titleEn: listing.titleEn })
      .from(facilityRequirement)
      .innerJoin(listing, eq(listing.id, facilityRequirement.requiredId))
      .where(eq(facilityRequirement.facilityId, facilityId))
      .orderBy(asc(listing.titleZh)),
    db
      .select({ id: accessory.id, name: accessory.name, stock: accessory.stock })
      .from(accessory)
      .where(and(eq(accessory.facilityId, facilityId), eq(accessory.retired, false)))
      .orderBy(asc(accessory.name)),
  ]);
  const days = [...Map.groupBy(exceptions, ({ day }) => day)].map(([day, rows]) => ({
    day,
    note: rows.find(({ note }) => note)?.note ?? "",
    openings: rows.flatMap(({ fromMinute, toMinute }) =>
      fromMinute === null || toMinute === null ? [] : [{ fromMinute, toMinute }],
    ),
  }));
  return { days, required, accessories };
}

const most = 500;

/** The provider's other facilities, to choose a required one from. */
export const siblingFacilities = ({ db }: Context, facilityId: string, providerId: string) =>
  db
    .select({ id: listing.id, titleZh: listing.titleZh, titleEn: listing.titleEn })
    .from(listing)
    .where(
      and(
        eq(listing.organizationId, providerId),
        eq(listing.kind, "facility"),
        ne(listing.id, facilityId),
        ne(listing.state, "withdrawn"),
      ),
    )
    .orderBy(asc(listing.titleZh))
    .limit(most);
