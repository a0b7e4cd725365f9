import type { Tx } from "#db/client.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { accessoriesAt, accessoriesOf, wantedAccessories } from "./accessories.server.ts";
import { withAlternatives } from "./alternatives.server.ts";
import { freeUnitsFor, requiredUnits } from "./availability.ts";
import { loadCalendar } from "./calendar.server.ts";
import { changeBooking, isStaff } from "./change-booking.server.ts";
import { shortAccessories } from "./claim-rules.ts";
import { competingRequests } from "./competing.server.ts";
import { rulesOf } from "./facility.server.ts";
import { loadFacility } from "./known-facility.server.ts";
import { moveBooking } from "./move-booking.server.ts";
import type { BookingRow } from "./booking-row.ts";
import { type Moved, moved } from "./moved.ts";
import { placesOf } from "./plan.server.ts";
import { showUpBy } from "./policy.ts";
import { againstPolicy, slotTaken } from "./refusals.ts";
import { unitOf } from "./retime.server.ts";
import { settleFacility } from "./settle.server.ts";
import { replaceSlots } from "./slots.server.ts";
import { spanOf } from "./spans.ts";
import { blockedRange } from "./write-booking.server.ts";

/**
 * The provider accepts a waiting request. One that holds its time has it; for one that does not, the units must still
 * be free: else it refuses with `slot_taken`, the nearest free times, and who else waits for that time.
 */
export async function approve(
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<Moved>> {
  const wanted = { facilityId: "", start: new Date(0), end: new Date(0) };
  return withAlternatives(ctx, wanted, () =>
    changeBooking(ctx, id, async (tx, row) => {
      Object.assign(wanted, { facilityId: row.facilityId, start: row.startsAt, end: row.endsAt });
      if (row.state === "pending" && !row.pendingHolds && isStaff(ctx, row)) await takeUnits(tx, ctx, row);
      const rules = await rulesOf(tx, row.facilityId, row.policyVersion);
      return moved(
        await moveBooking(tx, ctx, row, { transition: "approve", reason, deadline: showUpBy(rules, row) }),
      );
    }),
  );
}

/** Gives a request that has waited without holding anything the units that it needs, the asked one where it is free. */
export async function takeUnits(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  row: BookingRow,
): Promise<void> {
  const now = ctx.clock.now();
  await settleFacility(tx, ctx, row.facilityId);
  const facility = await loadFacility(tx, row.facilityId, now);
  if (!facility) return refuse(problems.notFound("facility"));
  const span = spanOf(row.startsAt, row.endsAt);
  const calendar = await loadCalendar(tx, facility, span, now, row.id);
  const free = freeUnitsFor(calendar, span);
  const asked = await unitOf(tx, row);
  const unit = free.find(({ id }) => id === asked) ?? free[0];
  if (!unit) {
    const waiting = await competingRequests(tx, row, now);
    return refuse({ ...slotTaken(), details: { waiting: waiting.map(({ id }) => id) } });
  }
  const lent = wantedAccessories(
    await accessoriesOf(tx, row.id),
    await accessoriesAt(tx, row.facilityId, span, now, row.id),
  );
  const short = shortAccessories(lent);
  if (short.length > 0) return refuse(againstPolicy(short));
  await replaceSlots(tx, {
    id: row.id,
    places: [{ facilityId: facility.id, unitId: unit.id }, ...placesOf(requiredUnits(calendar, span))],
    blocked: blockedRange(facility.rules, span),
    state: "waiting",
    heldUntil: null,
  });
}

/** The provider declines a waiting request, with a reason that the booker is told; the slot is free again. */
export async function reject(
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<Moved>> {
  return changeBooking(ctx, id, async (tx, row) =>
    moved(await moveBooking(tx, ctx, row, { transition: "reject", reason }, { reason })),
  );
}
