import { eq } from "drizzle-orm";
import type { z } from "zod";
import { opening } from "#db/schema/catalog.ts";
import type { Context } from "#app/domain/context.ts";
import { lockFacilities } from "#app/domain/booking/lock.server.ts";
import { wakeQueue } from "#app/domain/booking/waitlist/wake.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { refuse, type Result } from "#app/runtime/problem.ts";
import { demandPublishable } from "./facts.server.ts";
import type { openingHoursInput } from "./inputs.ts";
import { demandFacility, lockForEdit, staleSave } from "./listing-row.server.ts";
import { touchListing } from "./touch.server.ts";

/** Replaces a facility's weekly opening hours. Bookings made before keep their time. */
export async function setOpeningHours(
  ctx: Context,
  id: string,
  { version, openings }: z.infer<typeof openingHoursInput>,
): Promise<Result<{ version: number }>> {
  return transact(ctx.db, async (tx) => {
    const row = await lockForEdit(tx, ctx, id);
    demandFacility(row, "openings");
    if (version !== row.version) return refuse(staleSave(["openings"], row.version));
    await lockFacilities(tx, [id]);
    await tx.delete(opening).where(eq(opening.facilityId, id));
    if (openings.length > 0)
      await tx.insert(opening).values(openings.map((hours) => ({ ...hours, facilityId: id })));
    if (row.state === "published") await demandPublishable(tx, ctx.clock, row);
    await wakeQueue(tx, id);
    return { version: await touchListing(tx, ctx, row, "set_opening_hours") };
  });
}
