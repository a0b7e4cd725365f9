import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { validate } from "uuid";
import { demand, listing } from "#db/schema/catalog.ts";
import { demandAward, demandCall, proposal } from "#db/schema/demands.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse } from "#app/runtime/problem.ts";
import { type Context, systemActor } from "../context.ts";
import { move, recordAudit } from "../move.server.ts";
import { endOfDay } from "../catalog/days.ts";
import { usualCriteria } from "./policy.ts";
import { demandCallProcess, researchProposalProcess } from "./states.ts";

export type CallRow = typeof demandCall.$inferSelect;
export type ProposalRow = typeof proposal.$inferSelect;

type Doing = Pick<Context, "actor" | "clock">;

/** The end of a day in the platform's zone, as an instant. */
export const endOf = (dayText: string): Date => endOfDay(new Date(`${dayText}T12:00:00+08:00`), 0);

/**
 * The call of a demand, locked, brought up to the clock: what is due is opened, an award whose standstill has passed is
 * final. Undefined while nothing was ever done about the demand. Take this lock before a proposal's.
 */
export async function lockCall(tx: Tx, ctx: Doing, demandId: string): Promise<CallRow | undefined> {
  if (!validate(demandId)) return undefined;
  const read = async () =>
    (await tx.select().from(demandCall).where(eq(demandCall.id, demandId)).for("update"))[0];
  const row = await read();
  if (!row || !(await followClock(tx, ctx, row))) return row;
  return read();
}

/** The locked call; refuses with `not_found` when there is none or it is not the actor's own demand. */
export async function lockOwnCall(tx: Tx, ctx: Doing, demandId: string): Promise<CallRow> {
  const row = await lockCall(tx, ctx, demandId);
  if (!row || row.organizationId !== ctx.actor.organization?.id)
    return refuse(problems.notFound("demand_call"));
  return row;
}

/**
 * The locked call of a demand, begun if this is the first that happens: of one on the market, or, for its owner, of one
 * that ever was.
 */
export async function ensureCall(
  tx: Tx,
  ctx: Doing,
  demandId: string,
  whose: "market" | "own" = "market",
): Promise<CallRow> {
  if (!validate(demandId)) return refuse(problems.notFound("demand"));
  const [found] = await tx
    .select({ row: listing, deadlineOn: demand.deadlineOn })
    .from(listing)
    .innerJoin(demand, eq(demand.listingId, listing.id))
    .where(
      and(
        eq(listing.id, demandId),
        whose === "market" ? eq(listing.state, "published") : isNotNull(listing.publishedAt),
      ),
    )
    .for("share", { of: listing });
  if (!found?.deadlineOn) return refuse(problems.notFound("demand"));
  const { organizationId, demo } = found.row;
  const dueAt = endOf(found.deadlineOn);
  const at = ctx.clock.now();
  const begun = await tx
    .insert(demandCall)
    .values({
      id: demandId,
      ...{ organizationId, demo, dueAt, deadline: dueAt },
      criteria: [...usualCriteria],
      createdAt: at,
      stateSince: at,
    })
    .onConflictDoNothing()
    .returning({ id: demandCall.id });
  // Not by whom: the first to propose would be known before the opening.
  if (begun.length > 0)
    await recordAudit(tx, timerOf(ctx), {
      ...{ entity: "demand_call", entityId: demandId, transition: "begin_call", toState: "receiving" },
      detail: { dueAt: dueAt.toISOString() },
    });
  const call = await lockCall(tx, ctx, demandId);
  return call ?? refuse(problems.notFound("demand"));
}

const timerOf = ({ clock, actor }: Doing): Doing => ({ clock, actor: systemActor(actor.requestId) });

/** Takes the steps of the clock that are due; whether there were any. */
async function followClock(tx: Tx, ctx: Doing, row: CallRow): Promise<boolean> {
  if (row.deadline === null || row.deadline > ctx.clock.now()) return false;
  const timer = timerOf(ctx);
  if (row.state === "receiving") {
    await openAll(tx, timer, row);
    return true;
  }
  if (row.state !== "awarded") return false;
  await tx
    .update(demandAward)
    .set({ finalAt: ctx.clock.now() })
    .where(and(eq(demandAward.demandId, row.id), isNull(demandAward.revokedAt)));
  await move(tx, timer, demandCallProcess, demandCall, row, { transition: "conclude" });
  return true;
}

/** Opens every sealed proposal at once. */
async function openAll(tx: Tx, timer: Doing, row: CallRow): Promise<void> {
  const at = timer.clock.now();
  const sealed = await tx
    .select()
    .from(proposal)
    .where(and(eq(proposal.demandId, row.id), eq(proposal.state, "sealed")))
    .orderBy(proposal.id)
    .for("update");
  for (const one of sealed) {
    await tx.update(proposal).set({ openedAt: at }).where(eq(proposal.id, one.id));
    await move(tx, timer, researchProposalProcess, proposal, one, {
      transition: "open",
      detail: { seal: one.seal },
    });
  }
  await tx.update(demandCall).set({ openedAt: at }).where(eq(demandCall.id, row.id));
  await move(tx, timer, demandCallProcess, demandCall, row, {
    transition: "open_proposals",
    detail: { proposals: sealed.length },
  });
}
