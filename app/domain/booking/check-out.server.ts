import { and, desc, eq, sql } from "drizzle-orm";
import { slot, usageRecord } from "#db/schema/booking.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import { amountOf } from "./charging/owed.server.ts";
import { changeBooking, isBooker, isStaff } from "./change-booking.server.ts";
import { rulesOf } from "./facility.server.ts";
import { moveBooking } from "./move-booking.server.ts";
import type { BookingRow } from "./booking-row.ts";
import { type Moved, moved } from "./moved.ts";
import { endsByItself } from "./use-policy.ts";
import type { CheckOutInput } from "./record-inputs.ts";
import { minutes } from "./spans.ts";
import { judgeUse, writeRecord } from "./usage.server.ts";
import { settleUse } from "./vouchers.server.ts";

/**
 * The user goes. Where they worked alone at a listed price the use is over and its record is written from what the booking
 * says; else the provider's staff still have to say what was done, and only the rest of the time is freed. Refuses
 * with `not_allowed_now` unless the booking is in use; asked again by the same person, the answer is the same.
 */
export async function checkOut(ctx: Context, id: string, input: CheckOutInput): Promise<Result<Moved>> {
  return changeBooking(ctx, id, async (tx, row) => {
    if (input.evaluation && !isBooker(ctx, row)) return refuse(problems.forbidden("evaluate"));
    if (await hasCheckedOut(tx, ctx, row)) return moved(row);
    const ends = endsByItself(row) || (isStaff(ctx, row) && row.price !== null);
    return moved(await checkOutLocked(tx, ctx, row, { at: ctx.clock.now(), ends }, input));
  });
}

/** The same person has said so before, and nothing has happened since: an answer that got lost is asked for again. */
async function hasCheckedOut(tx: Tx, { actor }: Context, { id, checkedOutAt }: BookingRow): Promise<boolean> {
  if (checkedOutAt === null) return false;
  const [last] = await tx
    .select({ transition: auditEntry.transition, by: auditEntry.actorId })
    .from(auditEntry)
    .where(and(eq(auditEntry.entity, "booking"), eq(auditEntry.entityId, id)))
    .orderBy(desc(auditEntry.seq))
    .limit(1);
  return (
    last !== undefined && ["check-out", "vacate"].includes(last.transition) && last.by === actor.user?.id
  );
}

/** The same for a booking whose facility `tx` has locked. `at`: when its user went; `ends`: the use is over with that. */
export async function checkOutLocked(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  row: BookingRow,
  { at, ends }: { at: Date; ends: boolean },
  input: CheckOutInput,
): Promise<BookingRow> {
  const actual = { from: row.checkedInAt ?? row.startsAt, to: endAfter(row, at) };
  const change = { checkedOutAt: actual.to, charge: null };
  const detail = { from: actual.from, to: actual.to };
  if (!ends) {
    if (row.checkedOutAt) return refuse(problems.notAllowedNow("check-out", row.state));
    const early = row.startsAt < actual.to && actual.to < row.endsAt;
    if (early) await freeAfter(tx, row, actual.to);
    const step = { transition: "vacate", detail: { ...detail, agreed: row.endsAt } };
    return moveBooking(tx, ctx, row, step, early ? { ...change, endsAt: actual.to } : change);
  }
  const done = await moveBooking(tx, ctx, row, { transition: "check-out", detail }, change);
  const amount = await writeRecord(tx, row, actual, { ...input, amount: await amountOf(tx, row, actual) });
  await judgeUse(tx, ctx, row, actual.to);
  await settleUse(tx, ctx, { before: row, done }, actual, amount);
  if (input.evaluation) await writeEvaluation(tx, ctx, row, input);
  return done;
}

/** A use has a length: somebody who goes in the instant they came has used it for a minute. */
function endAfter({ checkedInAt, startsAt }: BookingRow, at: Date): Date {
  return new Date(Math.max(at.getTime(), (checkedInAt ?? startsAt).getTime() + minutes(1)));
}

/** Gives back what the booking still holds after `at` and its clearing-up time. */
async function freeAfter(tx: Tx, row: BookingRow, at: Date): Promise<void> {
  const { bufferAfterMinutes } = await rulesOf(tx, row.facilityId, row.policyVersion);
  const end = new Date(at.getTime() + minutes(bufferAfterMinutes)).toISOString();
  await tx
    .update(slot)
    .set({ blocked: sql`tstzrange(lower(${slot.blocked}), ${end}::timestamptz)` })
    .where(
      and(
        eq(slot.bookingId, row.id),
        sql`lower(${slot.blocked}) < ${end}::timestamptz and upper(${slot.blocked}) > ${end}::timestamptz`,
      ),
    );
}

async function writeEvaluation(
  tx: Tx,
  ctx: Pick<Context, "clock">,
  row: BookingRow,
  { evaluation, text }: CheckOutInput,
): Promise<void> {
  await tx
    .update(usageRecord)
    .set({ evaluation, evaluationText: text, evaluatedAt: ctx.clock.now() })
    .where(eq(usageRecord.bookingId, row.id));
}
