import { eq } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import { type Context, systemActor } from "../../context.ts";
import { transact } from "../../transact.server.ts";
import type { BookingRow } from "../booking-row.ts";
import { lockFacilities } from "../lock.server.ts";
import { settle } from "../move-booking.server.ts";
import { setAsideFor, settleUseAnew } from "../vouchers.server.ts";
import { bookHeld } from "./book-held.server.ts";
import { aheadOf, chargeAhead } from "./prepay.server.ts";
import { settleCharges } from "./settle-charges.server.ts";

/**
 * Job `settle-booking-charges`: for changes that another slice has made: a fee that was waived, a charge that people have
 * withdrawn or ask for after all. Asked again, it does nothing. With `anew` what its voucher pays of a use is reckoned again too.
 */
export async function settleBookingCharges(
  ctx: Context,
  { bookingId, anew = false }: { bookingId: string; anew?: boolean },
): Promise<void> {
  const [known] = await ctx.db
    .select({ facilityId: booking.facilityId })
    .from(booking)
    .where(eq(booking.id, bookingId));
  if (!known) return;
  const byRule = { actor: systemActor(ctx.actor.requestId), clock: ctx.clock };
  const result = await transact(ctx.db, async (tx) => {
    await lockFacilities(tx, [known.facilityId]);
    const [row] = await tx.select().from(booking).where(eq(booking.id, bookingId));
    if (!row) return;
    const now = await settle(tx, byRule, row);
    if (now.state === "held") return settleHold(tx, byRule, now);
    await (anew && now.state === "completed" ? settleUseAnew(tx, ctx, now) : settleCharges(tx, ctx, now));
  });
  if (!result.ok) throw new Error(`charges of booking ${bookingId}: ${result.problem.code}`);
}

/** A time that is held for its payment: once nobody asks for that any more it is booked, once somebody does after all it is charged. */
async function settleHold(tx: Tx, byRule: Pick<Context, "actor" | "clock">, row: BookingRow): Promise<void> {
  const ahead = await aheadOf(tx, row);
  if (ahead === "withdrawn") await bookHeld(tx, byRule, row);
  if (ahead === "ended") await chargeAhead(tx, byRule, row, await setAsideFor(tx, row));
}
