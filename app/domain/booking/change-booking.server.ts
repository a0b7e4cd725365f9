import { and, eq, or } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { type Action, may } from "../identity/permissions.ts";
import { transact } from "../transact.server.ts";
import { lockFacilities } from "./lock.server.ts";
import { settle } from "./move-booking.server.ts";
import type { BookingRow } from "./booking-row.ts";

/**
 * Runs `work` on one booking of the actor's organisation, as user or as provider, under the lock of its facility and
 * after the clock's own decisions about it. Refuses with `not_found` when it is nobody's business of the actor.
 */
export async function changeBooking<T>(
  ctx: Context,
  id: string,
  work: (tx: Tx, row: BookingRow) => Promise<T>,
): Promise<Result<T>> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !maySomething(ctx)) return fail(problems.forbidden("booking.use"));
  const own = and(eq(booking.id, id), or(eq(booking.organizationId, mine), eq(booking.providerId, mine)));
  const [known] = await ctx.db.select({ facilityId: booking.facilityId }).from(booking).where(own);
  if (!known) return fail(problems.notFound("booking"));
  return transact(ctx.db, async (tx) => {
    await lockFacilities(tx, [known.facilityId]);
    const [row] = await tx.select().from(booking).where(own);
    return row ? work(tx, await settle(tx, ctx, row)) : refuse(problems.notFound("booking"));
  });
}

const acts: readonly Action[] = ["booking.use", "booking.manage"];
const maySomething = ({ actor }: Context): boolean => acts.some((act) => may(actor, act));

/** Whether the actor belongs to the provider's staff who manage bookings. */
export const isStaff = ({ actor }: Pick<Context, "actor">, { providerId }: BookingRow): boolean =>
  may(actor, "booking.manage", { organizationId: providerId });

/** Whether the actor belongs to the organisation that uses the facility. */
export const isBooker = ({ actor }: Pick<Context, "actor">, { organizationId }: BookingRow): boolean =>
  may(actor, "booking.use", { organizationId });
