import { and, asc, eq, gt, inArray, lt, ne, sql } from "drizzle-orm";
import { accessory } from "#db/schema/booking-policy.ts";
import { booking, bookingAccessory } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import { type AccessoryAt, mostOut } from "./accessories.ts";
import type { WantedAccessory } from "./quota.ts";
import type { Span } from "./spans.ts";

/** So many of an accessory, as a booker asks for it. */
export interface AskedAccessory {
  id: string;
  quantity: number;
}

/**
 * The facility's accessories with what is left of each for a booking of `span`. Requests that wait without holding
 * their time hold no accessory either. `without`: a booking to leave out.
 */
export async function accessoriesAt(
  tx: Tx,
  facilityId: string,
  span: Span,
  now: Date,
  without?: string,
): Promise<AccessoryAt[]> {
  const offered = await tx
    .select({ id: accessory.id, name: accessory.name, stock: accessory.stock })
    .from(accessory)
    .where(and(eq(accessory.facilityId, facilityId), eq(accessory.retired, false)))
    .orderBy(asc(accessory.name), asc(accessory.id));
  if (offered.length === 0) return [];
  const rows = await tx
    .select({
      accessoryId: bookingAccessory.accessoryId,
      quantity: bookingAccessory.quantity,
      startsAt: booking.startsAt,
      endsAt: booking.endsAt,
    })
    .from(bookingAccessory)
    .innerJoin(booking, eq(booking.id, bookingAccessory.bookingId))
    .where(
      and(
        inArray(
          bookingAccessory.accessoryId,
          offered.map(({ id }) => id),
        ),
        eq(booking.facilityId, facilityId),
        gt(booking.endsAt, new Date(span.start)),
        lt(booking.startsAt, new Date(span.end)),
        sql`(${booking.state} in ('held', 'confirmed', 'in_use') or (${booking.state} = 'pending' and ${booking.pendingHolds}))`,
        sql`(${booking.deadline} is null or ${booking.deadline} > ${now.toISOString()} or ${booking.state} = 'in_use')`,
        without === undefined ? undefined : ne(booking.id, without),
      ),
    );
  const lent = rows.map(({ startsAt, endsAt, ...rest }) => ({
    ...rest,
    start: startsAt.getTime(),
    end: endsAt.getTime(),
  }));
  return offered.map((one) => {
    const out = mostOut(
      lent.filter(({ accessoryId }) => accessoryId === one.id),
      span,
    );
    return { ...one, left: Math.max(0, one.stock - out) };
  });
}

/** What is asked for beside what is left of it; an accessory that the facility has not, or no longer, has none left. */
export function wantedAccessories(
  asked: readonly AskedAccessory[],
  offered: readonly AccessoryAt[],
): WantedAccessory[] {
  return asked.map(({ id, quantity }) => {
    const known = offered.find((one) => one.id === id);
    return { id, quantity, name: known?.name ?? "", left: known?.left ?? 0 };
  });
}

/** What a booking takes along. */
export const accessoriesOf = (tx: Tx, bookingId: string): Promise<AskedAccessory[]> =>
  tx
    .select({ id: bookingAccessory.accessoryId, quantity: bookingAccessory.quantity })
    .from(bookingAccessory)
    .where(eq(bookingAccessory.bookingId, bookingId));
