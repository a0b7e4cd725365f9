import { eq } from "drizzle-orm";
import { usageRecord } from "#db/schema/booking.ts";
import { facility } from "#db/schema/catalog.ts";
import type { ServiceWay } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { holdOf, reserveVoucher, retakeVoucher, type WantedUse } from "../vouchers/reserve-voucher.server.ts";
import { type Offered, paidByVoucher, vouchersFor } from "../vouchers/voucher-queries.server.ts";
import { reopenVoucher } from "../vouchers/reopen-hold.server.ts";
import { captureVoucher, coveredBy, followUse, releaseVoucher } from "../vouchers/settle-hold.server.ts";
import { settleCharges } from "./charging/settle-charges.server.ts";
import type { BookingRow } from "./booking-row.ts";
import { isHolding } from "./states.ts";
import type { Actual } from "./use-policy.ts";

type Actorly = Pick<Context, "actor" | "clock">;
type Paid = Pick<
  BookingRow,
  "id" | "facilityId" | "organizationId" | "providerId" | "way" | "price" | "startsAt" | "endsAt"
>;

const causeOf = ({ id }: { id: string }): WantedUse["cause"] => ({ type: "booking", id });

async function wantedUseOf(tx: Tx, row: Paid): Promise<WantedUse> {
  const [found] = await tx
    .select({ classCode: facility.classCode })
    .from(facility)
    .where(eq(facility.listingId, row.facilityId));
  return {
    cause: causeOf(row),
    organizationId: row.organizationId,
    providerId: row.providerId,
    kind: "facility",
    way: row.way,
    classCode: found?.classCode ?? "",
    price: row.price,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
  };
}

/** The actor's vouchers as the booking page offers them for a time at a facility. */
export const offeredVouchers = async (
  ctx: Context,
  { id: facilityId, providerId }: { id: string; providerId: string },
  { way, quote }: { way: ServiceWay; quote: { amount: number } | null },
  { start, end }: { start: Date; end: Date },
): Promise<Offered[]> => {
  const organizationId = ctx.actor.organization?.id;
  if (!organizationId || organizationId === providerId) return [];
  const booked = { id: "", facilityId, providerId, organizationId, way, startsAt: start, endsAt: end };
  return vouchersFor(ctx, await wantedUseOf(ctx.db, { ...booked, price: quote?.amount ?? null }));
};

/** What a voucher pays of a booking, for those who may see it; null where none does. */
export const voucherOf = (ctx: Pick<Context, "db">, id: string) => paidByVoucher(ctx, causeOf({ id }));

/**
 * Sets aside what a voucher pays of a booking that has just been written. Refuses `not_found` for a voucher that is not the
 * actor's organisation's, `policy` with every reason why it does not pay.
 */
export async function payByVoucher(tx: Tx, ctx: Context, voucherId: string, row: Paid): Promise<number> {
  if (!may(ctx.actor, "voucher.use", { organizationId: row.organizationId }))
    return refuse(problems.notFound("voucher"));
  return reserveVoucher(tx, ctx, voucherId, await wantedUseOf(tx, row));
}

/** Fen that a voucher has set aside for a booking that is not over. */
export async function setAsideFor(tx: Tx, row: { id: string }): Promise<number> {
  const hold = await holdOf(tx, causeOf(row));
  return hold?.state === "reserved" ? hold.amount : 0;
}

/** The voucher behind a booking after it was moved: another time or price, or its end without a use. */
export async function moveVoucher(
  tx: Tx,
  ctx: Actorly,
  before: BookingRow,
  moved: BookingRow,
): Promise<void> {
  if (moved.state === "completed") return;
  if (!isHolding(moved.state)) return releaseVoucher(tx, ctx, causeOf(moved), moved.state);
  const sameTime = +before.startsAt === +moved.startsAt && +before.endsAt === +moved.endsAt;
  if (sameTime && before.price === moved.price) return;
  await followUse(tx, ctx, await wantedUseOf(tx, moved));
}

/**
 * The use of a booking is over and costs `amount` fen: the voucher pays its part, and its booker is charged the rest, or gets
 * back what was too much. A voucher that was let go because nobody seemed to have come is taken again first, as far as it
 * still pays.
 */
export async function settleUse(
  tx: Tx,
  ctx: Actorly,
  { before, done }: { before: BookingRow; done: BookingRow },
  actual: Actual,
  amount: number,
): Promise<void> {
  if (before.state === "no_show") await retakeVoucher(tx, ctx, await wantedUseOf(tx, before));
  await settleCharges(tx, ctx, done, await coveredBy(tx, causeOf(done), amount));
  await captureVoucher(tx, ctx, causeOf(done), { price: amount, usedFrom: actual.from });
}

/**
 * The record of a use was put right: where that costs something else, the voucher's part is reckoned anew. One that was let go
 * because the use cost nothing is taken again, as far as it still pays.
 */
export async function settleCorrected(
  tx: Tx,
  ctx: Actorly,
  done: BookingRow,
  actual: Actual,
  { before, amount }: { before: number; amount: number },
): Promise<void> {
  if (before !== amount) await reopenVoucher(tx, ctx, causeOf(done));
  if (before === 0 && amount > 0) await retakeVoucher(tx, ctx, await wantedUseOf(tx, done));
  await settleUse(tx, ctx, { before: done, done }, actual, amount);
}

/** What is asked for a use has changed, not its record: the voucher's part and the booker's are reckoned anew. */
export async function settleUseAnew(tx: Tx, ctx: Actorly, done: BookingRow): Promise<void> {
  const [record] = await tx.select().from(usageRecord).where(eq(usageRecord.bookingId, done.id));
  if (!record) throw new Error(`booking ${done.id} is completed without a record`);
  await reopenVoucher(tx, ctx, causeOf(done));
  const actual = { from: record.actualFrom, to: record.actualTo };
  await settleUse(tx, ctx, { before: done, done }, actual, record.amount);
}
