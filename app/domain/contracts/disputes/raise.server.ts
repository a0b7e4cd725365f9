import type { Deadline } from "#app/domain/deadline.ts";
import { and, eq } from "drizzle-orm";
import { contractDispute, contractMilestone } from "#db/schema/contracts.ts";
import type { DisputeOutcome, MilestoneState } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { move, recordAudit } from "../../move.server.ts";
import { readParameter } from "../../parameters.server.ts";
import { today } from "../../working-days.ts";
import type { DisputeInput } from "../inputs.ts";
import { demandInTime } from "../milestones/deliver.server.ts";
import { daysAfter, daysLate } from "../milestones/policy.ts";
import { stopUnfundedWork } from "../milestones/shortage.server.ts";
import {
  type MilestoneRow,
  type MilestoneScene,
  notDisputed,
  placeOf,
  onMilestone,
  stepMilestone,
} from "../milestones/step.server.ts";
import { asPlatform, idOf } from "../scene.server.ts";
import { disputeProcess } from "./states.ts";

export type DisputeRow = typeof contractDispute.$inferSelect;

/** Puts a quarrel about a milestone before the regulator of the developer's region; the milestone stands still meanwhile. */
export function raiseDispute(
  ctx: Context,
  id: string,
  n: number,
  input: DisputeInput,
): Promise<Result<void>> {
  return onMilestone(ctx, id, n, async ({ tx, row, side, milestone, now }) => {
    if (milestone.state === "delivered") demandInTime(milestone.deadline, now);
    const deadline = await mediationEnd(tx, milestone, now);
    await stepMilestone(
      tx,
      ctx,
      milestone,
      { transition: "raise-dispute", reason: input.grounds, deadline },
      placeOf(milestone),
    );
    await openDispute(tx, ctx, milestone, { raiserId: idOf(row, side), ...input, deadline });
  });
}

interface Raised {
  raiserId: string;
  grounds: string;
  wanted: DisputeOutcome;
  deadline: Deadline;
}

/** By when a mediator should have found a result. */
export async function mediationEnd(tx: Tx, { regionCode }: MilestoneRow, now: Date): Promise<Date> {
  return daysAfter(now, await readParameter(tx, "contract_mediation_days", regionCode, today(now)));
}

/** Writes a dispute, after the milestone's step has found it in order, and tells the mediators. */
export async function openDispute(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  milestone: MilestoneRow,
  { raiserId, grounds, wanted, deadline }: Raised,
): Promise<void> {
  const now = ctx.clock.now();
  const otherId = raiserId === milestone.clientId ? milestone.developerId : milestone.clientId;
  const [made] = await tx
    .insert(contractDispute)
    .values({
      ...{ contractId: milestone.contractId, milestoneId: milestone.id, regionCode: milestone.regionCode },
      ...{ raiserId, otherId, grounds, wanted, deadline, createdAt: now, stateSince: now },
    })
    .returning({ id: contractDispute.id });
  if (!made) throw new Error("the dispute was not written");
  await recordAudit(tx, ctx, {
    ...{ entity: "contract_dispute", entityId: made.id, transition: "raise-dispute", toState: "raised" },
    reason: grounds,
  });
  await enqueue(tx, "notify", {
    ...{ template: "dispute-raised", entity: "contract_dispute", entityId: made.id },
    ...{ parties: ["mediator"], reason: grounds, by: ctx.actor.user?.id },
  });
}

/** The dispute about a milestone that has no result yet, locked; refuses with `not_found`. */
export async function lockDispute(tx: Tx, milestoneId: string): Promise<DisputeRow> {
  const [row] = await tx
    .select()
    .from(contractDispute)
    .where(and(eq(contractDispute.milestoneId, milestoneId), eq(contractDispute.state, "raised")))
    .for("update");
  return row ?? refuse(problems.notFound("contract_dispute"));
}

/** The region above: a district's is its city, a city's its province (GB/T 2260); a province has none and stays. */
export const regionAbove = (code: string): string =>
  code.endsWith("00") ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`;

/** No mediator has found a result in time: the region above is asked for one. By the clock, with the contract's row locked. */
export async function escalateDispute(tx: Tx, ctx: Context, milestone: MilestoneRow): Promise<void> {
  const now = ctx.clock.now();
  const row = await lockDispute(tx, milestone.id);
  if (row.deadline === null || row.deadline > now) return;
  const regionCode = regionAbove(row.regionCode);
  const deadline = await mediationEnd(tx, { ...milestone, regionCode }, now);
  await tx.update(contractDispute).set({ regionCode }).where(eq(contractDispute.id, row.id));
  await tx
    .update(contractMilestone)
    .set({ regionCode, deadline })
    .where(eq(contractMilestone.id, milestone.id));
  await move(tx, ctx, disputeProcess, contractDispute, row, {
    ...{ transition: "escalate-dispute", deadline, detail: { from: row.regionCode, to: regionCode } },
  });
}

/** The side that did not raise it says its word. */
export function answerDispute(
  ctx: Context,
  id: string,
  n: number,
  { answer }: { answer: string },
): Promise<Result<void>> {
  return onMilestone(ctx, id, n, async ({ tx, milestone }) => {
    const row = await lockDispute(tx, milestone.id);
    await move(tx, ctx, disputeProcess, contractDispute, row, {
      transition: "answer-dispute",
      reason: answer,
    });
    await tx.update(contractDispute).set({ answer }).where(eq(contractDispute.id, row.id));
  });
}

/**
 * Whoever raised it lets it be: the milestone goes on where it stood, with the time that was left. The time that the dispute
 * took is its raiser's: nobody wins time by a dispute that is withdrawn, and the other side loses none.
 */
export function withdrawDispute(
  ctx: Context,
  id: string,
  n: number,
  { reason }: { reason: string },
): Promise<Result<void>> {
  return onMilestone(ctx, id, n, async (scene) => {
    const { tx, milestone } = scene;
    const row = await lockDispute(tx, milestone.id);
    await move(tx, ctx, disputeProcess, contractDispute, row, {
      ...{ transition: "withdraw-dispute", reason, deadline: null },
    });
    await resume(ctx, scene, row);
    await stopUnfundedWork(tx, ctx, milestone);
  });
}

const resumptions: Partial<Record<MilestoneState, string>> = {
  delivered: "resume-delivered",
  funded: "resume-funded",
  overdue: "resume-overdue",
};

async function resume(
  ctx: Context,
  { tx, milestone, now }: MilestoneScene,
  { raiserId, createdAt }: DisputeRow,
): Promise<void> {
  const back = milestone.disputedFrom ?? "changes_requested";
  const actsId = back === "delivered" ? milestone.clientId : milestone.developerId;
  const days = raiserId === actsId ? 0 : daysLate(createdAt, now);
  const shifted = (end: Deadline | null) => end && daysAfter(end, days);
  await stepMilestone(
    tx,
    asPlatform(ctx),
    milestone,
    { transition: resumptions[back] ?? "resume-work", deadline: shifted(milestone.pausedDeadline) },
    { ...notDisputed, lateFrom: shifted(milestone.lateFrom) },
  );
}
