import type { Tx } from "#db/client.ts";
import { refuse, type Result } from "#app/runtime/problem.ts";
import { recordIfLate } from "../conduct/record-violation.server.ts";
import type { Context } from "../context.ts";
import { missingQualifications } from "../qualification/missing.server.ts";
import { operatesThemselves, qualificationReasons } from "../qualification/policy.ts";
import { recordQualifiedUse } from "../qualification/record-use.server.ts";
import { changeBooking, isStaff } from "./change-booking.server.ts";
import { moveBooking, recordNoShow } from "./move-booking.server.ts";
import type { BookingRow } from "./booking-row.ts";
import { type Moved, moved } from "./moved.ts";
import { checkInFrom, needsPresence } from "./policy.ts";
import { tooEarly, unqualified } from "./refusals.ts";

/**
 * The use begins: the booker has come, or the staff have started. Refuses with `too_early` long before the start, and
 * with `unqualified` when the booker, who is to operate the instrument, lacks what the facility asks for by then: a
 * booking outlives a revocation, but only staff may begin it, and so see to it that somebody is at hand.
 */
export async function checkIn(ctx: Context, id: string): Promise<Result<Moved>> {
  return changeBooking(ctx, id, async (tx, row) => {
    const now = ctx.clock.now();
    const from = checkInFrom(row.startsAt);
    if (row.state === "confirmed" && now < from) return refuse(tooEarly(from));
    if (row.state === "confirmed" && !isStaff(ctx, row)) await demandQualified(tx, row, now);
    const begun = await moveBooking(
      tx,
      ctx,
      row,
      { transition: "check-in", deadline: row.endsAt },
      { checkedInAt: now },
    );
    await noteArrival(tx, ctx, begun, now);
    return moved(begun);
  });
}

async function demandQualified(
  tx: Tx,
  { way, facilityId, userId, startsAt }: BookingRow,
  now: Date,
): Promise<void> {
  if (!operatesThemselves(way)) return;
  const beginning = now < startsAt ? startsAt : now;
  const missing = await missingQualifications(tx, facilityId, userId, beginning);
  if (missing.length > 0) refuse(unqualified(qualificationReasons(way, missing)));
}

/** What an arrival says of its booker: late where they have to turn up, and in practice with what they are qualified for. */
export async function noteArrival(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  row: BookingRow,
  at: Date,
): Promise<void> {
  if (needsPresence(row.way)) await recordIfLate(tx, ctx, row, at);
  if (operatesThemselves(row.way)) await recordQualifiedUse(tx, row.userId, row.facilityId, at);
}

/** The provider records that nobody came, without waiting for the end of the grace. Refuses before the start. */
export async function markNoShow(ctx: Context, id: string): Promise<Result<Moved>> {
  return changeBooking(ctx, id, async (tx, row) => {
    if (row.state === "confirmed" && ctx.clock.now() < row.startsAt) return refuse(tooEarly(row.startsAt));
    return moved(await recordNoShow(tx, ctx, row));
  });
}
