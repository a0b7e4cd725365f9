import { eq } from "drizzle-orm";
import { booking, slot } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import { recordUsageEvent } from "#app/domain/credit/record-usage.server.ts";
import { type Context, systemActor } from "../context.ts";
import { type Move, move } from "../move.server.ts";
import { rulesOf } from "./facility.server.ts";
import { percentOf } from "./policy.ts";
import { bookingProcess, dueTransition, isHolding } from "./states.ts";

export type BookingRow = typeof booking.$inferSelect;
type Actorly = Pick<Context, "actor" | "clock">;

/** Columns that a transition may change beside the state. */
export type BookingChange = Partial<
  Pick<
    BookingRow,
    "startsAt" | "endsAt" | "price" | "reason" | "checkedInAt" | "checkedOutAt" | "charge" | "policyVersion"
  >
>;

/**
 * Takes a booking through one transition, its slot with it: the slot says the booking's state, so a booking that comes
 * to rest frees its unit in the same transaction. Returns the row as it is afterwards.
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
    .set({ state, heldUntil: state === "held" ? moved.deadline : null })
    .where(eq(slot.bookingId, row.id));
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
  return transition === "expire" ? moveBooking(tx, timer, row, { transition }) : recordNoShow(tx, timer, row);
}

/** Marks a no-show: the charge by the policy the booking was made under, and a usage-credit event of the organisation. */
export async function recordNoShow(tx: Tx, ctx: Actorly, row: BookingRow): Promise<BookingRow> {
  const rules = await rulesOf(tx, row.facilityId, row.policyVersion);
  const charge = percentOf(row.price, rules.noShowPercent);
  const moved = await moveBooking(tx, ctx, row, { transition: "no-show", detail: { charge } }, { charge });
  await recordUsageEvent(tx, ctx.clock.now(), "no_show", row);
  return moved;
}
