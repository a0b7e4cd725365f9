import { and, eq } from "drizzle-orm";
import { accessory } from "#db/schema/booking-policy.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { changeSetup } from "./change-setup.server.ts";
import type { AccessoryInput } from "./inputs.ts";

/** Adds something that is lent out with bookings, or changes its name and stock. What is promised stays promised. */
export function saveAccessory(
  ctx: Context,
  facilityId: string,
  { id, name, stock }: AccessoryInput,
): Promise<Result<void>> {
  const change = { transition: "save-accessory", detail: { id, name, stock } };
  return changeSetup(ctx, facilityId, change, async (tx) => {
    if (!id) {
      await tx.insert(accessory).values({ facilityId, name, stock });
      return;
    }
    const changed = await tx
      .update(accessory)
      .set({ name, stock })
      .where(and(eq(accessory.id, id), eq(accessory.facilityId, facilityId), eq(accessory.retired, false)))
      .returning({ id: accessory.id });
    if (changed.length === 0) refuse(problems.notFound("accessory"));
  });
}

/** Bookings made from now on can no longer take it along. */
export function retireAccessory(ctx: Context, facilityId: string, id: string): Promise<Result<void>> {
  return changeSetup(ctx, facilityId, { transition: "retire-accessory", detail: { id } }, async (tx) => {
    const gone = await tx
      .update(accessory)
      .set({ retired: true })
      .where(and(eq(accessory.id, id), eq(accessory.facilityId, facilityId)))
      .returning({ id: accessory.id });
    if (gone.length === 0) refuse(problems.notFound("accessory"));
  });
}
