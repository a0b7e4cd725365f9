import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { changeBooking } from "./change-booking.server.ts";
import { moveBooking } from "./move-booking.server.ts";
import { type Moved, moved } from "./moved.ts";
import { showUpBy } from "./policy.ts";
import { rulesOf } from "./facility.server.ts";

/** The provider accepts a waiting request; it already owns its slot. */
export async function approve(
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<Moved>> {
  return changeBooking(ctx, id, async (tx, row) => {
    const rules = await rulesOf(tx, row.facilityId, row.policyVersion);
    return moved(
      await moveBooking(tx, ctx, row, { transition: "approve", reason, deadline: showUpBy(rules, row) }),
    );
  });
}

/** The provider declines a waiting request, with a reason that the booker is told; the slot is free again. */
export async function reject(
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<Moved>> {
  return changeBooking(ctx, id, async (tx, row) =>
    moved(await moveBooking(tx, ctx, row, { transition: "reject", reason }, { reason })),
  );
}
