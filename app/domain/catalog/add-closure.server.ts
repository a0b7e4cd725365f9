import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { booking, slot } from "#db/schema/booking.ts";
import { facilityUnit } from "#db/schema/catalog.ts";
import { holdingStates } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { isExclusionViolation } from "#db/errors.ts";
import type { Context } from "#app/domain/context.ts";
import { lockFacilities } from "#app/domain/booking/lock.server.ts";
import { callOffAll } from "#app/domain/booking/cancel.server.ts";
import { settleFacility } from "#app/domain/booking/settle.server.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { type Problem, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { ClosureInput } from "./closure-inputs.ts";
import { demandFacility, lockForEdit } from "./listing-row.server.ts";
import { indexListing } from "./touch.server.ts";

/**
 * Closes units of a facility for a time: all, or the numbered ones. Closures are slots like bookings, taken under the
 * same lock, so that no booking can be made into one. Refuses with `closure_taken` and the bookings in the way, unless
 * they are to be called off.
 */
export async function addClosure(
  ctx: Context,
  id: string,
  input: ClosureInput,
): Promise<Result<{ slots: number }>> {
  return transact(ctx.db, async (tx) => {
    const row = await lockForEdit(tx, ctx, id);
    demandFacility(row, "units");
    if (input.endsAt <= ctx.clock.now())
      return refuse(problems.invalid([{ path: "endsAt", code: "in_the_past" }]));
    await lockFacilities(tx, [id]);
    await settleFacility(tx, ctx, id);
    const units = await unitsMeant(tx, id, input.units);
    const inTheWay = await bookingsWithin(tx, units, input);
    if (inTheWay.length > 0 && !input.callOff) return refuse(taken(inTheWay));
    await callOffAll(
      tx,
      ctx,
      inTheWay.map(({ bookingId }) => bookingId),
      input.reason,
    );
    await insertClosed(tx, id, units, input);
    await recordAudit(tx, ctx, {
      entity: row.kind,
      entityId: id,
      transition: "add_closure",
      reason: input.reason,
      detail: {
        startsAt: input.startsAt.toISOString(),
        endsAt: input.endsAt.toISOString(),
        units: units.length,
        calledOff: inTheWay.length,
      },
    });
    await indexListing(tx, id);
    return { slots: units.length };
  });
}

async function unitsMeant(tx: Tx, facilityId: string, numbers: readonly number[]): Promise<string[]> {
  const found = await tx
    .select({ id: facilityUnit.id, number: facilityUnit.number })
    .from(facilityUnit)
    .where(and(eq(facilityUnit.facilityId, facilityId), isNull(facilityUnit.retiredAt)))
    .orderBy(asc(facilityUnit.number));
  const meant = numbers.length === 0 ? found : found.filter(({ number }) => numbers.includes(number));
  if (meant.length === 0 || meant.length < numbers.length) {
    return refuse(problems.invalid([{ path: "units", code: "unit_unknown" }]));
  }
  return meant.map(({ id }) => id);
}

interface InTheWay {
  bookingId: string;
  start: string;
  end: string;
}

async function bookingsWithin(
  tx: Tx,
  units: readonly string[],
  { startsAt, endsAt }: ClosureInput,
): Promise<InTheWay[]> {
  const range = sql`tstzrange(${startsAt.toISOString()}::timestamptz, ${endsAt.toISOString()}::timestamptz)`;
  const rows = await tx
    .select({ id: booking.id, startsAt: booking.startsAt, endsAt: booking.endsAt })
    .from(slot)
    .innerJoin(booking, eq(booking.id, slot.bookingId))
    .where(
      and(
        inArray(slot.unitId, [...units]),
        inArray(slot.state, [...holdingStates]),
        sql`${slot.blocked} && ${range}`,
      ),
    )
    .orderBy(asc(booking.startsAt));
  return rows.map((row) => ({
    bookingId: row.id,
    start: row.startsAt.toISOString(),
    end: row.endsAt.toISOString(),
  }));
}

async function insertClosed(
  tx: Tx,
  facilityId: string,
  units: readonly string[],
  input: ClosureInput,
): Promise<void> {
  const { startsAt: start, endsAt: end, cause, reason } = input;
  try {
    await tx.insert(slot).values(
      units.map((unitId) => ({
        facilityId,
        unitId,
        blocked: { start, end },
        cause,
        reason,
        state: "closed",
      })),
    );
  } catch (error) {
    if (isExclusionViolation(error)) refuse(taken([]));
    throw error;
  }
}

const shown = 20;

/** Something else holds the time: bookings, or with none named another closure. */
const taken = (bookings: readonly InTheWay[]): Problem => ({
  code: "closure_taken",
  status: 409,
  params: { count: bookings.length },
  details: { bookings: bookings.slice(0, shown) },
});
