import { and, inArray, lte } from "drizzle-orm";
import { auction, negotiation } from "#db/schema/deals.ts";
import { problems, refuse } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { settleDue } from "../due.server.ts";
import { move } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { lockCurrent } from "./bidding/follow-clock.server.ts";
import { liveBidding } from "./bidding/states.ts";
import { lockNegotiation } from "./lock.server.ts";
import { negotiationProcess } from "./negotiation/states.ts";

const batch = 200;

/** The job of the clock: opens and ends biddings that are due, ends negotiations that nobody answered. Idempotent. */
export const settleDeals = (ctx: Context): Promise<Record<string, number>> =>
  settleDue(ctx, "settle-deals", [
    {
      entity: "auction",
      find: (isReady) =>
        ctx.db
          .select({ id: auction.id })
          .from(auction)
          .where(
            and(
              inArray(auction.state, liveBidding),
              lte(auction.deadline, ctx.clock.now()),
              isReady(auction.id),
            ),
          )
          .orderBy(auction.deadline)
          .limit(batch),
      work: (id) => transact(ctx.db, (tx) => lockCurrent(tx, ctx, id)),
    },
    {
      entity: "negotiation",
      find: (isReady) =>
        ctx.db
          .select({ id: negotiation.id })
          .from(negotiation)
          .where(
            and(
              inArray(negotiation.state, answerable),
              lte(negotiation.deadline, ctx.clock.now()),
              isReady(negotiation.id),
            ),
          )
          .orderBy(negotiation.deadline)
          .limit(batch),
      work: (id) => lapseNegotiation(ctx, id),
    },
  ]);

const answerable = ["enquired", "with_seller", "with_buyer", "terms_agreed"];

const lapseNegotiation = (ctx: Context, id: string) =>
  transact(ctx.db, async (tx) => {
    const row = await lockNegotiation(tx, id);
    const over = row?.deadline && row.deadline <= ctx.clock.now() && answerable.includes(row.state);
    if (!row || !over) return refuse(problems.conflict());
    await move(tx, ctx, negotiationProcess, negotiation, row, { transition: "lapse" });
  });
