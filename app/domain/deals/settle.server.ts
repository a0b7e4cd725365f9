import { and, inArray, lte } from "drizzle-orm";
import { auction, negotiation } from "#db/schema/deals.ts";
import { refuse } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { move } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { lockCurrent } from "./bidding/follow-clock.server.ts";
import { lockNegotiation } from "./lock.server.ts";
import { negotiationProcess } from "./negotiation/states.ts";

const batch = 200;

/** The job of the clock: opens and ends biddings that are due, ends negotiations that nobody answered. Idempotent. */
export async function settleDeals(ctx: Context): Promise<number> {
  return (await settleAuctions(ctx)) + (await lapseNegotiations(ctx));
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

const answerable = ["enquired", "with_seller", "with_buyer", "terms_agreed"];

async function lapseNegotiations(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  const due = await ctx.db
    .select({ id: negotiation.id })
    .from(negotiation)
    .where(and(inArray(negotiation.state, answerable), lte(negotiation.deadline, now)))
    .orderBy(negotiation.deadline)
    .limit(batch);
  for (const { id } of due) {
    const done = await transact(ctx.db, async (tx) => {
      const row = await lockNegotiation(tx, id);
      const over = row?.deadline && row.deadline <= now && answerable.includes(row.state);
      if (!row || !over) return refuse({ code: "changed_meanwhile", status: 409 });
      await move(tx, ctx, negotiationProcess, negotiation, row, { transition: "lapse" });
    });
    if (!done.ok && done.problem.code !== "changed_meanwhile")
      throw new Error(`negotiation ${id} could not be settled: ${done.problem.code}`);
  }
  return due.length;
}
