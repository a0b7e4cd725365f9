import { and, inArray, lte } from "drizzle-orm";
import { auction } from "#db/schema/deals.ts";
import type { Context } from "../context.ts";
import { transact } from "../transact.server.ts";
import { lockCurrent } from "./bidding/follow-clock.server.ts";

const batch = 200;

/** The job of the clock: opens and ends biddings that are due. Idempotent. */
export async function settleDeals(ctx: Context): Promise<number> {
  return settleAuctions(ctx);
}

async function settleAuctions(ctx: Context): Promise<number> {
  const due = await ctx.db
    .select({ id: auction.id })
    .from(auction)
    .where(
      and(
        inArray(auction.state, ["bidding_announced", "bidding_open"]),
        lte(auction.deadline, ctx.clock.now()),
      ),
    )
    .orderBy(auction.deadline)
    .limit(batch);
  for (const { id } of due) {
    const done = await transact(ctx.db, (tx) => lockCurrent(tx, ctx, id));
    if (!done.ok) throw new Error(`auction ${id} could not be settled: ${done.problem.code}`);
  }
  return due.length;
}
