import type { FinalState, StoredBooking, StoredSlot } from "../final-state.ts";

const holds = ({ state, pendingHolds }: StoredBooking): boolean =>
  ["held", "confirmed", "in_use"].includes(state) || (state === "pending" && pendingHolds);
const blocks = ({ state }: StoredSlot): boolean =>
  ["held", "pending", "confirmed", "in_use", "closed"].includes(state);

interface Weighed {
  start: number;
  end: number;
  weight: number;
}

/** The most that weighs at one instant; what ends at an instant is over when the next begins. */
export function mostAtOnce(all: readonly Weighed[]): number {
  const edges = all.flatMap(({ start, end, weight }) => [
    { at: start, by: weight },
    { at: end, by: -weight },
  ]);
  let now = 0;
  let most = 0;
  for (const { by } of edges.toSorted((a, b) => a.at - b.at || a.by - b.by)) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}

/** Units that have two owners at one instant. */
export function overlaps({ slots }: FinalState): string[] {
  return [...Map.groupBy(slots.filter(blocks), ({ unitId }) => unitId)]
    .filter(([, own]) => mostAtOnce(own.map((one) => ({ ...one, weight: 1 }))) > 1)
    .map(([unit]) => `unit ${unit} has two owners at one instant`);
}

/** Bookings that do not own exactly what they are: one unit of their facility and of each that it requires, at their time. */
export function misplaced({ bookings, slots, facilities }: FinalState): string[] {
  const owned = Map.groupBy(slots, ({ bookingId }) => bookingId);
  return bookings.flatMap((booking) => {
    const own = (owned.get(booking.id) ?? []).filter(blocks);
    if (!holds(booking))
      return own.length > 0 ? [`${booking.id} is ${booking.state} and still owns units`] : [];
    const facility = facilities.find(({ id }) => id === booking.facilityId);
    const wanted = [booking.facilityId, ...(facility?.requires ?? [])].toSorted().join();
    const has = own
      .map(({ facilityId }) => facilityId)
      .toSorted()
      .join();
    if (has !== wanted) return [`${booking.id} owns units of [${has}] instead of [${wanted}]`];
    const end = booking.end + (facility?.bufferAfterMs ?? 0);
    return own.every((slot) => slot.start === booking.start && slot.end === end)
      ? []
      : [`${booking.id} owns another time than its own`];
  });
}

/** Facilities and accessories of which more stands at one instant than there is, counted from the bookings alone. */
export function overfull({ bookings, slots, facilities, lent }: FinalState): string[] {
  const standing = bookings.filter(holds);
  const places = facilities.flatMap(({ id, units }) => {
    const users = facilities.filter((one) => one.id === id || one.requires.includes(id));
    const taken = standing
      .filter(({ facilityId }) => users.some((one) => one.id === facilityId))
      .map(({ start, end }) => ({ start, end, weight: 1 }));
    const closed = slots
      .filter(({ state, facilityId }) => state === "closed" && facilityId === id)
      .map(({ start, end }) => ({ start, end, weight: 1 }));
    const most = mostAtOnce([...taken, ...closed]);
    return most > units ? [`facility ${id} of ${units} units is used ${most} times at one instant`] : [];
  });
  const byId = new Map(standing.map((booking) => [booking.id, booking]));
  const things = [...Map.groupBy(lent, ({ accessoryId }) => accessoryId)].flatMap(([id, all]) => {
    const out = all.flatMap(({ bookingId, quantity }) => {
      const booking = byId.get(bookingId);
      return booking ? [{ start: booking.start, end: booking.end, weight: quantity }] : [];
    });
    const most = mostAtOnce(out);
    const stock = all[0]?.stock ?? 0;
    return most > stock ? [`of accessory ${id} ${most} are lent at one instant, and there are ${stock}`] : [];
  });
  return [...places, ...things];
}
