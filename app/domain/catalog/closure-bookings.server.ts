import { and, asc, eq, inArray, isNull, notInArray, sql } from "drizzle-orm";
import { booking, slot } from "#db/schema/booking.ts";
import { facilityUnit } from "#db/schema/catalog.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import { holdingStates } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { blockedSpans, rangeOf } from "#app/domain/booking/calendar.server.ts";
import { moveBooking } from "#app/domain/booking/move-booking.server.ts";
import type { BookingRow } from "#app/domain/booking/booking-row.ts";
import { spanOf } from "#app/domain/booking/spans.ts";
import type { Context } from "#app/domain/context.ts";
import { problems, refuse } from "#app/runtime/problem.ts";
import type { ClosureTime } from "./closure-inputs.ts";
import { type Holding, type OpenUnit, planMoves } from "./closure-plan.ts";

/** A booking that a closure takes the unit from. */
export interface HitBooking {
  bookingId: string;
  start: Date;
  end: Date;
  state: string;
  user: string;
  organizationZh: string;
  organizationEn: string;
  holdings: Holding[];
  /** Where it can go at the same time; null when no unit is free. */
  moves: OpenUnit[] | null;
}

/** The units that a closure means: the numbered ones, or all in service. Refuses numbers that there are not. */
export async function unitsMeant(
  tx: Tx,
  facilityId: string,
  numbers: readonly number[],
): Promise<{ id: string; number: number }[]> {
  const found = await tx
    .select({ id: facilityUnit.id, number: facilityUnit.number })
    .from(facilityUnit)
    .where(and(eq(facilityUnit.facilityId, facilityId), isNull(facilityUnit.retiredAt)))
    .orderBy(asc(facilityUnit.number));
  const meant = numbers.length === 0 ? found : found.filter(({ number }) => numbers.includes(number));
  if (meant.length === 0 || meant.length < numbers.length)
    return refuse(problems.invalid([{ path: "units", code: "unit_unknown" }]));
  return meant;
}

/**
 * The bookings that hold closed units in that time, the earliest first, and where each could go; `goes`: the only ones that
 * are to be moved, so that no other takes their place.
 */
export async function hitBookings(
  tx: Tx,
  ctx: Pick<Context, "clock">,
  facilityId: string,
  closed: readonly string[],
  time: ClosureTime,
  goes: (bookingId: string) => boolean = () => true,
): Promise<HitBooking[]> {
  const now = ctx.clock.now();
  const rows = await hitSlots(tx, closed, time, now);
  if (rows.length === 0) return [];
  const holdings = rows.map(({ slotId, bookingId, blocked }) => ({
    slotId,
    bookingId,
    ...spanOf(blocked.start, blocked.end),
  }));
  const going = holdings.filter(({ bookingId }) => goes(bookingId));
  const moves = planMoves(going, await openUnits(tx, facilityId, closed, holdings, now));
  return [...Map.groupBy(rows, ({ bookingId }) => bookingId).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { bookingId, start, end, state, user, organizationZh, organizationEn } = first;
    const own = holdings.filter((holding) => holding.bookingId === bookingId);
    const to = own.flatMap(({ slotId }) => moves.get(slotId) ?? []);
    const facts = { bookingId, start, end, state, user, organizationZh, organizationEn };
    return [{ ...facts, holdings: own, moves: to.length === own.length ? to : null }];
  });
}

function hitSlots(tx: Tx, closed: readonly string[], { startsAt, endsAt }: ClosureTime, now: Date) {
  return tx
    .select({
      slotId: slot.id,
      blocked: slot.blocked,
      bookingId: booking.id,
      start: booking.startsAt,
      end: booking.endsAt,
      state: booking.state,
      user: appUser.name,
      organizationZh: organization.nameZh,
      organizationEn: organization.nameEn,
    })
    .from(slot)
    .innerJoin(booking, eq(booking.id, slot.bookingId))
    .innerJoin(appUser, eq(appUser.id, booking.userId))
    .innerJoin(organization, eq(organization.id, booking.organizationId))
    .where(
      and(
        inArray(slot.unitId, [...closed]),
        inArray(slot.state, [...holdingStates]),
        sql`${slot.blocked} && ${rangeOf(spanOf(startsAt, endsAt))}`,
        sql`(${booking.deadline} is null or ${booking.deadline} > ${now.toISOString()} or ${slot.state} = 'in_use')`,
      ),
    )
    .orderBy(asc(booking.startsAt), asc(slot.id));
}

/** Units that stay open, with what blocks them around the holdings. */
async function openUnits(
  tx: Tx,
  facilityId: string,
  closed: readonly string[],
  holdings: readonly Holding[],
  now: Date,
): Promise<OpenUnit[]> {
  const units = await tx
    .select({ id: facilityUnit.id, number: facilityUnit.number })
    .from(facilityUnit)
    .where(
      and(
        eq(facilityUnit.facilityId, facilityId),
        isNull(facilityUnit.retiredAt),
        notInArray(facilityUnit.id, [...closed]),
      ),
    )
    .orderBy(asc(facilityUnit.number));
  const range = {
    start: Math.min(...holdings.map(({ start }) => start)),
    end: Math.max(...holdings.map(({ end }) => end)),
  };
  const ids = units.map(({ id }) => id);
  const blocked = Map.groupBy(await blockedSpans(tx, ids, range, now), ({ unitId }) => unitId);
  return units.map((unit) => ({ ...unit, blocked: blocked.get(unit.id) ?? [] }));
}

/** Takes a booking to other units at the same time; its booker is told. Call under the facility's lock. */
export async function relocate(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  hit: HitBooking,
  reason: string,
): Promise<void> {
  const [to] = hit.moves ?? [];
  for (const [index, { slotId }] of hit.holdings.entries()) {
    const unit = hit.moves?.[index];
    if (!unit) throw new Error(`booking ${hit.bookingId} has nowhere to go`);
    await tx.update(slot).set({ unitId: unit.id }).where(eq(slot.id, slotId));
  }
  const detail = { unit: to?.number ?? null };
  await moveBooking(tx, ctx, await rowOf(tx, hit), { transition: "relocate", reason, detail });
}

/** Ends a booking that a closure leaves no unit for: nothing is owed. `offer`: its booker is shown the nearest free times. */
export async function displace(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  hit: HitBooking,
  choice: "offer" | "cancel",
  reason: string,
): Promise<void> {
  const transition = choice === "offer" ? "displace" : "call-off";
  await moveBooking(tx, ctx, await rowOf(tx, hit), { transition, reason }, { reason, charge: null });
}

async function rowOf(tx: Tx, { bookingId }: HitBooking): Promise<BookingRow> {
  const [row] = await tx.select().from(booking).where(eq(booking.id, bookingId)).for("update");
  if (!row) throw new Error(`booking ${bookingId} vanished under its facility's lock`);
  return row;
}
