import { eq } from "drizzle-orm";
import { auction, auctionEntry, auctionReserve } from "#db/schema/deals.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { calendarDay, endOfDay } from "../../catalog/days.ts";
import { type Context, systemActor } from "../../context.ts";
import { lastDay, lastInstant } from "../../deadline.ts";
import { move } from "../../move.server.ts";
import { readParameter } from "../../parameters.server.ts";
import { type AuctionRow, lockAuction } from "../lock.server.ts";
import { hasWinnerSigned, returnDeposit, settleDeposit } from "./deposits.server.ts";
import { outcomeOf } from "./policy.ts";
import { auctionProcess } from "./states.ts";

type Doing = Pick<Context, "actor" | "clock">;

/** What the clock does to an auction, in the order in which it comes about. */
const steps = [begin, end, passContractTime, settleSilence];

/** The auction, locked and brought up to the clock: opened when its start has come, ended when its end has, and so on. */
export async function lockCurrent(tx: Tx, ctx: Doing, id: string): Promise<AuctionRow | undefined> {
  let row = await lockAuction(tx, id);
  for (const step of steps) if (row && (await step(tx, ctx, row))) row = await lockAuction(tx, id);
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

const isDue = ({ deadline }: AuctionRow, now: Date): boolean => deadline !== null && deadline <= now;

/** The time for the contract is over: from then on, for so many days, the seller may declare a default. */
async function passContractTime(tx: Tx, ctx: Doing, row: AuctionRow): Promise<boolean> {
  if (row.state !== "sold" || row.deadline === null || !isDue(row, ctx.clock.now())) return false;
  const days = await readParameter(tx, "bidding_default_days", "", lastDay(row.deadline));
  const deadline = endOfDay(lastInstant(row.deadline), days);
  const step = { transition: "pass_contract_time", deadline };
  await move(tx, asTimer(ctx), auctionProcess, auction, row, step);
  return true;
}

/**
 * Somebody let their time pass. The seller or the mediator: the deposit goes back. The winner, who could have contested
 * the declared default: it is the seller's, unless the winner has signed the contract meanwhile.
 */
async function settleSilence(tx: Tx, ctx: Doing, row: AuctionRow): Promise<boolean> {
  const waits = ["contract_overdue", "default_declared", "default_contested"].includes(row.state);
  if (!waits || !isDue(row, ctx.clock.now())) return false;
  const forfeits = row.state === "default_declared" && !(await hasWinnerSigned(tx, row));
  const transition = forfeits ? "confirm_default" : "lapse_sale";
  await move(tx, asTimer(ctx), auctionProcess, auction, row, { transition, reason: row.note });
  await settleDeposit(tx, asTimer(ctx), row, forfeits ? "seller" : "winner", row.note);
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
