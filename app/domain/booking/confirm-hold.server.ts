import { refuse, type Result } from "#app/runtime/problem.ts";
import { blockAgainst } from "../conduct/block-in-force.server.ts";
import { blockReasons } from "../conduct/policy.ts";
import type { Context } from "../context.ts";
import { changeBooking } from "./change-booking.server.ts";
import { rulesOf } from "./facility.server.ts";
import { moveBooking } from "./move-booking.server.ts";
import { type Moved, moved } from "./moved.ts";
import { answerBy, showUpBy } from "./policy.ts";
import { againstPolicy } from "./refusals.ts";

/**
 * The booker turns a held slot into a booking: confirmed at once, or a request where the provider wants to approve. What
 * is only held is not booked yet: refuses with `policy` when a block has come into force against its user meanwhile.
 */
export async function confirmHold(ctx: Context, id: string): Promise<Result<Moved>> {
  return changeBooking(ctx, id, async (tx, row) => {
    const now = ctx.clock.now();
    const block = row.state === "held" ? await blockAgainst(tx, row.facilityId, row.userId, now) : null;
    if (block) return refuse(againstPolicy(blockReasons(block)));
    const rules = await rulesOf(tx, row.facilityId, row.policyVersion);
    const step = rules.instant
      ? { transition: "confirm", deadline: showUpBy(rules, row) }
      : { transition: "submit", deadline: answerBy(rules, now, row.startsAt) };
    return moved(await moveBooking(tx, ctx, row, step));
  });
}
