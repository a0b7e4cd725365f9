import type { Tx } from "#db/client.ts";
import { refuse, type Result } from "#app/runtime/problem.ts";
import { blockAgainst } from "../conduct/block-in-force.server.ts";
import { blockReasons } from "../conduct/policy.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { liveCharge } from "../money/charges/find-charge.server.ts";
import type { Context } from "../context.ts";
import { changeBooking } from "./change-booking.server.ts";
import { bookHeld } from "./charging/book-held.server.ts";
import { aheadOf, chargeAhead, isPrepaid, payBy } from "./charging/prepay.server.ts";
import { rulesOf } from "./facility.server.ts";
import { moveBooking } from "./move-booking.server.ts";
import type { BookingRow } from "./booking-row.ts";
import { type Moved, moved } from "./moved.ts";
import type { BookingRules } from "./policy.ts";
import { againstPolicy } from "./refusals.ts";
import { setAsideFor } from "./vouchers.server.ts";

/**
 * The booker turns a held slot into a booking: confirmed at once, or a request where the provider wants to approve. What
 * is only held is not booked yet: refuses with `standing`, or with `policy`, when a measure or a block has come into force
 * meanwhile.
 */
export async function confirmHold(ctx: Context, id: string): Promise<Result<Moved>> {
  return changeBooking(ctx, id, async (tx, row) => {
    const now = ctx.clock.now();
    await demandStanding(tx, row.organizationId, "book", now);
    const block = row.state === "held" ? await blockAgainst(tx, row.facilityId, row.userId, now) : null;
    if (block) return refuse(againstPolicy(blockReasons(block)));
    const rules = await rulesOf(tx, row.facilityId, row.policyVersion);
    const prepaid = row.state === "held" && isPrepaid(rules, row) && (await aheadOf(tx, row)) !== "withdrawn";
    return moved(prepaid ? await awaitPayment(tx, ctx, rules, row) : await bookHeld(tx, ctx, row));
  });
}

/**
 * What is taken has to be paid first: it stays held for that, and its charge is made. Refuses with `payment_due` and the
 * charge when that was asked before.
 */
async function awaitPayment(tx: Tx, ctx: Context, rules: BookingRules, row: BookingRow): Promise<BookingRow> {
  const cause = { type: "booking", id: row.id };
  const open = await liveCharge(tx, cause, "use");
  if (open) return refuse({ code: "payment_due", status: 409, details: { chargeId: open.id } });
  const deadline = payBy(rules, ctx.clock.now(), row.startsAt);
  const held = await moveBooking(tx, ctx, row, { transition: "await-payment", deadline });
  await chargeAhead(tx, ctx, held, await setAsideFor(tx, held));
  return held;
}
