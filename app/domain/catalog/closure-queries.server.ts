import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { slot } from "#db/schema/booking.ts";
import { facilityUnit } from "#db/schema/catalog.ts";
import type { Context } from "#app/domain/context.ts";

/** One closed time of one or more units, as it was set. */
export interface Closure {
  slotIds: string[];
  start: Date;
  end: Date;
  cause: string;
  reason: string;
  units: number[];
}

/** The closures of a facility that are not over, soonest first. The caller has checked who asks. */
export async function listClosures({ db, clock }: Context, facilityId: string): Promise<Closure[]> {
  const rows = await db
    .select({
      id: slot.id,
      blocked: slot.blocked,
      cause: slot.cause,
      reason: slot.reason,
      unit: facilityUnit.number,
    })
    .from(slot)
    .innerJoin(facilityUnit, eq(facilityUnit.id, slot.unitId))
    .where(
      and(
        eq(slot.facilityId, facilityId),
        eq(slot.state, "closed"),
        inArray(slot.cause, ["closure", "maintenance"]),
        sql`upper(${slot.blocked}) > ${clock.now().toISOString()}::timestamptz`,
      ),
    )
    .orderBy(asc(sql`lower(${slot.blocked})`), asc(facilityUnit.number));
  const closures = new Map<string, Closure>();
  for (const { id, blocked, cause, reason, unit } of rows) {
    const key = `${blocked.start.getTime()} ${blocked.end.getTime()} ${cause} ${reason}`;
    const known = closures.get(key) ?? { slotIds: [], ...blocked, cause, reason, units: [] };
    known.slotIds.push(id);
    known.units.push(unit);
    closures.set(key, known);
  }
  return [...closures.values()];
}
