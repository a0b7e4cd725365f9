import { refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { changeBooking } from "./change-booking.server.ts";
import { moveBooking, recordNoShow } from "./move-booking.server.ts";
import { type Moved, moved } from "./moved.ts";
import { checkInFrom } from "./policy.ts";
import { tooEarly } from "./refusals.ts";

/** The use begins: the booker has come, or the staff have started. Refuses with `too_early` long before the start. */
export async function checkIn(ctx: Context, id: string): Promise<Result<Moved>> {
  return changeBooking(ctx, id, async (tx, row) => {
    const now = ctx.clock.now();
    const from = checkInFrom(row.startsAt);
    if (row.state === "confirmed" && now < from) return refuse(tooEarly(from));
    return moved(
      await moveBooking(tx, ctx, row, { transition: "check-in", deadline: row.endsAt }, { checkedInAt: now }),
    );
  });
}

/** The provider records that nobody came, without waiting for the end of the grace. Refuses before the start. */
export async function markNoShow(ctx: Context, id: string): Promise<Result<Moved>> {
  return changeBooking(ctx, id, async (tx, row) => {
    if (row.state === "confirmed" && ctx.clock.now() < row.startsAt) return refuse(tooEarly(row.startsAt));
    return moved(await recordNoShow(tx, ctx, row));
  });
}
