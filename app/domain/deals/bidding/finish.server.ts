import { eq } from "drizzle-orm";
import { auction } from "#db/schema/deals.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { move } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";
import type { AuctionRow } from "../lock.server.ts";
import type { MovedAuction } from "./announce.server.ts";
import { forfeitDeposit, returnDeposit } from "./deposits.server.ts";
import { letGo, lockCurrent } from "./follow-clock.server.ts";
import { auctionProcess } from "./states.ts";

/** The seller says that the contract with the winner is concluded; the winner's deposit goes back. */
export function concludeSale(ctx: Context, id: string): Promise<Result<MovedAuction>> {
  return asSeller(ctx, id, async (tx, row) => {
    const state = await move(tx, ctx, auctionProcess, auction, row, { transition: "conclude_sale" });
    if (row.leaderId) await returnDeposit(tx, ctx, row.leaderId);
    return { id, state };
  });
}

/**
 * The winner let the time for the contract pass: the seller keeps its deposit. Refuses `contract_time_left` before; the
 * winner is told why and may dispute it.
 */
export function declareDefault(
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<MovedAuction>> {
  return asSeller(ctx, id, async (tx, row) => {
    if (row.state === "sold" && row.deadline !== null && row.deadline > ctx.clock.now())
      return refuse({
        code: "contract_time_left",
        status: 409,
        params: { until: row.deadline.toISOString() },
      });
    const state = await move(tx, ctx, auctionProcess, auction, row, {
      transition: "declare_default",
      reason,
    });
    await tx.update(auction).set({ note: reason }).where(eq(auction.id, id));
    if (row.leaderId) {
      await forfeitDeposit(tx, ctx, row.leaderId);
      const told = { entity: "auction_entry", entityId: row.leaderId, parties: ["bidder"], reason };
      await enqueue(tx, "notify", { template: "auction-defaulted", ...told });
    }
    return { id, state };
  });
}

/** Takes a bidding back before anybody has bid, with a public reason; every deposit goes back. Refuses `has_bids`. */
export function callOff(
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<MovedAuction>> {
  return asSeller(ctx, id, async (tx, row) => {
    if (row.bids > 0) return refuse({ code: "has_bids", status: 409 });
    const state = await move(tx, ctx, auctionProcess, auction, row, {
      transition: "call_off_bidding",
      reason,
    });
    const at = ctx.clock.now();
    await tx.update(auction).set({ note: reason, endedAt: at }).where(eq(auction.id, id));
    await letGo(tx, ctx, id, null, "auction-called-off");
    return { id, state };
  });
}

async function asSeller(
  ctx: Context,
  id: string,
  work: (tx: Tx, row: AuctionRow) => Promise<MovedAuction>,
): Promise<Result<MovedAuction>> {
  if (!may(ctx.actor, "deal.sell")) return fail(problems.forbidden("deal.sell"));
  return transact(ctx.db, async (tx) => {
    const row = await lockCurrent(tx, ctx, id);
    if (!row) return refuse(problems.notFound("auction"));
    if (!may(ctx.actor, "deal.sell", row)) return refuse(problems.forbidden("deal.sell"));
    return work(tx, row);
  });
}
