import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Tx } from "#db/client.ts";
import { recordUsageEvent } from "#app/domain/credit/record-usage.server.ts";
import { recordViolation } from "../conduct/record-violation.server.ts";
import type { Context } from "../context.ts";
import { actsAsBooker } from "./actions.ts";
import { changeBooking } from "./change-booking.server.ts";
import { rulesOf } from "./facility.server.ts";
import { moveBooking } from "./move-booking.server.ts";
import type { BookingRow } from "./booking-row.ts";
import { type Moved, moved } from "./moved.ts";
import { cancellation } from "./policy.ts";

/**
 * Ends a booking before it is used and frees its slot. The booker may without a reason, and pays what the rules the
 * booking was made under say about late cancellation; the provider must give a reason and nothing is owed.
 */
export async function cancel(
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<Moved>> {
  return changeBooking(ctx, id, async (tx, row) => moved(await cancelLocked(tx, ctx, row, reason)));
}

/** Cancels a booking of a facility whose lock `tx` holds. `quiet`: as one of several, of which the parties are told at once. */
export const cancelLocked = (
  tx: Tx,
  ctx: Context,
  row: BookingRow,
  reason: string,
  options: { quiet?: boolean } = {},
): Promise<BookingRow> =>
  actsAsBooker(ctx.actor, row)
    ? cancelAsBooker(tx, ctx, row, reason, options)
    : callOff(tx, ctx, row, reason, options);

interface Quietly {
  quiet?: boolean;
}

async function cancelAsBooker(
  tx: Tx,
  ctx: Context,
  row: BookingRow,
  reason: string,
  { quiet }: Quietly,
): Promise<BookingRow> {
  const now = ctx.clock.now();
  const rules = await rulesOf(tx, row.facilityId, row.policyVersion);
  const { late, charge } = cancellation(row, rules, now);
  const transition = row.state === "held" ? "release" : "cancel";
  const step = { transition, reason, quiet, detail: { late, charge } };
  const done = await moveBooking(tx, ctx, row, step, { reason, charge: late ? charge : null });
  if (late) {
    await recordUsageEvent(tx, now, "late_cancel", row);
    await recordViolation(tx, ctx, { booking: row, code: "late_cancel", at: now });
  }
  return done;
}

async function callOff(
  tx: Tx,
  ctx: Context,
  row: BookingRow,
  reason: string,
  { quiet }: Quietly,
): Promise<BookingRow> {
  if (reason.trim().length < 2) return refuse(problems.invalid([{ path: "reason", code: "required" }]));
  return moveBooking(tx, ctx, row, { transition: "call-off", reason, quiet }, { reason });
}
