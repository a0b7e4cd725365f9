import { and, inArray, lte, type SQL, sql } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import { settleDue } from "../due.server.ts";
import { transact } from "../transact.server.ts";
import { lockFacilities } from "./lock.server.ts";
import { settle } from "./move-booking.server.ts";
import { hasRunOut } from "./run-out.server.ts";

const overdue = (now: Date) =>
  and(lte(booking.deadline, now), inArray(booking.state, ["held", "pending", "confirmed"]));

/**
 * The booking owns a unit of the facility or of one that this requires: it may be a booking of another facility, which
 * stands in the same room or is itself that room. Its slots say so, also when the requirement has since been removed.
 */
const ownsUnitFor = (facilityId: string) => sql`exists (select from slot s
  where s.booking_id = ${booking.id} and s.facility_id = any(array(
    with recursive needed(id) as (values (${facilityId}::uuid)
      union select r.required_id from facility_requirement r join needed n on r.facility_id = n.id)
    select id from needed)))`;

/** Whether `settleFacility` would find anything at one of these facilities, as a column: mostly nothing is overdue anywhere. */
export const isOverdue = (facilities: SQL, now: SQL): SQL => sql`exists (select 1 from booking b
  where ${hasRunOut(now)}
    and exists (select from slot s where s.booking_id = b.id and s.facility_id = any(${facilities})))`;

/**
 * Settles every overdue booking that owns units of a facility whose lock the transaction holds, or of what it requires,
 * so that these are free to others. The rows are locked too: they may be settled under another facility's lock as well.
 */
export async function settleFacility(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  facilityId: string,
): Promise<void> {
  const due = await tx
    .select()
    .from(booking)
    .where(and(overdue(ctx.clock.now()), ownsUnitFor(facilityId)))
    .orderBy(booking.id)
    .for("update");
  for (const row of due) await settle(tx, ctx, row);
}

/**
 * The `tidy-bookings` job: writes down what reading already says about overdue bookings, facility by facility. Nothing
 * depends on it being punctual.
 */
export const tidyBookings = (ctx: Context): Promise<Record<string, number>> =>
  settleDue(ctx, "tidy-bookings", [
    {
      entity: "facility",
      find: (isReady) =>
        ctx.db
          .selectDistinct({ id: booking.facilityId })
          .from(booking)
          .where(and(overdue(ctx.clock.now()), isReady(booking.facilityId))),
      work: (id) =>
        transact(ctx.db, async (tx) => {
          await lockFacilities(tx, [id]);
          await settleFacility(tx, ctx, id);
        }),
    },
  ]);
