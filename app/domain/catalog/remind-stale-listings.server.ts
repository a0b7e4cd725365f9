import { and, eq, isNull, lte } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import type { Context } from "#app/domain/context.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { refuse } from "#app/runtime/problem.ts";
import { calendarDay, endOfDay } from "./days.ts";
import { moveListing, overtaken, taken } from "./move-listing.server.ts";

/** How many listings one run takes; the next run takes the rest. */
const batch = 500;

/**
 * The job behind "still true?": asks the owners of listings that have not been confirmed for long, once, and takes those
 * off the market whose owners have stayed silent past the deadline that the question gave them. A late run gives the
 * owner the whole time, because the deadline counts from the question.
 */
export async function remindStaleListings(ctx: Context): Promise<{ reminded: number; lapsed: number }> {
  return { lapsed: await lapseSilent(ctx), reminded: await remindStale(ctx) };
}

async function remindStale(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  const due = await ctx.db
    .select({ id: listing.id })
    .from(listing)
    .where(and(eq(listing.state, "published"), lte(listing.staleAfter, now), isNull(listing.deadline)))
    .orderBy(listing.staleAfter)
    .limit(batch);
  let reminded = 0;
  for (const { id } of due) {
    const done = await moveListing(ctx, { id }, async (tx, row) => {
      const stale =
        row.state === "published" &&
        row.deadline === null &&
        row.staleAfter !== null &&
        row.staleAfter <= now;
      if (!stale) return refuse(overtaken);
      const days = await readParameter(tx, "listing_confirm_grace_days", row.regionCode, calendarDay(now));
      return { transition: "remind", deadline: endOfDay(now, days) };
    });
    if (taken(done)) reminded++;
  }
  return reminded;
}

async function lapseSilent(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  const due = await ctx.db
    .select({ id: listing.id })
    .from(listing)
    .where(and(eq(listing.state, "published"), lte(listing.deadline, now)))
    .orderBy(listing.deadline)
    .limit(batch);
  let lapsed = 0;
  for (const { id } of due) {
    const done = await moveListing(ctx, { id }, async (_tx, row) => {
      if (row.state !== "published" || row.deadline === null || row.deadline > now) return refuse(overtaken);
      return { transition: "lapse" };
    });
    if (taken(done)) lapsed++;
  }
  return lapsed;
}
