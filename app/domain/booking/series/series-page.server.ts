import { asc, eq } from "drizzle-orm";
import { validate } from "uuid";
import { booking, type bookingSeries } from "#db/schema/booking.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { type BookingItem, selectBookings } from "../list-bookings.server.ts";
import { effectiveState } from "../states.ts";
import { type Change, ownSeries, previewCancelSeries, previewRetimeSeries } from "./change-series.server.ts";
import type { ChangeOfSeries } from "./change-form.ts";

export interface SeriesPage {
  series: typeof bookingSeries.$inferSelect;
  items: BookingItem[];
  /** Bookings that a change can still be about. */
  open: BookingItem[];
}

/** A series of the actor's organisation with all its bookings in order; not there for anybody else. */
export async function seriesPage(ctx: Context, id: string): Promise<Result<SeriesPage>> {
  const series = validate(id) ? await ownSeries(ctx, id) : fail(problems.notFound("series"));
  if (!series.ok) return series;
  const now = ctx.clock.now();
  const rows = await selectBookings(ctx.db)
    .where(eq(booking.seriesId, id))
    .orderBy(asc(booking.startsAt), asc(booking.id));
  const items = rows.map((row) => ({ ...row, state: effectiveState(row.booking, now) }));
  const open = items.filter(
    (item) => ["held", "pending", "confirmed"].includes(item.state) && item.booking.startsAt > now,
  );
  return ok({ series: series.value, items, open });
}

/** What a change that was chosen would come to. */
export const previewChange = (
  ctx: Context,
  id: string,
  { act, from, time, minutes }: ChangeOfSeries,
): Promise<Result<Change[]>> =>
  act === "cancel"
    ? previewCancelSeries(ctx, id, { from })
    : previewRetimeSeries(ctx, id, { from }, { time, minutes, conflicts: "skip" });
