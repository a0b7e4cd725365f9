import { and, eq, gt, gte, inArray, lt } from "drizzle-orm";
import { booking, slot } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { withdrawViolation } from "../conduct/decide-violation.server.ts";
import type { Context } from "../context.ts";
import { withdrawUsageEvents } from "../credit/record-usage.server.ts";
import { recordAudit } from "../move.server.ts";
import { isUsedAgain, usedAgain } from "./reused.ts";
import { type Span, spanOf } from "./spans.ts";

type Row = typeof booking.$inferSelect;
type Actorly = Pick<Context, "actor" | "clock">;

/** Longer than any booking: one that began before cannot reach into the time that is looked at. */
const longestMs = 40 * 86_400_000;

/**
 * Drops the charges for late cancellations whose time was used again by `used`, which has just been completed: nothing
 * was lost, so nothing is owed, and neither credit nor conduct remembers it. Both sides are told. Call under the
 * facility's lock.
 */
export async function waiveReused(tx: Tx, ctx: Actorly, used: Row): Promise<void> {
  const units = await unitsOf(tx, used.id);
  for (const row of await chargedAround(tx, used, units)) {
    const uses = await usesOf(tx, row, units);
    if (isUsedAgain(spanOf(row.startsAt, row.endsAt), uses)) await waive(tx, ctx, row, used);
  }
}

async function unitsOf(tx: Tx, bookingId: string): Promise<string[]> {
  const rows = await tx.select({ unitId: slot.unitId }).from(slot).where(eq(slot.bookingId, bookingId));
  return rows.map(({ unitId }) => unitId);
}

/** Bookings of the same facility that overlap with `row`, longest booking considered. */
const around = ({ facilityId, startsAt, endsAt }: Row) =>
  and(
    eq(booking.facilityId, facilityId),
    gte(booking.startsAt, new Date(startsAt.getTime() - longestMs)),
    lt(booking.startsAt, endsAt),
    gt(booking.endsAt, startsAt),
  );

async function chargedAround(tx: Tx, used: Row, units: readonly string[]): Promise<Row[]> {
  const rows = await tx
    .selectDistinct({ row: booking })
    .from(booking)
    .innerJoin(slot, eq(slot.bookingId, booking.id))
    .where(
      and(
        around(used),
        eq(booking.state, "cancelled"),
        gt(booking.charge, 0),
        inArray(slot.unitId, [...units]),
      ),
    )
    .orderBy(booking.id);
  return rows.map(({ row }) => row);
}

async function usesOf(tx: Tx, row: Row, units: readonly string[]): Promise<Span[]> {
  const rows = await tx
    .select({ startsAt: booking.startsAt, endsAt: booking.endsAt })
    .from(booking)
    .innerJoin(slot, eq(slot.bookingId, booking.id))
    .where(and(around(row), eq(booking.state, "completed"), inArray(slot.unitId, [...units])));
  return rows.map(({ startsAt, endsAt }) => spanOf(startsAt, endsAt));
}

async function waive(tx: Tx, ctx: Actorly, row: Row, used: Row): Promise<void> {
  await tx.update(booking).set({ charge: null, chargeWaiver: usedAgain }).where(eq(booking.id, row.id));
  await withdrawUsageEvents(tx, ctx.clock.now(), "late_cancel", row);
  await withdrawViolation(tx, ctx, { bookingId: row.id, code: "late_cancel", reason: "" });
  await recordAudit(tx, ctx, {
    entity: "booking",
    entityId: row.id,
    transition: "waive-charge",
    detail: { charge: row.charge, usedBy: used.id },
  });
  await enqueue(tx, "settle-booking-charges", { bookingId: row.id });
  const notice = { entity: "booking", entityId: row.id, reason: "" };
  const parties = ["booker", "provider"];
  await enqueue(tx, "notify", { template: "booking-charge-waived", ...notice, parties });
}
