import { and, asc, eq, ne, or } from "drizzle-orm";
import { validate } from "uuid";
import { booking } from "#db/schema/booking.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { type BookingItem, selectBookings } from "../list-bookings.server.ts";
import { effectiveState } from "../states.ts";

export interface BundlePage {
  items: BookingItem[];
  /** Bookings that can still be cancelled. */
  open: BookingItem[];
  /** What they cost together, in fen: those that stand, or all once none does. */
  price: number;
}

const ahead = ["held", "pending", "confirmed"];
const standing = [...ahead, "in_use", "completed"];

/** Bookings that the actor's organisation made together, in order; not there for anybody else. */
export async function bundlePage(ctx: Context, id: string): Promise<Result<BundlePage>> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !validate(id) || !may(ctx.actor, "booking.use")) return fail(problems.notFound("bundle"));
  const now = ctx.clock.now();
  const rows = await selectBookings(ctx.db)
    .where(and(eq(booking.bundleId, id), eq(booking.organizationId, mine)))
    .orderBy(asc(booking.startsAt), asc(booking.id));
  if (rows.length === 0) return fail(problems.notFound("bundle"));
  const items = rows.map((row) => ({ ...row, state: effectiveState(row.booking, now) }));
  const open = items.filter((item) => ahead.includes(item.state) && item.booking.startsAt > now);
  const stand = items.filter(({ state }) => standing.includes(state));
  const counted = stand.length > 0 ? stand : items;
  return ok({ items, open, price: counted.reduce((sum, one) => sum + (one.booking.price ?? 0), 0) });
}

/** The other bookings of a booking's bundle that the actor may open: their organisation's, or of facilities they manage. */
export async function madeTogetherWith(
  ctx: Context,
  { id, bundleId }: { id: string; bundleId: string | null },
): Promise<BookingItem[]> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !bundleId) return [];
  const asStaff = may(ctx.actor, "booking.manage") ? eq(booking.providerId, mine) : undefined;
  const rows = await selectBookings(ctx.db)
    .where(
      and(eq(booking.bundleId, bundleId), ne(booking.id, id), or(eq(booking.organizationId, mine), asStaff)),
    )
    .orderBy(asc(booking.startsAt), asc(booking.id));
  const now = ctx.clock.now();
  return rows.map((row) => ({ ...row, state: effectiveState(row.booking, now) }));
}
