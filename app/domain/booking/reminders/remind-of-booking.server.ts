import { eq } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import type { ReminderLead } from "#db/schema/vocabulary.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { BookingRow } from "../booking-row.ts";
import { findBooking } from "../find-booking.server.ts";
import { isOver } from "../states.ts";
import type { Context } from "../../context.ts";

/** Whether there is still something to be reminded of. */
export const isAhead = ({ startsAt, state }: Pick<BookingRow, "startsAt" | "state">, now: Date): boolean =>
  !isOver(state) && startsAt > now;

/**
 * Keeps when the booker wants to be reminded of one booking, whatever they usually want. Only whose booking it is says so.
 * Refuses with `forbidden` and, once it has begun or is off, `not_allowed_now`.
 */
export async function remindOfBooking(
  ctx: Context,
  id: string,
  { minutes }: { minutes: readonly ReminderLead[] },
): Promise<Result<void>> {
  const found = await findBooking(ctx, id);
  if (!found.ok) return found;
  const { booking: row, state } = found.value;
  const now = ctx.clock.now();
  if (row.userId !== ctx.actor.user?.id) return fail(problems.forbidden("booking.use"));
  if (!isAhead({ ...row, state }, now)) return fail(problems.notAllowedNow("reminders", state));
  // As if just reminded: a lead that has passed already is not made up for.
  await ctx.db
    .update(booking)
    .set({ reminders: [...minutes], remindedAt: now })
    .where(eq(booking.id, id));
  return ok(undefined);
}
