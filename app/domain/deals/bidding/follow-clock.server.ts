import { eq } from "drizzle-orm";
import { auction, auctionEntry, auctionReserve } from "#db/schema/deals.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { calendarDay, endOfDay } from "../../catalog/days.ts";
import { type Context, systemActor } from "../../context.ts";
import { move } from "../../move.server.ts";
import { readParameter } from "../../parameters.server.ts";
import { type AuctionRow, lockAuction } from "../lock.server.ts";
import { returnDeposit } from "./deposits.server.ts";
import { outcomeOf } from "./policy.ts";
import { auctionProcess } from "./states.ts";

type Doing = Pick<Context, "actor" | "clock">;

/** The auction, locked and brought up to the clock: opened when its start has come, ended when its end has. */
export async function lockCurrent(tx: Tx, ctx: Doing, id: string): Promise<AuctionRow | undefined> {
  let row = await lockAuction(tx, id);
  if (row && (await begin(tx, ctx, row))) row = await lockAuction(tx, id);
  if (row && (await end(tx, ctx, row))) row = await lockAuction(tx, id);
  return row;
}

const asTimer = (ctx: Doing): Doing => ({ clock: ctx.clock, actor: systemActor(ctx.actor.requestId) });

async function begin(tx: Tx, ctx: Doing, row: AuctionRow): Promise<boolean> {
  if (row.state !== "bidding_announced" || row.startsAt > ctx.clock.now()) return false;
  const step = { transition: "open_bidding", deadline: row.endsAt };
  await move(tx, asTimer(ctx), auctionProcess, auction, row, step);
  await enqueue(tx, "settle-deals", {}, { key: `auction-${row.id}`, runAt: row.endsAt });
  return true;
}

/** Ends a bidding: the one place that looks at the reserve, and says of it only whether it was reached. */
async function end(tx: Tx, ctx: Doing, row: AuctionRow): Promise<boolean> {
  const now = ctx.clock.now();
  if (row.state !== "bidding_open" || row.endsAt > now) return false;
  const [reserve] = await tx.select().from(auctionReserve).where(eq(auctionReserve.auctionId, row.id));
  const transition = outcomeOf(row.price, reserve?.amount ?? null);
  const sold = transition === "strike";
  const days = sold ? await readParameter(tx, "bidding_contract_days", "", calendarDay(now)) : 0;
  await tx.update(auction).set({ endedAt: row.endsAt }).where(eq(auction.id, row.id));
  await move(tx, asTimer(ctx), auctionProcess, auction, row, {
    transition,
    deadline: sold ? endOfDay(now, days) : null,
    detail: { bids: row.bids, price: row.price, endedAt: row.endsAt.toISOString() },
  });
  await letGo(tx, ctx, row.id, sold ? row.leaderId : null, "auction-lost");
  return true;
}

/** Tells every bidder how it ended, and returns the deposits of all but `winnerId`. */
export async function letGo(
  tx: Tx,
  ctx: Doing,
  auctionId: string,
  winnerId: string | null,
  template: "auction-lost" | "auction-called-off",
): Promise<void> {
  const entries = await tx
    .select()
    .from(auctionEntry)
    .where(eq(auctionEntry.auctionId, auctionId))
    .orderBy(auctionEntry.id);
  for (const { id } of entries) {
    const won = id === winnerId;
    if (!won) await returnDeposit(tx, asTimer(ctx), id);
    await enqueue(tx, "notify", {
      ...{ template: won ? "auction-won" : template, entity: "auction_entry", entityId: id },
      ...{ parties: ["bidder"], reason: "" },
    });
  }
}
