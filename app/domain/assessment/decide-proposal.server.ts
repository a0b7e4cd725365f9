import { and, eq, sql } from "drizzle-orm";
import { assessmentProposal } from "#db/schema/assessment.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { move } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { today } from "../working-days.ts";
import { adoptCard } from "./adopt-card.server.ts";
import { type Cycle, lockCycle, notTheScorer } from "./cycle.server.ts";
import { notOfTheirs } from "./own.server.ts";
import { assessmentProblems } from "./policy.ts";
import { leaveRoster, takePlace } from "./roster.server.ts";
import { proposalProcess } from "./states.ts";

type Row = typeof assessmentProposal.$inferSelect;

/** A person who did not score adopts what a result calls for, with a reason that its subject reads; it takes effect now. */
export const adoptProposal = (ctx: Context, id: string, input: { reason: string }): Promise<Result<void>> =>
  decide(ctx, id, "adopt_proposal", input.reason, (tx, row, cycle) =>
    takeEffect(tx, ctx, { ...row, reason: input.reason }, cycle),
  );

/** A person who did not score decides that a proposal is not followed. */
export const declineProposal = (ctx: Context, id: string, input: { reason: string }): Promise<Result<void>> =>
  decide(ctx, id, "decline_proposal", input.reason, async () => {});

async function decide(
  ctx: Context,
  id: string,
  transition: "adopt_proposal" | "decline_proposal",
  reason: string,
  effect: (tx: Tx, row: Row, cycle: Cycle) => Promise<void>,
): Promise<Result<void>> {
  if (!may(ctx.actor, "assessment.review")) return fail(problems.forbidden("assessment.review"));
  return transact(ctx.db, async (tx) => {
    const mine = eq(assessmentProposal.id, id);
    const [known] = await tx
      .select({ cycleId: assessmentProposal.cycleId })
      .from(assessmentProposal)
      .where(mine);
    if (!known) return refuse(problems.notFound("assessment_proposal"));
    const cycle = await lockCycle(tx, known.cycleId);
    if (!may(ctx.actor, "assessment.review", cycle)) return refuse(problems.notFound("assessment_proposal"));
    const decidedBy = notTheScorer(ctx, cycle);
    const [row] = await tx.select().from(assessmentProposal).where(mine).for("update");
    if (!row) return refuse(problems.notFound("assessment_proposal"));
    await notOfTheirs(tx, decidedBy, row.organizationId);
    const place = { ...row, regionCode: cycle.regionCode };
    await move(tx, ctx, proposalProcess, assessmentProposal, place, { transition, reason, deadline: null });
    await tx.update(assessmentProposal).set({ decidedBy, decidedAt: ctx.clock.now(), reason }).where(mine);
    await effect(tx, row, cycle);
  });
}

/** Praise and money are facts of the published result; cards, leaving the list and taking a place are acts of their own. */
async function takeEffect(tx: Tx, ctx: Context, row: Row, cycle: Cycle): Promise<void> {
  const day = today(ctx.clock.now());
  const why = { track: cycle.track, organizationId: row.organizationId, day, reason: row.reason };
  if (row.kind === "yellow_card") await adoptCard(tx, ctx, row, cycle);
  if (row.kind === "delisting") await leaveRoster(tx, why);
  if (row.kind !== "promotion") return;
  await placeIsFree(tx, cycle.id);
  await takePlace(tx, why);
}

/** A substitute takes the place of somebody who has left: never more of them than places. */
async function placeIsFree(tx: Tx, cycleId: string): Promise<void> {
  const adopted = (kind: string) =>
    sql<number>`(count(*) filter (where ${assessmentProposal.kind} = ${kind}))::int`;
  const [row] = await tx
    .select({ left: adopted("delisting"), taken: adopted("promotion") })
    .from(assessmentProposal)
    .where(and(eq(assessmentProposal.cycleId, cycleId), eq(assessmentProposal.state, "adopted")));
  // The proposal at hand has been adopted already.
  if ((row?.taken ?? 0) > (row?.left ?? 0)) refuse(assessmentProblems.noPlaceFree());
}
