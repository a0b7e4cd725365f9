import { and, eq, isNull, lte } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import type { Context } from "#app/domain/context.ts";
import { type DueRows, settleDue } from "#app/domain/due.server.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { refuse } from "#app/runtime/problem.ts";
import { calendarDay, endOfDay } from "./days.ts";
import { moveListing, overtaken } from "./move-listing.server.ts";

/** How many listings one run takes; the next run takes the rest. */
const batch = 500;

/**
 * The job behind "still true?": asks the owners of listings that have not been confirmed for long, once, and takes those
 * off the market whose owners have stayed silent past the deadline that the question gave them. A late run gives the
 * owner the whole time, because the deadline counts from the question.
 */
export const remindStaleListings = (ctx: Context): Promise<Record<string, number>> =>
  settleDue(ctx, "remind-stale-listings", [silentListings(ctx), staleListings(ctx)]);

const staleListings = (ctx: Context): DueRows => ({
  entity: "stale_listing",
  find: (isReady) =>
    ctx.db
      .select({ id: listing.id })
      .from(listing)
      .where(
        and(
          eq(listing.state, "published"),
          lte(listing.staleAfter, ctx.clock.now()),
          isNull(listing.deadline),
          isReady(listing.id),
        ),
      )
      .orderBy(listing.staleAfter)
      .limit(batch),
  work: (id) =>
    moveListing(ctx, { id }, async (tx, row) => {
      const now = ctx.clock.now();
      const stale =
        row.state === "published" &&
        row.deadline === null &&
        row.staleAfter !== null &&
        row.staleAfter <= now;
      if (!stale) return refuse(overtaken);
      const days = await readParameter(tx, "listing_confirm_grace_days", row.regionCode, calendarDay(now));
      return { transition: "remind", deadline: endOfDay(now, days) };
    }),
});

const silentListings = (ctx: Context): DueRows => ({
  entity: "silent_listing",
  find: (isReady) =>
    ctx.db
      .select({ id: listing.id })
      .from(listing)
      .where(and(eq(listing.state, "published"), lte(listing.deadline, ctx.clock.now()), isReady(listing.id)))
      .orderBy(listing.deadline)
      .limit(batch),
  work: (id) =>
    moveListing(ctx, { id }, async (_tx, row) => {
      const silent = row.state === "published" && row.deadline !== null && row.deadline <= ctx.clock.now();
      return silent ? { transition: "lapse" } : refuse(overtaken);
    }),
});
