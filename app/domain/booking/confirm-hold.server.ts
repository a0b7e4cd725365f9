import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { changeBooking } from "./change-booking.server.ts";
import { rulesOf } from "./facility.server.ts";
import { moveBooking } from "./move-booking.server.ts";
import { type Moved, moved } from "./moved.ts";
import { answerBy, showUpBy } from "./policy.ts";

/** The booker turns a held slot into a booking: confirmed at once, or a request where the provider wants to approve. */
export async function confirmHold(ctx: Context, id: string): Promise<Result<Moved>> {
  return changeBooking(ctx, id, async (tx, row) => {
    const rules = await rulesOf(tx, row.facilityId, row.policyVersion);
    const step = rules.instant
      ? { transition: "confirm", deadline: showUpBy(rules, row) }
      : { transition: "submit", deadline: answerBy(rules, ctx.clock.now(), row.startsAt) };
    return moved(await moveBooking(tx, ctx, row, step));
  });
}
