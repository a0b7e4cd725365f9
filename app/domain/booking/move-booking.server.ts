import { eq } from "drizzle-orm";
import { booking, slot } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import { recordUsageEvent } from "#app/domain/credit/record-usage.server.ts";
import { recordViolation } from "../conduct/record-violation.server.ts";
import { type Context, systemActor } from "../context.ts";
import { type Move, move } from "../move.server.ts";
import { chargeAnew } from "./charging/prepay.server.ts";
import { settleCharges } from "./charging/settle-charges.server.ts";
import { rulesOf } from "./facility.server.ts";
import { percentOf } from "./policy.ts";
import { bookingProcess, dueTransition, isHolding } from "./states.ts";
import { moveVoucher, setAsideFor } from "./vouchers.server.ts";
import { waiveReused } from "./waive-reused.server.ts";
import { followOffer } from "./waitlist/follow-offer.server.ts";
import { wakeQueue } from "./waitlist/wake.server.ts";
import type { BookingRow } from "./booking-row.ts";

type Actorly = Pick<Context, "actor" | "clock">;

/** Columns that a transition may change beside the state. */
export type BookingChange = Partial<
  Pick<
    BookingRow,
    | "userId"
    | "startsAt"
    | "endsAt"
    | "price"
    | "reason"
    | "checkedInAt"
    | "checkedOutAt"
    | "charge"
    | "policyVersion"
    | "pendingHolds"
  >
>;

/** What a booking's slots say: its state, or that it waits without holding them. */
export const slotStateOf = (state: string, pendingHolds: boolean): string =>
  state === "pending" && !pendingHolds ? "waiting" : state;

/**
 * Takes a booking through one transition, its slots with it: they say the booking's state, so a booking that comes to
 * rest frees its units in the same transaction. Returns the row as it is afterwards.
 */
export async function moveBooking(
  tx: Tx,
  ctx: Actorly,
  row: BookingRow,
  step: Move,
  change: BookingChange = {},
): Promise<BookingRow> {
  const state = await move(tx, ctx, bookingProcess, booking, row, step);
  const [moved] = await tx
    .update(booking)
    .set({ ...change, endedAt: isHolding(state) ? null : ctx.clock.now() })
    .where(eq(booking.id, row.id))
    .returning();
  if (!moved) throw new Error(`booking ${row.id} vanished while it was moved`);
  await tx
    .update(slot)
    .set({
      state: slotStateOf(state, moved.pendingHolds),
      heldUntil: state === "held" ? moved.deadline : null,
    })
    .where(eq(slot.bookingId, row.id));
  if (row.state === "held" && state !== "held") await followOffer(tx, ctx, row, step.transition);
  if (!isHolding(state) || change.startsAt || change.endsAt) await wakeQueue(tx, row.facilityId);
  if (state === "completed" && row.state !== "completed") await waiveReused(tx, ctx, moved);
  await moveVoucher(tx, ctx, row, moved);
  if (state === "held" && row.state === "held" && row.price !== moved.price)
    await chargeAnew(tx, ctx, moved, await setAsideFor(tx, moved));
  // A use is charged once its record is written.
  if (!isHolding(state) && state !== "completed") await settleCharges(tx, ctx, moved);
  return moved;
}

/**
 * Writes down what the clock has already decided about `row` (expired, no-show), with its consequences. Call under the
 * facility's lock before looking at the calendar or moving the booking. Returns the row as it then is.
 */
export async function settle(tx: Tx, ctx: Actorly, row: BookingRow): Promise<BookingRow> {
  const transition = dueTransition(row, ctx.clock.now());
  if (!transition) return row;
  const timer = { actor: systemActor(ctx.actor.requestId), clock: ctx.clock };
  return transition === "no-show"
    ? recordNoShow(tx, timer, row, row.deadline ?? undefined)
    : moveBooking(tx, timer, row, { transition });
}

/**
 * Marks a no-show: the charge by the policy the booking was made under, and a usage-credit event of the organisation. It
 * counts from `at`, so that a job that is late makes no record last longer.
 */
export async function recordNoShow(
  tx: Tx,
  ctx: Actorly,
  row: BookingRow,
  at: Date = ctx.clock.now(),
): Promise<BookingRow> {
  const rules = await rulesOf(tx, row.facilityId, row.policyVersion);
  const charge = percentOf(row.price, rules.noShowPercent);
  const moved = await moveBooking(tx, ctx, row, { transition: "no-show", detail: { charge } }, { charge });
  await recordUsageEvent(tx, ctx.clock.now(), "no_show", row);
  await recordViolation(tx, ctx, { booking: row, code: "no_show", at });
  return moved;
}
