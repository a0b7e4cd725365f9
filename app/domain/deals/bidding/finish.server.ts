import { eq } from "drizzle-orm";
import type { z } from "zod";
import { auction } from "#db/schema/deals.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { calendarDay, endOfDay } from "../../catalog/days.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { move } from "../../move.server.ts";
import { readParameter } from "../../parameters.server.ts";
import { isIn } from "../../process.ts";
import { transact } from "../../transact.server.ts";
import { workingDeadline } from "../../working-days.server.ts";
import { type AuctionRow, lockAuction, withParties } from "../lock.server.ts";
import type { MovedAuction } from "./announce.server.ts";
import { hasWinnerSigned, returnDeposit, settleDeposit, tellWinner } from "./deposits.server.ts";
import { letGo, lockCurrent } from "./follow-clock.server.ts";
import type { decideDefaultInput } from "./inputs.ts";
import { auctionProcess, unsettledSale } from "./states.ts";

/** The seller says that the contract with the winner is concluded; the winner's deposit goes back. */
export function concludeSale(ctx: Context, id: string): Promise<Result<MovedAuction>> {
  return asSeller(ctx, id, async (tx, row) => {
    const state = await move(tx, ctx, auctionProcess, auction, row, { transition: "conclude_sale" });
    if (row.leaderId) await returnDeposit(tx, ctx, row.leaderId);
    return { id, state };
  });
}

/**
 * The contract of a lot has taken effect: the sale is concluded and the deposit goes back, whatever was declared before.
 * Does nothing once it is settled whose the deposit is. `ctx` acts as the platform.
 */
export async function concludeByContract(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  id: string,
): Promise<void> {
  const row = await lockAuction(tx, id);
  if (!row || !isIn(unsettledSale, row.state)) return;
  await move(tx, ctx, auctionProcess, auction, row, { transition: "conclude_by_contract" });
  if (row.leaderId) await returnDeposit(tx, ctx, row.leaderId);
}

/**
 * The seller declares that the winner let the time for the contract pass. The deposit stays held: the winner is told why
 * and by when it may contest that. Refuses `contract_time_left` before, and `winner_signed` when it is the seller who has
 * not signed.
 */
export function declareDefault(
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<MovedAuction>> {
  return asSeller(ctx, id, async (tx, row) => {
    if (row.state === "sold" && row.deadline !== null)
      return refuse({
        code: "contract_time_left",
        status: 409,
        params: { until: row.deadline.toISOString() },
      });
    if (row.state === "contract_overdue" && (await hasWinnerSigned(tx, row)))
      return refuse({ code: "winner_signed", status: 409 });
    const now = ctx.clock.now();
    const days = await readParameter(tx, "bidding_contest_working_days", "", calendarDay(now));
    const deadline = await workingDeadline(tx, now, days);
    const step = { transition: "declare_default", reason, deadline };
    const state = await move(tx, ctx, auctionProcess, auction, row, step);
    await tx.update(auction).set({ note: reason }).where(eq(auction.id, id));
    await tellWinner(tx, row, "auction-default-declared", reason);
    return { id, state };
  });
}

/** The winner contests that it is in default: a mediator of the technology's region decides, and the deposit stays held. */
export function contestDefault(
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<MovedAuction>> {
  return transact(ctx.db, async (tx) => {
    const row = await lockCurrent(tx, ctx, id);
    if (!row) return refuse(problems.notFound("auction"));
    const now = ctx.clock.now();
    const days = await readParameter(tx, "bidding_decision_days", "", calendarDay(now));
    const step = { transition: "contest_default", reason, deadline: endOfDay(now, days) };
    const state = await move(tx, ctx, auctionProcess, auction, await withParties(tx, row), step);
    await tx.update(auction).set({ objection: reason }).where(eq(auction.id, id));
    return { id, state };
  });
}

/**
 * A mediator finds whether the winner is in default: the deposit goes to the seller, or back with the sale lapsed. Refuses
 * `own_organization` to whoever works for one of the sides.
 */
export function decideDefault(
  ctx: Context,
  id: string,
  { outcome, reason }: z.output<typeof decideDefaultInput>,
): Promise<Result<MovedAuction>> {
  return transact(ctx.db, async (tx) => {
    const locked = await lockCurrent(tx, ctx, id);
    if (!locked) return refuse(problems.notFound("auction"));
    const row = await withParties(tx, locked);
    if (!may(ctx.actor, "contract.mediate", row)) return refuse(problems.forbidden("contract.mediate"));
    if ([row.organizationId, row.winnerId].includes(ctx.actor.organization?.id ?? ""))
      return refuse({ code: "own_organization", status: 403 });
    const transition = outcome === "uphold" ? "decide_default" : "dismiss_default";
    const state = await move(tx, ctx, auctionProcess, auction, row, { transition, reason });
    await tx.update(auction).set({ note: reason }).where(eq(auction.id, id));
    await settleDeposit(tx, ctx, row, outcome === "uphold" ? "seller" : "winner", reason);
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
