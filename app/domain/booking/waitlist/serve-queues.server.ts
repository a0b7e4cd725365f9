import { asc, eq } from "drizzle-orm";
import { waitlistEntry } from "#db/schema/waitlist.ts";
import type { Context } from "../../context.ts";
import { transact } from "../../transact.server.ts";
import { lockFacilities } from "../lock.server.ts";
import { reserveLocked } from "../reserve.server.ts";
import { settleFacility } from "../settle.server.ts";
import { serveQueue } from "./serve-queue.server.ts";

/** Job `serve-queue`: offers a facility's freed time to those who wait for it. Run twice, it offers nothing twice. */
export async function serveFacilityQueue(ctx: Context, facilityId: string): Promise<void> {
  const served = await transact(ctx.db, async (tx) => {
    await lockFacilities(tx, [facilityId]);
    await settleFacility(tx, ctx, facilityId);
    await serveQueue(tx, ctx, facilityId, reserveLocked);
  });
  if (!served.ok) throw new Error(`the waiting list of ${facilityId}: ${served.problem.code}`);
}

/**
 * Part of `tidy-bookings`: serves every facility at which somebody waits, for what becomes possible by the clock alone: a
 * quota of a new week, a horizon that reaches further, a window that is over.
 */
export async function serveQueues(ctx: Context): Promise<void> {
  const facilities = await ctx.db
    .selectDistinct({ id: waitlistEntry.facilityId })
    .from(waitlistEntry)
    .where(eq(waitlistEntry.state, "waiting"))
    .orderBy(asc(waitlistEntry.facilityId));
  for (const { id } of facilities) await serveFacilityQueue(ctx, id);
}
