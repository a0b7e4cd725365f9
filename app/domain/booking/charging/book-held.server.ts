import type { Tx } from "#db/client.ts";
import type { Context } from "../../context.ts";
import type { BookingRow } from "../booking-row.ts";
import { rulesOf } from "../facility.server.ts";
import { moveBooking } from "../move-booking.server.ts";
import { answerBy, showUpBy } from "../policy.ts";

/** A held time becomes a booking, or a request where the provider approves. */
export async function bookHeld(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  row: BookingRow,
): Promise<BookingRow> {
  const rules = await rulesOf(tx, row.facilityId, row.policyVersion);
  const step = rules.instant
    ? { transition: "confirm", deadline: showUpBy(rules, row) }
    : { transition: "submit", deadline: answerBy(rules, ctx.clock.now(), row.startsAt) };
  return moveBooking(tx, ctx, row, step);
}
