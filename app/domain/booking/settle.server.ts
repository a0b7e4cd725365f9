import { and, inArray, lte, sql } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import { transact } from "../transact.server.ts";
import { lockFacilities } from "./lock.server.ts";
import { settle } from "./move-booking.server.ts";

const overdue = (now: Date) =>
  and(lte(booking.deadline, now), inArray(booking.state, ["held", "pending", "confirmed"]));

/** The facility and all whose bookings own units of it too, because they require it. */
const needing = (facilityId: string) => sql`array(with recursive needing(id) as (values (${facilityId}::uuid)
    union select r.facility_id from facility_requirement r join needing n on r.required_id = n.id)
  select id from needing)`;

/**
 * Settles every overdue booking that owns units of a facility whose lock the transaction holds, so that these are free
 * to others. The rows are locked too: those of a facility that requires this one may be settled under its lock as well.
 */
export async function settleFacility(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  facilityId: string,
): Promise<void> {
  const due = await tx
    .select()
    .from(booking)
    .where(and(sql`${booking.facilityId} = any(${needing(facilityId)})`, overdue(ctx.clock.now())))
    .orderBy(booking.id)
    .for("update");
  for (const row of due) await settle(tx, ctx, row);
}

/**
 * The `tidy-bookings` job: writes down what reading already says about overdue bookings, facility by facility. Nothing
 * depends on it being punctual. Returns how many facilities it looked at; throws when one could not be settled, after
 * having settled the others.
 */
export async function tidyBookings(ctx: Context): Promise<number> {
  const facilities = await ctx.db
    .selectDistinct({ id: booking.facilityId })
    .from(booking)
    .where(overdue(ctx.clock.now()));
  const failures: string[] = [];
  for (const { id } of facilities) {
    const result = await transact(ctx.db, async (tx) => {
      await lockFacilities(tx, [id]);
      await settleFacility(tx, ctx, id);
    });
    if (!result.ok) failures.push(`${id}: ${result.problem.code}`);
  }
  if (failures.length > 0) throw new Error(`bookings could not be tidied: ${failures.join("; ")}`);
  return facilities.length;
}
