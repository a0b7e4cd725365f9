import { slot } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import { isExclusionViolation } from "#db/errors.ts";
import type { Context } from "#app/domain/context.ts";
import { lockFacilities } from "#app/domain/booking/lock.server.ts";
import { settleFacility } from "#app/domain/booking/settle.server.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { type Problem, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { displace, type HitBooking, hitBookings, relocate, unitsMeant } from "./closure-bookings.server.ts";
import type { ClosureChoice, ClosureInput } from "./closure-inputs.ts";
import { demandFacility, lockForEdit } from "./listing-row.server.ts";
import { indexListing } from "./touch.server.ts";

/** What a closure did: units closed, bookings moved and ended. */
export interface Closed {
  slots: number;
  moved: number;
  ended: number;
}

/**
 * Closes units of a facility for a time: all, or the numbered ones. Closures are slots like bookings, taken under the
 * same lock, so that no booking can be made into one. Each booking in its way goes to another unit at the same time or
 * ends without any charge, as `choices` say (`callOff` for the rest), all in one transaction; their bookers are told.
 * Refuses with `closure_taken` and the bookings that nothing is said about, or `no_unit_free` and those that cannot move.
 */
export async function addClosure(ctx: Context, id: string, input: ClosureInput): Promise<Result<Closed>> {
  return transact(ctx.db, async (tx) => {
    const row = await lockForEdit(tx, ctx, id);
    demandFacility(row, "units");
    if (input.endsAt <= ctx.clock.now())
      return refuse(problems.invalid([{ path: "endsAt", code: "in_the_past" }]));
    await lockFacilities(tx, [id]);
    await settleFacility(tx, ctx, id);
    const units = (await unitsMeant(tx, id, input.units)).map((unit) => unit.id);
    const hit = await hitBookings(tx, ctx, id, units, input, (one) => input.choices?.[one] === "move");
    const done = await makeWay(tx, ctx, hit, input);
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
        ...done,
      },
    });
    await indexListing(tx, id);
    return { slots: units.length, ...done };
  });
}

/** Deals with every booking in the way as was chosen for it. */
async function makeWay(
  tx: Tx,
  ctx: Context,
  hit: readonly HitBooking[],
  { choices, callOff, reason }: ClosureInput,
): Promise<Omit<Closed, "slots">> {
  const choiceOf = ({ bookingId }: HitBooking): ClosureChoice | undefined =>
    choices?.[bookingId] ?? (callOff ? "cancel" : undefined);
  const undecided = hit.filter((one) => !choiceOf(one));
  if (undecided.length > 0) return refuse(taken(undecided));
  if (hit.length > 0 && reason.length < 2)
    return refuse(problems.invalid([{ path: "reason", code: "required" }]));
  const stuck = hit.filter((one) => choiceOf(one) === "move" && !one.moves);
  if (stuck.length > 0) return refuse({ ...taken(stuck), code: "no_unit_free" });
  let moved = 0;
  for (const one of hit) {
    const choice = choiceOf(one);
    if (choice === "move") {
      await relocate(tx, ctx, one, reason);
      moved += 1;
    } else await displace(tx, ctx, one, choice ?? "cancel", reason);
  }
  return { moved, ended: hit.length - moved };
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
const taken = (hit: readonly HitBooking[]): Problem => ({
  code: "closure_taken",
  status: 409,
  params: { count: hit.length },
  details: {
    bookings: hit.slice(0, shown).map(({ bookingId, start, end }) => ({
      bookingId,
      start: start.toISOString(),
      end: end.toISOString(),
    })),
  },
});
