import { eq, type SQL, sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { slot } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import { idList, type ValueOf } from "#db/compiled.ts";
import type { Place } from "./plan.server.ts";

interface Held {
  id: string;
  places: readonly Place[];
  blocked: { start: Date; end: Date };
  /** The booking's state, or `waiting` for a request that does not hold. */
  state: string;
  heldUntil: Date | null;
}

/** The slots of a booking: one of its facility and one of each facility that this requires. */
const slotRows = ({ id: bookingId, places, blocked, state, heldUntil }: Held) =>
  places.map((place) => ({ ...place, bookingId, blocked, state, heldUntil, cause: "booking" as const }));

/** Gives a booking other slots than it has: another time, other units, or what its facility requires by now. */
export async function replaceSlots(tx: Tx, held: Held): Promise<void> {
  await tx.delete(slot).where(eq(slot.bookingId, held.id));
  await tx.insert(slot).values(slotRows(held));
}

/** The slots of a booking as the values of a statement, however many there are. */
export interface SlotValues {
  ids: string;
  facilities: string;
  units: string;
  from: string;
  to: string;
  state: string;
  heldUntil: string | null;
  bookingId: string;
}

export const slotValues = ({ id, places, blocked, state, heldUntil }: Held): SlotValues => ({
  ids: idList(places.map(() => uuid())),
  facilities: idList(places.map(({ facilityId }) => facilityId)),
  units: idList(places.map(({ unitId }) => unitId)),
  from: blocked.start.toISOString(),
  to: blocked.end.toISOString(),
  state,
  heldUntil: heldUntil?.toISOString() ?? null,
  bookingId: id,
});

/** Inserts them, as a part of a statement. */
export const insertSlots = (value: ValueOf<{ slots: SlotValues }>): SQL => sql`
  insert into slot (id, facility_id, unit_id, blocked, cause, state, booking_id, held_until)
  select place.id, place.facility_id, place.unit_id,
    tstzrange(${value("slots.from")}::timestamptz, ${value("slots.to")}::timestamptz), 'booking', ${value("slots.state")},
    ${value("slots.bookingId")}::uuid, ${value("slots.heldUntil")}::timestamptz
  from unnest(${value("slots.ids")}::uuid[], ${value("slots.facilities")}::uuid[], ${value("slots.units")}::uuid[])
    as place (id, facility_id, unit_id)`;
