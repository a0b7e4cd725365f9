import { and, asc, eq, gte, inArray, lte, sql } from "drizzle-orm";
import { booking, slot } from "#db/schema/booking.ts";
import { meterReading } from "#db/schema/instrument.ts";
import type { Tx } from "#db/client.ts";
import { noteArrival } from "../booking/check-in.server.ts";
import { checkOutLocked } from "../booking/check-out.server.ts";
import { moveBooking } from "../booking/move-booking.server.ts";
import type { BookingRow } from "../booking/booking-row.ts";
import { checkInFrom } from "../booking/policy.ts";
import { checkOutInput } from "../booking/record-inputs.ts";
import { endsByItself } from "../booking/use-policy.ts";
import type { Context } from "../context.ts";
import { type MeterSession, type Reading, sessionsOf, settledEnd } from "./sessions.ts";

const dayMs = 86_400_000;

/** What readings did to bookings, by id. */
export interface Followed {
  checkedIn: string[];
  checkedOut: string[];
}

/** The readings of a unit in `[from, to]`, in order. */
export async function readingsOf(tx: Tx, unitId: string, from: Date, to: Date): Promise<Reading[]> {
  const rows = await tx
    .select({ kind: meterReading.kind, at: meterReading.at })
    .from(meterReading)
    .where(and(eq(meterReading.unitId, unitId), gte(meterReading.at, from), lte(meterReading.at, to)))
    .orderBy(asc(meterReading.at));
  return rows.map(({ kind, at }) => ({ kind, at: at.getTime() }));
}

/**
 * Makes a unit's bookings say what its meter said around `[from, to]`: the confirmed booking in whose time it was switched on
 * is checked in, the running one is checked out once it has been off for the debounce. Acts as the actor of `ctx`; call
 * it under the facility's lock. Doing it again changes nothing.
 */
export async function followMeter(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  unitId: string,
  { from, to }: { from: Date; to: Date },
): Promise<Followed> {
  const now = ctx.clock.now();
  const around = { from: new Date(from.getTime() - dayMs), to: new Date(to.getTime() + dayMs) };
  const sessions = sessionsOf(await readingsOf(tx, unitId, around.from, around.to));
  const followed: Followed = { checkedIn: [], checkedOut: [] };
  for (const row of await openBookings(tx, unitId, around)) {
    const begun = await begin(tx, ctx, row, sessions);
    if (begun && row.state === "confirmed") followed.checkedIn.push(row.id);
    const at = begun && !begun.checkedOutAt && (await goneAt(tx, unitId, begun, sessions, now));
    if (!at) continue;
    await checkOutLocked(tx, ctx, begun, { at, ends: endsByItself(begun) }, checkOutInput.parse({}));
    followed.checkedOut.push(row.id);
  }
  return followed;
}

async function openBookings(
  tx: Tx,
  unitId: string,
  { from, to }: { from: Date; to: Date },
): Promise<BookingRow[]> {
  const rows = await tx
    .select({ row: booking })
    .from(booking)
    .innerJoin(slot, eq(slot.bookingId, booking.id))
    .where(
      and(
        eq(slot.unitId, unitId),
        // A unit that is only required by another facility tells nothing of whether that was used.
        eq(booking.facilityId, slot.facilityId),
        inArray(booking.state, ["confirmed", "in_use"]),
        sql`${booking.startsAt} < ${to.toISOString()} and ${booking.endsAt} > ${from.toISOString()}`,
      ),
    )
    .orderBy(asc(booking.startsAt));
  return rows.map(({ row }) => row);
}

/**
 * Checks a confirmed booking in at the first session that began in its time, before it counted as a no-show. Returns it
 * once it is in use. The clock cannot come for anybody: a late job leaves confirmed bookings alone.
 */
async function begin(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  row: BookingRow,
  sessions: readonly MeterSession[],
): Promise<BookingRow | undefined> {
  if (row.state === "in_use") return row;
  if (row.state !== "confirmed" || ctx.actor.via === "system") return undefined;
  const from = checkInFrom(row.startsAt).getTime();
  const until = Math.min(row.endsAt.getTime(), row.deadline?.getTime() ?? Number.POSITIVE_INFINITY);
  const session = sessions.find(({ start }) => from <= start && start < until);
  if (!session) return undefined;
  const at = new Date(session.start);
  const step = { transition: "check-in", deadline: row.endsAt, detail: { by: "meter", at } };
  const begun = await moveBooking(tx, ctx, row, step, { checkedInAt: at });
  await noteArrival(tx, ctx, begun, at);
  return begun;
}

/**
 * When the user of a running booking went: the last session that touches it is over for good. Where the next booking of
 * the unit has begun by then, the meter cannot tell the two apart, and the booking ends as agreed.
 */
async function goneAt(
  tx: Tx,
  unitId: string,
  row: BookingRow,
  sessions: readonly MeterSession[],
  now: Date,
): Promise<Date | undefined> {
  const begun = (row.checkedInAt ?? row.startsAt).getTime();
  const last = sessions.findLast(
    ({ start, end }) => start < row.endsAt.getTime() && (end ?? now.getTime()) > begun,
  );
  const off = last && settledEnd(last, now.getTime());
  if (off == null) return undefined;
  const followed = off > row.endsAt.getTime() && (await hasNextBefore(tx, unitId, row, new Date(off)));
  return followed ? row.endsAt : new Date(off);
}

async function hasNextBefore(tx: Tx, unitId: string, row: BookingRow, at: Date): Promise<boolean> {
  const found = await tx
    .select({ id: booking.id })
    .from(booking)
    .innerJoin(slot, eq(slot.bookingId, booking.id))
    .where(
      and(
        eq(slot.unitId, unitId),
        inArray(booking.state, ["confirmed", "in_use", "completed"]),
        gte(booking.startsAt, row.endsAt),
        lte(booking.startsAt, at),
      ),
    )
    .limit(1);
  return found.length > 0;
}
