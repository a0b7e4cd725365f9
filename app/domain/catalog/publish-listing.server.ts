import { eq } from "drizzle-orm";
import { technology } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import type { Move } from "#app/domain/move.server.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { calendarDay, endOfDay } from "./days.ts";
import { demandPublishable, notPublishable } from "./facts.server.ts";
import type { ListingRow } from "./listing-row.server.ts";
import { demandModerator } from "./moderator.server.ts";
import { type Moved, moveListing, noteReview, stampConfirmed, type Target } from "./move-listing.server.ts";
import { needsPublicNotice } from "./policy.ts";

/**
 * A moderator publishes a submitted listing. A technology that a public institution prices by agreement cannot be
 * published directly: refused with `not_publishable` and `public_notice_first`; `announceListing` is the way.
 */
export function publishListing(ctx: Context, target: Target): Promise<Result<Moved>> {
  return moveListing(ctx, target, async (tx, row) => {
    const facts = await checked(tx, ctx, row, "publish");
    if (needsPublicNotice(facts)) {
      return refuse(notPublishable([{ rule: "public_notice_first", overridable: false }]));
    }
    await noteReview(tx, ctx, row, "published");
    await stampConfirmed(tx, ctx, row);
    return { transition: "publish" };
  });
}

/** A moderator starts the public notice that agreement pricing needs; it ends after the rule's number of whole days. */
export function announceListing(ctx: Context, target: Target): Promise<Result<Moved>> {
  return moveListing(ctx, target, async (tx, row): Promise<Move> => {
    if (row.kind !== "technology") return refuse(problems.notAllowedNow("announce", row.state));
    const facts = await checked(tx, ctx, row, "announce");
    if (!needsPublicNotice(facts)) {
      return refuse(notPublishable([{ rule: "public_notice_not_needed", overridable: false }]));
    }
    const now = ctx.clock.now();
    const days = await readParameter(tx, "public_notice_days", row.regionCode, calendarDay(now));
    const deadline = endOfDay(now, days);
    await tx.update(technology).set({ noticeUntil: deadline }).where(eq(technology.listingId, row.id));
    await noteReview(tx, ctx, row, "public_notice");
    return { transition: "announce", deadline };
  });
}

async function checked(tx: Tx, ctx: Context, row: ListingRow, act: string) {
  demandModerator(ctx, row);
  if (row.state !== "submitted") return refuse(problems.notAllowedNow(act, row.state));
  return demandPublishable(tx, ctx.clock, row);
}
