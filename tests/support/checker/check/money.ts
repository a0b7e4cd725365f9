import type { FinalState, StoredAct, StoredBooking } from "../final-state.ts";

type Facility = FinalState["facilities"][number];

/** What a booking owes by the rules, the log and its price; undefined when there is no cause for anything. */
function owed(booking: StoredBooking, facility: Facility, acts: readonly StoredAct[]): number | undefined {
  const price = booking.price ?? 0;
  const last = acts.findLast(({ toState, fromState }) => toState === booking.state && fromState !== toState);
  if (!last) return undefined;
  if (booking.state === "no_show") {
    const grace = last.via === "system" ? facility.noShowGraceMs : 0;
    const from = Math.min(booking.start + grace, booking.end);
    return last.at >= from ? (price * facility.noShowPercent) / 100 : undefined;
  }
  const late = last.at > booking.start - facility.cancelCutoffMs && last.fromState === "confirmed";
  return last.transition === "cancel" && late ? (price * facility.lateCancelPercent) / 100 : undefined;
}

/** Charges without a cause, of another amount than the rules say, or not made. */
export function wrongCharges(final: FinalState): string[] {
  return eachBooking(final, (booking, facility, acts) => {
    const cause = owed(booking, facility, acts);
    const charge = booking.charge ?? 0;
    if (charge > 0 && cause === undefined) return `${booking.id} is charged ${charge} without a cause`;
    if (charge > 0 && charge !== cause) return `${booking.id} is charged ${charge} instead of ${cause}`;
    if (charge > 0 || !cause) return undefined;
    return booking.chargeWaiver === "used_again" && usedAgain(final, booking)
      ? undefined
      : `${booking.id} owes ${cause} and is not charged`;
  });
}

/** Whether uses that took place cover half of a cancelled time. */
function usedAgain({ bookings }: FinalState, { facilityId, start, end }: StoredBooking): boolean {
  const covered = bookings
    .filter((one) => one.facilityId === facilityId && one.state === "completed")
    .reduce((sum, use) => sum + Math.max(0, Math.min(end, use.end) - Math.max(start, use.start)), 0);
  return covered >= (end - start) / 2;
}

/** What is held against bookers without a cause, or more than once. */
export function wrongMarks(final: FinalState): string[] {
  const credit = Map.groupBy(final.credit, ({ bookingId }) => bookingId);
  const violations = Map.groupBy(final.violations, ({ bookingId }) => bookingId);
  return eachBooking(final, (booking, facility, acts) => {
    const cause = owed(booking, facility, acts) !== undefined && booking.chargeWaiver === "";
    for (const code of ["no_show", "late_cancel"]) {
      const just = cause && (code === "no_show") === (booking.state === "no_show");
      const events = credit.get(booking.id) ?? [];
      const count = (name: string): number => events.filter((one) => one.code === name).length;
      const standing = count(code) - count(`${code}_withdrawn`);
      if (standing !== (just ? 1 : 0)) return `${booking.id}: ${code} counts ${standing} times in the credit`;
      const held = (violations.get(booking.id) ?? []).filter(
        (one) => one.code === code && one.state !== "waived",
      );
      if (held.length !== (just ? 1 : 0))
        return `${booking.id}: ${code} is held against its booker ${held.length} times`;
    }
    return undefined;
  });
}

/** Uses that are over and have no record, or several, and records of what is not over. */
export function wrongRecords({ bookings, records }: FinalState): string[] {
  const found = Map.groupBy(records, ({ bookingId }) => bookingId);
  return bookings.flatMap(({ id, state }) => {
    const count = found.get(id)?.length ?? 0;
    const right = state === "completed" ? 1 : 0;
    return count === right ? [] : [`${id} is ${state} and has ${count} records of use`];
  });
}

function eachBooking(
  { bookings, facilities, audit }: FinalState,
  judge: (booking: StoredBooking, facility: Facility, acts: readonly StoredAct[]) => string | undefined,
): string[] {
  const acts = Map.groupBy(audit, ({ entityId }) => entityId);
  return bookings.flatMap((booking) => {
    const facility = facilities.find(({ id }) => id === booking.facilityId);
    if (!facility) return [`${booking.id} is of no facility`];
    return judge(booking, facility, acts.get(booking.id) ?? []) ?? [];
  });
}
