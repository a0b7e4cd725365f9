import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { slot } from "#db/schema/booking.ts";
import { facilityUnit } from "#db/schema/catalog.ts";
import { holdingStates } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { lockFacilities } from "#app/domain/booking/lock.server.ts";
import { settleFacility } from "#app/domain/booking/settle.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { refuse, type Result } from "#app/runtime/problem.ts";
import type { unitsInput } from "./inputs.ts";
import { demandFacility, lockForEdit, staleSave } from "./listing-row.server.ts";
import { touchListing } from "./touch.server.ts";

/**
 * Says which numbered units a facility has. A unit left out is retired; refused with `unit_booked` while somebody has it
 * booked. A retired number may come back.
 */
export async function setUnits(
  ctx: Context,
  id: string,
  { version, units }: z.infer<typeof unitsInput>,
): Promise<Result<{ version: number }>> {
  return transact(ctx.db, async (tx) => {
    const row = await lockForEdit(tx, ctx, id);
    demandFacility(row, "units");
    if (version !== row.version) return refuse(staleSave(["units"], row.version));
    await lockFacilities(tx, [id]);
    await settleFacility(tx, ctx, id);
    const at = ctx.clock.now();
    const numbers = units.map(({ number }) => number);
    const present = await tx
      .select({ id: facilityUnit.id, number: facilityUnit.number })
      .from(facilityUnit)
      .where(and(eq(facilityUnit.facilityId, id), isNull(facilityUnit.retiredAt)));
    const gone = present.filter(({ number }) => !numbers.includes(number));
    await demandFree(tx, gone, at);
    if (gone.length > 0) {
      await tx
        .update(facilityUnit)
        .set({ retiredAt: at })
        .where(
          inArray(
            facilityUnit.id,
            gone.map((unit) => unit.id),
          ),
        );
    }
    await tx
      .insert(facilityUnit)
      .values(units.map((unit) => ({ ...unit, facilityId: id })))
      .onConflictDoUpdate({
        target: [facilityUnit.facilityId, facilityUnit.number],
        set: { label: sql`excluded.label`, retiredAt: null },
      });
    return { version: await touchListing(tx, ctx, row, "set_units") };
  });
}

async function demandFree(tx: Tx, units: readonly { id: string; number: number }[], at: Date): Promise<void> {
  if (units.length === 0) return;
  const booked = await tx
    .selectDistinct({ unitId: slot.unitId })
    .from(slot)
    .where(
      and(
        inArray(
          slot.unitId,
          units.map(({ id }) => id),
        ),
        inArray(slot.state, [...holdingStates]),
        sql`upper(${slot.blocked}) > ${at.toISOString()}::timestamptz`,
      ),
    );
  const taken = units.filter(({ id }) => booked.some(({ unitId }) => unitId === id));
  if (taken.length > 0) {
    refuse({
      code: "unit_booked",
      status: 409,
      params: { units: taken.map(({ number }) => number).join(", ") },
    });
  }
}
