import { and, asc, eq } from "drizzle-orm";
import { waitlistEntry } from "#db/schema/waitlist.ts";
import type { Context } from "../../context.ts";
import { settleDue } from "../../due.server.ts";
import { transact } from "../../transact.server.ts";
import { lockFacilities } from "../lock.server.ts";
import { reserveLocked } from "../reserve.server.ts";
import { settleFacility } from "../settle.server.ts";
import { serveQueue } from "./serve-queue.server.ts";

/** Job `serve-queue`: offers a facility's freed time to those who wait for it. Run twice, it offers nothing twice. */
export async function serveFacilityQueue(ctx: Context, facilityId: string): Promise<void> {
  const served = await serve(ctx, facilityId);
  if (!served.ok) throw new Error(`the waiting list of ${facilityId}: ${served.problem.code}`);
}

const serve = (ctx: Context, facilityId: string) =>
  transact(ctx.db, async (tx) => {
    await lockFacilities(tx, [facilityId]);
    await settleFacility(tx, ctx, facilityId);
    await serveQueue(tx, ctx, facilityId, reserveLocked);
  });

/**
 * Job `serve-queues`: serves every facility at which somebody waits, for what becomes possible by the clock alone: a quota of
 * a new week, a horizon that reaches further, a window that is over.
 */
export const serveQueues = (ctx: Context): Promise<Record<string, number>> =>
  settleDue(ctx, "serve-queues", [
    {
      entity: "facility",
      find: (isReady) =>
        ctx.db
          .selectDistinct({ id: waitlistEntry.facilityId })
          .from(waitlistEntry)
          .where(and(eq(waitlistEntry.state, "waiting"), isReady(waitlistEntry.facilityId)))
          .orderBy(asc(waitlistEntry.facilityId)),
      work: (id) => serve(ctx, id),
    },
  ]);
