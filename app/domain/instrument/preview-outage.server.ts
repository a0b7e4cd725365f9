import { hitBookings, type HitBooking, unitsMeant } from "../catalog/closure-bookings.server.ts";
import type { ClosureTime } from "../catalog/closure-inputs.ts";
import { findListing } from "../catalog/detail-queries.server.ts";
import { fail, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { transact } from "../transact.server.ts";

/**
 * The bookings that taking units of an own facility out of service would hit, and where each could go, before anything is
 * done. Refuses like the closure itself.
 */
export async function previewOutage(
  ctx: Context,
  facilityId: string,
  time: ClosureTime,
): Promise<Result<HitBooking[]>> {
  const found = await findListing(ctx, facilityId, "facility");
  if (!found.ok || !may(ctx.actor, "facility.edit", found.value.listing))
    return fail(problems.notFound("facility"));
  return transact(ctx.db, async (tx) => {
    const units = await unitsMeant(tx, facilityId, time.units);
    return hitBookings(
      tx,
      ctx,
      facilityId,
      units.map(({ id }) => id),
      time,
    );
  });
}
