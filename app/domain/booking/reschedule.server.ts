import type { Tx } from "#db/client.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { actsAsBooker } from "./actions.ts";
import type { BookableFacility } from "./bookable-facility.ts";
import type { ExtendInput, RescheduleInput } from "./inputs.ts";
import type { BookingRow } from "./booking-row.ts";
import type { Moved } from "./moved.ts";
import { answerBy, type BookingRules, reviewExtension, reviewMove, showUpBy } from "./policy.ts";
import { applyTime, planTime, retime } from "./retime.server.ts";

/**
 * Moves a booking that has not begun to another time, on the same unit where that is free. It keeps its identity, and
 * the audit log keeps every time it was promised. A confirmed booking that the booker moves at a facility which approves
 * its bookings waits for approval again.
 */
export async function reschedule(ctx: Context, id: string, input: RescheduleInput): Promise<Result<Moved>> {
  return retime(ctx, id, "reschedule", input, (tx, row, facility) =>
    rescheduleLocked(tx, ctx, row, facility, input),
  );
}

/** Moves a booking of a facility whose lock `tx` holds. `quiet`: as one of several, of which the parties are told at once. */
export async function rescheduleLocked(
  tx: Tx,
  ctx: Context,
  row: BookingRow,
  facility: BookableFacility,
  input: RescheduleInput,
  { quiet }: { quiet?: boolean } = {},
): Promise<BookingRow> {
  const plan = await planTime(tx, ctx, row, facility, input, reviewMove);
  const again = row.state === "confirmed" && !facility.rules.instant && actsAsBooker(ctx.actor, row);
  const to = again ? "pending" : row.state;
  const deadline = deadlineAfter(row, to, facility.rules, input, ctx.clock.now());
  const transition = again ? "resubmit" : "reschedule";
  const reason = input.reason || (input.overrideReason ?? "");
  return applyTime(tx, ctx, row, facility, { ...plan, transition, reason, deadline, quiet });
}

function deadlineAfter(
  row: BookingRow,
  state: string,
  rules: BookingRules,
  { start, end }: RescheduleInput,
  now: Date,
): Date | null {
  if (state === "confirmed") return showUpBy(rules, { startsAt: start, endsAt: end, way: row.way });
  return state === "held" ? row.deadline : answerBy(rules, now, start);
}

/** Ends a confirmed or running booking later or earlier on the unit it has. */
export async function extend(
  ctx: Context,
  id: string,
  { end, overrideReason }: ExtendInput,
): Promise<Result<Moved>> {
  return retime(ctx, id, "extend", { end }, async (tx, row, facility) => {
    if (end <= row.startsAt || end < ctx.clock.now()) {
      return refuse(problems.invalid([{ path: "end", code: "end_before_start" }]));
    }
    const to = { start: row.startsAt, end, overrideReason };
    const plan = await planTime(tx, ctx, row, facility, to, reviewExtension, true);
    const times = { startsAt: row.startsAt, endsAt: end, way: row.way };
    const deadline = row.state === "confirmed" ? showUpBy(facility.rules, times) : end;
    return applyTime(tx, ctx, row, facility, {
      ...plan,
      transition: "extend",
      reason: overrideReason ?? "",
      deadline,
    });
  });
}
