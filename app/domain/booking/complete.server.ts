import { type FieldError, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Tx } from "#db/client.ts";
import { usageRecord } from "#db/schema/booking.ts";
import { recordUsageEvent, withdrawUsageEvents } from "#app/domain/credit/record-usage.server.ts";
import type { Context } from "../context.ts";
import { changeBooking } from "./change-booking.server.ts";
import { rulesOf } from "./facility.server.ts";
import type { CompleteInput } from "./inputs.ts";
import { type BookingRow, moveBooking } from "./move-booking.server.ts";
import { type Moved, moved } from "./moved.ts";
import { tooEarly } from "./refusals.ts";
import { minutes } from "./spans.ts";

const longestContent = 200;

/**
 * Ends a use and writes the state's record of it. What is not given comes from the booking: times from check-in and
 * now, money from the price, content from the purpose. A booking that counted as a no-show may be completed too, with a
 * reason: then it was used after all, and charge and credit event are taken back.
 */
export async function complete(ctx: Context, id: string, input: CompleteInput): Promise<Result<Moved>> {
  return changeBooking(ctx, id, async (tx, row) => {
    const now = ctx.clock.now();
    const begun = row.checkedInAt ?? row.startsAt;
    if (row.state === "confirmed" && now <= row.startsAt) return refuse(tooEarly(row.startsAt));
    const actual = { from: input.actualFrom ?? begun, to: input.actualTo ?? endOf(row, begun, now) };
    const errors = [...checkTimes(actual, now), ...checkReason(row, input)];
    if (errors.length > 0) return refuse(problems.invalid(errors));
    const done = await moveBooking(
      tx,
      ctx,
      row,
      { transition: "complete", reason: input.reason, detail: { from: actual.from, to: actual.to } },
      { checkedOutAt: actual.to, charge: null },
    );
    await writeRecord(tx, row, actual, input);
    await judgeUse(tx, ctx, row, actual.to);
    return moved(done);
  });
}

const endOf = (row: BookingRow, begun: Date, now: Date): Date =>
  now > begun && now < row.endsAt ? now : row.endsAt;

function checkTimes({ from, to }: { from: Date; to: Date }, now: Date): FieldError[] {
  if (from >= to) return [{ path: "actualTo", code: "end_before_start" }];
  return to > now ? [{ path: "actualTo", code: "in_future" }] : [];
}

const checkReason = (row: BookingRow, { reason }: CompleteInput): FieldError[] =>
  row.state === "no_show" && reason.length < 2 ? [{ path: "reason", code: "required" }] : [];

async function writeRecord(
  tx: Tx,
  row: BookingRow,
  actual: { from: Date; to: Date },
  { amount, way, content }: CompleteInput,
): Promise<void> {
  await tx.insert(usageRecord).values({
    bookingId: row.id,
    actualFrom: actual.from,
    actualTo: actual.to,
    way: way ?? row.way,
    external: row.organizationId !== row.providerId,
    content: (content || row.purpose).slice(0, longestContent),
    amount: amount ?? row.price ?? 0,
  });
}

/** Good use and overruns feed the usage credit; a withdrawn no-show no longer weighs. */
async function judgeUse(tx: Tx, ctx: Context, row: BookingRow, endedAt: Date): Promise<void> {
  const now = ctx.clock.now();
  if (row.state === "no_show") return withdrawUsageEvents(tx, now, "no_show", row);
  const rules = await rulesOf(tx, row.facilityId, row.policyVersion);
  const overran = endedAt.getTime() > row.endsAt.getTime() + minutes(rules.noShowGraceMinutes);
  await recordUsageEvent(tx, now, overran ? "overrun" : "good_use", row);
}
