import { and, eq, inArray } from "drizzle-orm";
import { demand, listing } from "#db/schema/catalog.ts";
import { demandCall, proposal } from "#db/schema/demands.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { withdrawListing } from "../catalog/withdraw-listing.server.ts";
import type { Context } from "../context.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { may } from "../identity/permissions.ts";
import { move } from "../move.server.ts";
import { findTransition, isIn } from "../process.ts";
import { transact } from "../transact.server.ts";
import { type CallRow, endOf, ensureCall, lockOwnCall } from "./call.server.ts";
import type { CloseInput } from "./inputs.ts";
import { demandCallProcess, researchProposalProcess } from "./states.ts";

export interface MovedCall {
  id: string;
  state: string;
}

/** Gives everybody more time: only later, never earlier, and only while proposals are taken. */
export function extendCall(
  ctx: Context,
  id: string,
  { deadlineOn }: { deadlineOn: string },
): Promise<Result<MovedCall>> {
  return directing(ctx, id, async (tx, call) => prolong(tx, ctx, call, "extend", deadlineOn));
}

/** Calls again where nothing came in. Refuses `proposals_received` otherwise: those who proposed must be judged. */
export function reopenCall(
  ctx: Context,
  id: string,
  { deadlineOn }: { deadlineOn: string },
): Promise<Result<MovedCall>> {
  return directing(ctx, id, async (tx, call) => {
    const opened = and(eq(proposal.demandId, id), eq(proposal.state, "opened"));
    if ((await tx.$count(proposal, opened)) > 0) refuse({ code: "proposals_received", status: 409 });
    await tx.update(demandCall).set({ openedAt: null }).where(eq(demandCall.id, id));
    return prolong(tx, ctx, call, "reopen", deadlineOn);
  });
}

async function prolong(
  tx: Tx,
  ctx: Context,
  call: CallRow,
  transition: string,
  deadlineOn: string,
): Promise<MovedCall> {
  await demandStanding(tx, call.organizationId, "list", ctx.clock.now());
  if (!isIn(findTransition(demandCallProcess, transition)?.from ?? [], call.state))
    refuse(problems.notAllowedNow(transition, call.state));
  const dueAt = endOf(deadlineOn);
  const earliest = transition === "reopen" ? ctx.clock.now() : call.dueAt;
  if (dueAt <= earliest) refuse(problems.invalid([{ path: "deadlineOn", code: "not_later" }]));
  await tx.update(demandCall).set({ dueAt }).where(eq(demandCall.id, call.id));
  await tx.update(demand).set({ deadlineOn }).where(eq(demand.listingId, call.id));
  const sealed = and(eq(proposal.demandId, call.id), eq(proposal.state, "sealed"));
  await tx.update(proposal).set({ deadline: dueAt }).where(sealed);
  const step = { transition, deadline: dueAt, detail: { deadlineOn } };
  return { id: call.id, state: await move(tx, ctx, demandCallProcess, demandCall, call, step) };
}

/**
 * Ends the call without an award and says what became of the demand. Proposals that are still sealed go back unopened; ones
 * that were opened are passed over with the note as the reason.
 */
export function closeCall(
  ctx: Context,
  id: string,
  { outcome, note }: CloseInput,
): Promise<Result<MovedCall>> {
  return directing(ctx, id, async (tx, call) => {
    const waiting = await tx
      .select()
      .from(proposal)
      .where(and(eq(proposal.demandId, id), inArray(proposal.state, ["sealed", "opened"])))
      .orderBy(proposal.id)
      .for("update");
    await tx.update(demandCall).set({ outcome, outcomeNote: note }).where(eq(demandCall.id, id));
    const step = { transition: "close", reason: note, detail: { outcome } };
    const state = await move(tx, ctx, demandCallProcess, demandCall, call, step);
    for (const row of waiting) {
      const transition = row.state === "sealed" ? "return" : "pass_over";
      await move(tx, ctx, researchProposalProcess, proposal, row, { transition, reason: note });
    }
    await leaveMarket(tx, ctx, id);
    return { id, state };
  });
}

/** A demand that is closed is no longer asked of anybody. */
async function leaveMarket(tx: Tx, ctx: Context, id: string): Promise<void> {
  const [row] = await tx.select({ state: listing.state }).from(listing).where(eq(listing.id, id));
  if (row?.state !== "published") return;
  const gone = await withdrawListing({ ...ctx, db: tx }, { id });
  if (!gone.ok) refuse(gone.problem);
}

/** Runs `work` on the call of the actor's own demand, locked; begins it where nothing has happened yet, and does the same either way. */
export function directing(
  ctx: Context,
  id: string,
  work: (tx: Tx, call: CallRow) => Promise<MovedCall>,
): Promise<Result<MovedCall>> {
  return transact(ctx.db, async (tx) => {
    const [known] = await tx.select({ id: demandCall.id }).from(demandCall).where(eq(demandCall.id, id));
    const call = known ? await lockOwnCall(tx, ctx, id) : await ensureCall(tx, ctx, id, "own");
    if (!may(ctx.actor, "demand.edit", call)) return refuse(problems.forbidden("demand.edit"));
    return work(tx, call);
  });
}
