import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { validate } from "uuid";
import { booking } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { transact } from "../../transact.server.ts";
import { cancelLocked } from "../cancel.server.ts";
import { lockFacilities } from "../lock.server.ts";
import { settleFacility } from "../settle.server.ts";
import { rehearse } from "../together/rehearse.server.ts";

/** What cancelling makes of one booking of a bundle. `charge` in fen, where it is late. */
export interface CancelledPart {
  id: string;
  start: string;
  end: string;
  charge: number | null;
}

/**
 * Cancels the bookings of a bundle that have not begun, all or none, each like a single one: with its own charge, and its
 * provider told. Refuses with `bundle_over` when none is left, `not_found` when it is not of the actor's organisation.
 */
export async function cancelBundle(
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<CancelledPart[]>> {
  const facilities = await facilitiesOf(ctx, id);
  if (!facilities.ok) return facilities;
  return transact(ctx.db, (tx) => cancelWithin(tx, ctx, id, facilities.value, reason));
}

/** What cancelling them would cost now. Nothing is kept. */
export async function previewCancelBundle(ctx: Context, id: string): Promise<Result<CancelledPart[]>> {
  const facilities = await facilitiesOf(ctx, id);
  if (!facilities.ok) return facilities;
  return rehearse(ctx.db, (tx) => cancelWithin(tx, ctx, id, facilities.value, "--"));
}

async function facilitiesOf({ db, actor }: Context, id: string): Promise<Result<string[]>> {
  const organizationId = actor.organization?.id;
  if (!organizationId || !validate(id) || !may(actor, "booking.use", { organizationId }))
    return fail(problems.notFound("bundle"));
  const rows = await db
    .selectDistinct({ facilityId: booking.facilityId })
    .from(booking)
    .where(and(eq(booking.bundleId, id), eq(booking.organizationId, organizationId)));
  return rows.length > 0
    ? { ok: true, value: rows.map(({ facilityId }) => facilityId) }
    : fail(problems.notFound("bundle"));
}

async function cancelWithin(
  tx: Tx,
  ctx: Context,
  id: string,
  facilities: readonly string[],
  reason: string,
): Promise<CancelledPart[]> {
  await lockFacilities(tx, facilities);
  for (const facilityId of facilities) await settleFacility(tx, ctx, facilityId);
  const open = inArray(booking.state, ["held", "pending", "confirmed"]);
  const rows = await tx
    .select()
    .from(booking)
    .where(and(eq(booking.bundleId, id), open, gt(booking.startsAt, ctx.clock.now())))
    .orderBy(asc(booking.startsAt), asc(booking.id));
  if (rows.length === 0) return refuse({ code: "bundle_over", status: 409 });
  const done: CancelledPart[] = [];
  for (const row of rows) {
    const { charge } = await cancelLocked(tx, ctx, row, reason);
    done.push({ id: row.id, start: row.startsAt.toISOString(), end: row.endsAt.toISOString(), charge });
  }
  return done;
}
