import { eq } from "drizzle-orm";
import { slot } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
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
export const slotRows = ({ id: bookingId, places, blocked, state, heldUntil }: Held) =>
  places.map((place) => ({ ...place, bookingId, blocked, state, heldUntil, cause: "booking" as const }));

/** Gives a booking other slots than it has: another time, other units, or what its facility requires by now. */
export async function replaceSlots(tx: Tx, held: Held): Promise<void> {
  await tx.delete(slot).where(eq(slot.bookingId, held.id));
  await tx.insert(slot).values(slotRows(held));
}
