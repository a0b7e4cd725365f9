import { and, eq, inArray, sql } from "drizzle-orm";
import { slot } from "#db/schema/booking.ts";
import type { Context } from "#app/domain/context.ts";
import { lockFacilities } from "#app/domain/booking/lock.server.ts";
import { wakeQueue } from "#app/domain/booking/waitlist/wake.server.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { demandFacility, lockForEdit } from "./listing-row.server.ts";
import { indexListing } from "./touch.server.ts";

/**
 * Opens closed time again, unit by unit (`slotIds`): what has begun ends now, the rest never was. Refuses with `not_found`
 * when none of them is still closed.
 */
export async function liftClosure(
  ctx: Context,
  id: string,
  slotIds: readonly string[],
): Promise<Result<{ slots: number }>> {
  return transact(ctx.db, async (tx) => {
    const row = await lockForEdit(tx, ctx, id);
    demandFacility(row, "slots");
    await lockFacilities(tx, [id]);
    const now = sql`${ctx.clock.now().toISOString()}::timestamptz`;
    const lifted = await tx
      .update(slot)
      .set({
        state: sql`case when lower(${slot.blocked}) < ${now} then 'closed' else 'lifted' end`,
        blocked: sql`case when lower(${slot.blocked}) < ${now} then tstzrange(lower(${slot.blocked}), ${now}) else ${slot.blocked} end`,
      })
      .where(
        and(
          eq(slot.facilityId, id),
          inArray(slot.id, [...slotIds]),
          eq(slot.state, "closed"),
          sql`upper(${slot.blocked}) > ${now}`,
        ),
      )
      .returning({ id: slot.id });
    if (lifted.length === 0) return refuse(problems.notFound("closure"));
    await recordAudit(tx, ctx, {
      entity: row.kind,
      entityId: id,
      transition: "lift_closure",
      detail: { slots: lifted.map((closed) => closed.id) },
    });
    await wakeQueue(tx, id);
    await indexListing(tx, id);
    return { slots: lifted.length };
  });
}
