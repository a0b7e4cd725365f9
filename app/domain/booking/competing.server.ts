import { and, asc, eq, gt, gte, isNull, lt, ne, or } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import type { BookingRow } from "./booking-row.ts";

const shown = 20;

/** Longer than any booking may be: so far back the index of starts is read. */
const longestMs = 40 * 86_400_000;

/** Other requests that wait for the same facility at the same time, the earliest first: whoever is accepted, the rest lose it. */
export function competingRequests(
  tx: Tx,
  row: Pick<BookingRow, "id" | "facilityId" | "startsAt" | "endsAt">,
  now: Date,
) {
  return tx
    .select({
      id: booking.id,
      startsAt: booking.startsAt,
      endsAt: booking.endsAt,
      createdAt: booking.createdAt,
      purpose: booking.purpose,
      userClass: booking.userClass,
      price: booking.price,
      userName: appUser.name,
      organizationZh: organization.nameZh,
      organizationEn: organization.nameEn,
    })
    .from(booking)
    .innerJoin(appUser, eq(appUser.id, booking.userId))
    .innerJoin(organization, eq(organization.id, booking.organizationId))
    .where(
      and(
        eq(booking.facilityId, row.facilityId),
        eq(booking.state, "pending"),
        gte(booking.startsAt, new Date(row.startsAt.getTime() - longestMs)),
        lt(booking.startsAt, row.endsAt),
        gt(booking.endsAt, row.startsAt),
        or(isNull(booking.deadline), gt(booking.deadline, now)),
        ne(booking.id, row.id),
      ),
    )
    .orderBy(asc(booking.createdAt), asc(booking.id))
    .limit(shown);
}

export type Competing = Awaited<ReturnType<typeof competingRequests>>[number];
