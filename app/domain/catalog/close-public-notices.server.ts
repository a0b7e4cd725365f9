import { and, eq, exists, isNull, lte, not } from "drizzle-orm";
import { listing, noticeObjection } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { settleDue } from "#app/domain/due.server.ts";
import { refuse } from "#app/runtime/problem.ts";
import { moveListing, overtaken, stampConfirmed } from "./move-listing.server.ts";

/**
 * The job that ends public notices: publishes every technology whose notice has run out and whose objections have all
 * been answered. An open objection stops it, however late.
 */
export const closePublicNotices = (ctx: Context): Promise<Record<string, number>> =>
  settleDue(ctx, "close-public-notices", [
    {
      entity: "listing",
      find: (isReady) =>
        ctx.db
          .select({ id: listing.id })
          .from(listing)
          .where(
            and(
              eq(listing.state, "public_notice"),
              lte(listing.deadline, ctx.clock.now()),
              not(exists(openObjections(ctx.db))),
              isReady(listing.id),
            ),
          )
          .orderBy(listing.deadline),
      work: (id) => conclude(ctx, id),
    },
  ]);

const conclude = (ctx: Context, id: string) =>
  moveListing(ctx, { id }, async (tx, row) => {
    const over = row.state === "public_notice" && row.deadline !== null && row.deadline <= ctx.clock.now();
    if (!over || (await hasOpenObjection(tx, id))) return refuse(overtaken);
    await stampConfirmed(tx, ctx, row);
    return { transition: "conclude" };
  });

/** Whether somebody still waits for an answer. */
export async function hasOpenObjection(tx: Tx, listingId: string): Promise<boolean> {
  const [open] = await tx
    .select({ id: noticeObjection.id })
    .from(noticeObjection)
    .where(and(eq(noticeObjection.listingId, listingId), isNull(noticeObjection.answeredAt)))
    .limit(1);
  return open !== undefined;
}

const openObjections = (tx: Tx) =>
  tx
    .select({ id: noticeObjection.id })
    .from(noticeObjection)
    .where(and(eq(noticeObjection.listingId, listing.id), isNull(noticeObjection.answeredAt)));
