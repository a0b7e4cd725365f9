import type { Deadline } from "#app/domain/deadline.ts";
import { type BookingState, bookingStates, holdingStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../process.ts";
import {
  completeInput,
  correctInput,
  extendInput,
  noInput,
  optionalReasonInput,
  reasonInput,
  rescheduleInput,
} from "./inputs.ts";
import { checkOutInput } from "./record-inputs.ts";
import { transferInput } from "./transfer/inputs.ts";

const toBooker = (template: string) => ({ template, to: ["booker"] as const });
const toProvider = (template: string) => ({ template, to: ["provider"] as const });
const toBoth = (template: string) => ({ template, to: ["booker", "provider"] as const });

/**
 * A booking's life. While it is held, pending, confirmed or in use it owns its slot. A booker's cancellation and a
 * provider's are different acts: the first may cost something, the second needs a reason and never does.
 */
export const bookingProcess = defineProcess({
  entity: "booking",
  initial: ["held", "pending", "confirmed"],
  states: bookingStates,
  parties: {
    booker: { action: "booking.use", organization: "organizationId" },
    provider: { action: "booking.manage", organization: "providerId" },
    clock: "timer",
  },
  owners: { held: "booker", pending: "provider", confirmed: "booker", in_use: "provider" },
  // The usual way on comes first in each state: lines of progress are drawn from it.
  transitions: [
    {
      // The clock: it was paid, where that comes first.
      name: "submit",
      from: ["held"],
      to: "pending",
      by: ["booker", "clock"],
      after: "charge.paidAt",
      inputs: noInput,
      notify: toProvider("booking-requested"),
    },
    {
      name: "confirm",
      from: ["held"],
      to: "confirmed",
      by: ["booker", "clock"],
      after: "charge.paidAt",
      inputs: noInput,
      notify: toBoth("booking-confirmed"),
    },
    {
      name: "approve",
      from: ["pending"],
      to: "confirmed",
      by: ["provider"],
      inputs: optionalReasonInput,
      notify: toBooker("booking-approved"),
    },
    { name: "check-in", from: ["confirmed"], to: "in_use", by: ["provider", "booker"], inputs: noInput },
    {
      name: "complete",
      from: ["confirmed", "in_use", "no_show"],
      to: "completed",
      by: ["provider"],
      inputs: completeInput,
      notify: toBooker("booking-completed"),
    },
    {
      // The clock: an instrument's meter has said for long enough that it is off.
      name: "check-out",
      from: ["in_use"],
      to: "completed",
      by: ["booker", "provider", "clock"],
      after: "checkedOutAt",
      inputs: checkOutInput,
    },
    {
      // The user has gone; what staff have done for them is still to be recorded.
      name: "vacate",
      from: ["in_use"],
      to: "same",
      by: ["booker", "provider", "clock"],
      after: "checkedOutAt",
      inputs: checkOutInput,
      notify: toProvider("booking-vacated"),
    },
    {
      name: "correct",
      from: ["completed"],
      to: "same",
      by: ["provider"],
      inputs: correctInput,
      notify: toBooker("booking-corrected"),
    },
    {
      name: "reject",
      from: ["pending"],
      to: "rejected",
      by: ["provider"],
      inputs: reasonInput,
      notify: toBooker("booking-rejected"),
    },
    {
      name: "cancel",
      from: ["pending", "confirmed"],
      to: "cancelled",
      by: ["booker"],
      inputs: optionalReasonInput,
      notify: toProvider("booking-cancelled"),
    },
    // What was only held was never booked: its end is the booker's business alone.
    { name: "release", from: ["held"], to: "cancelled", by: ["booker"], inputs: optionalReasonInput },
    /** What is offered is taken and has to be paid first. */
    { name: "await-payment", from: ["held"], to: "same", by: ["booker"] },
    /** Its payment came late, and its time was still free. */
    { name: "reoffer", from: ["expired"], to: "held", by: ["clock"], after: "charge.paidAt" },
    { name: "run-out", from: ["held"], to: "expired", by: ["clock"], after: "deadline" },
    {
      name: "call-off",
      from: ["held", "pending", "confirmed", "in_use"],
      to: "cancelled",
      by: ["provider"],
      inputs: reasonInput,
      notify: toBooker("booking-called-off"),
    },
    {
      // An outage is in its way: to another unit at the same time, or off with other times named.
      name: "relocate",
      from: ["held", "pending", "confirmed", "in_use"],
      to: "same",
      by: ["provider"],
      inputs: reasonInput,
      notify: toBooker("booking-relocated"),
    },
    {
      name: "displace",
      from: ["held", "pending", "confirmed", "in_use"],
      to: "cancelled",
      by: ["provider"],
      inputs: reasonInput,
      notify: toBooker("booking-displaced"),
    },
    {
      // A served decision forbids it, by the published rule of its measure.
      name: "restrict",
      from: ["held", "pending", "confirmed"],
      to: "cancelled",
      by: ["clock"],
      after: "measureFrom",
      notify: toBoth("booking-restricted"),
    },
    {
      name: "no-show",
      from: ["confirmed"],
      to: "no_show",
      by: ["provider", "clock"],
      after: "deadline",
      inputs: noInput,
      notify: toBooker("booking-no-show"),
    },
    {
      name: "expire",
      from: ["pending"],
      to: "expired",
      by: ["clock"],
      after: "deadline",
      notify: toBoth("booking-expired"),
    },
    {
      name: "extend",
      from: ["confirmed", "in_use"],
      to: "same",
      by: ["booker", "provider"],
      inputs: extendInput,
      notify: toBoth("booking-changed"),
    },
    {
      name: "reschedule",
      from: ["held", "pending", "confirmed"],
      to: "same",
      by: ["booker", "provider"],
      inputs: rescheduleInput,
      notify: toBoth("booking-changed"),
    },
    {
      name: "transfer",
      from: ["held", "pending", "confirmed", "in_use"],
      to: "same",
      by: ["booker", "provider"],
      inputs: transferInput,
      notify: toBooker("booking-handed-over"),
    },
    {
      name: "resubmit",
      from: ["confirmed"],
      to: "pending",
      by: ["booker"],
      inputs: rescheduleInput,
      notify: toProvider("booking-requested"),
    },
  ],
});

const holding: readonly string[] = holdingStates;

/** Whether a booking in `state` owns its slot. */
export const isHolding = (state: string): boolean => holding.includes(state);

/** What the clock alone makes of a state once its deadline has passed. */
type ByClock = "expire" | "run-out" | "no-show";

const whenOver: Partial<Record<string, { state: BookingState; transition: ByClock }>> = {
  held: { state: "expired", transition: "run-out" },
  pending: { state: "expired", transition: "expire" },
  confirmed: { state: "no_show", transition: "no-show" },
};

export interface Timed {
  state: string;
  deadline: Deadline | null;
}

/** The transition that the clock has already decided but nobody has written yet; undefined when none. */
export function dueTransition({ state, deadline }: Timed, now: Date): ByClock | undefined {
  return deadline !== null && deadline <= now ? whenOver[state]?.transition : undefined;
}

/** The state a booking is in at `now`, whatever the row still says: a job that is late changes nothing. */
export function effectiveState(row: Timed, now: Date): string {
  return dueTransition(row, now) ? (whenOver[row.state]?.state ?? row.state) : row.state;
}

/** Nobody's turn any more: it has come to rest. */
export const isOver = (state: string): boolean =>
  !Object.entries(bookingProcess.owners).some(([owned]) => owned === state);
