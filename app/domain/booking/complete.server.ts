import { type FieldError, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { amountOf } from "./charging/owed.server.ts";
import { changeBooking } from "./change-booking.server.ts";
import type { CompleteInput, CorrectInput } from "./inputs.ts";
import { moveBooking } from "./move-booking.server.ts";
import type { BookingRow } from "./booking-row.ts";
import { type Moved, moved } from "./moved.ts";
import { tooEarly } from "./refusals.ts";
import { judgeUse, rewriteRecord, writeRecord } from "./usage.server.ts";
import { settleCorrected, settleUse } from "./vouchers.server.ts";
import { type Actual, reviewActual } from "./use-policy.ts";

/**
 * Ends a use and writes the state's record of it. What is not given comes from the booking: times from check-in,
 * check-out and now, money from the price, content from the purpose. A booking that counted as a no-show may be
 * completed too, with a reason: then it was used after all, and charge and credit event are taken back.
 */
export async function complete(ctx: Context, id: string, input: CompleteInput): Promise<Result<Moved>> {
  return changeBooking(ctx, id, async (tx, row) => {
    const now = ctx.clock.now();
    const begun = row.checkedInAt ?? row.startsAt;
    if (row.state === "confirmed" && now <= row.startsAt) return refuse(tooEarly(row.startsAt));
    const actual = { from: input.actualFrom ?? begun, to: input.actualTo ?? endOf(row, begun, now) };
    const errors = [...checkTimes(actual, row, now), ...checkReason(row, input)];
    if (errors.length > 0) return refuse(problems.invalid(errors));
    const done = await moveBooking(
      tx,
      ctx,
      row,
      { transition: "complete", reason: input.reason, detail: { from: actual.from, to: actual.to } },
      { checkedOutAt: actual.to, charge: null },
    );
    const said = input.amount ?? (await amountOf(tx, row, actual));
    const amount = await writeRecord(tx, row, actual, { ...input, amount: said });
    await judgeUse(tx, ctx, row, actual.to, input.reason);
    await settleUse(tx, ctx, { before: row, done }, actual, amount);
    return moved(done);
  });
}

/** Staff put a record right, with a reason; the log keeps what it said before. */
export async function correctRecord(ctx: Context, id: string, input: CorrectInput): Promise<Result<Moved>> {
  return changeBooking(ctx, id, async (tx, row) => {
    const { actualFrom, actualTo, reason, ...said } = input;
    const actual = {
      from: actualFrom ?? row.checkedInAt ?? row.startsAt,
      to: actualTo ?? row.checkedOutAt ?? row.endsAt,
    };
    const errors = checkTimes(actual, row, ctx.clock.now());
    if (errors.length > 0) return refuse(problems.invalid(errors));
    const before = await rewriteRecord(tx, row, actual, said);
    const step = { transition: "correct", reason, detail: { before, after: input } };
    const done = await moveBooking(tx, ctx, row, step, {
      checkedInAt: actual.from,
      checkedOutAt: actual.to,
    });
    const was = before?.amount ?? 0;
    await settleCorrected(tx, ctx, done, actual, { before: was, amount: said.amount ?? was });
    return moved(done);
  });
}

function endOf(row: BookingRow, begun: Date, now: Date): Date {
  if (row.checkedOutAt) return row.checkedOutAt;
  return now > begun && now < row.endsAt ? now : row.endsAt;
}

const dayMs = 86_400_000;

/** Staff may have let somebody begin before their time; more than a day is a slip of the pen. */
const checkTimes = (actual: Actual, { startsAt }: BookingRow, now: Date): FieldError[] =>
  reviewActual(actual, new Date(startsAt.getTime() - dayMs), now);

const checkReason = (row: BookingRow, { reason }: CompleteInput): FieldError[] =>
  row.state === "no_show" && reason.length < 2 ? [{ path: "reason", code: "required" }] : [];
