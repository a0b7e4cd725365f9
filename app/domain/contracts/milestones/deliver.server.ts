import type { Deadline } from "#app/domain/deadline.ts";
import { and, eq, inArray } from "drizzle-orm";
import { contractDelivery, contractDeliveryFile, contractFile } from "#db/schema/contracts.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import type { DeliverInput } from "../inputs.ts";
import { contractProblems } from "../problems.ts";
import { termsInForce } from "./money.server.ts";
import { daysAfter, daysLate } from "./policy.ts";
import { stopUnfundedWork } from "./shortage.server.ts";
import { type MilestoneScene, onMilestone, stepMilestone } from "./step.server.ts";

/** Refuses until the time that somebody had is over. */
export function demandLate(deadline: Deadline | null, now: Date): void {
  if (deadline === null || deadline > now) refuse(contractProblems.notLate());
}

/**
 * The developer hands over what a milestone asks for, with files that it has put to the contract before. The client's time
 * to accept begins; days of delay are counted.
 */
export function deliverMilestone(
  ctx: Context,
  id: string,
  n: number,
  input: DeliverInput,
): Promise<Result<void>> {
  return onMilestone(ctx, id, n, async (scene) => {
    const { tx, milestone, now } = scene;
    const { acceptanceDays } = await termsInForce(tx, milestone);
    await stepMilestone(
      tx,
      ctx,
      milestone,
      {
        transition: "deliver",
        reason: input.note,
        deadline: acceptanceDays === null ? null : daysAfter(now, acceptanceDays),
      },
      {
        deliveredAt: now,
        lateFrom: null,
        lateDays: milestone.lateDays + daysLate(milestone.lateFrom, now),
      },
    );
    await writeDelivery(scene, input);
  });
}

async function writeDelivery({ tx, row, milestone, now, user }: MilestoneScene, input: DeliverInput) {
  const files = await tx
    .select({ id: contractFile.id })
    .from(contractFile)
    .where(
      and(
        eq(contractFile.contractId, row.id),
        eq(contractFile.organizationId, row.developerId),
        inArray(contractFile.id, input.files),
      ),
    );
  if (files.length !== new Set(input.files).size)
    return refuse(problems.invalid([{ path: "files", code: "not_an_option" }]));
  const before = await tx
    .select({ round: contractDelivery.round })
    .from(contractDelivery)
    .where(eq(contractDelivery.milestoneId, milestone.id));
  const [delivery] = await tx
    .insert(contractDelivery)
    .values({
      ...{ milestoneId: milestone.id, round: before.length + 1, note: input.note },
      ...{ byId: user.id, at: now, createdAt: now },
    })
    .returning({ id: contractDelivery.id });
  if (!delivery) throw new Error("the delivery was not written");
  if (files.length > 0)
    await tx
      .insert(contractDeliveryFile)
      .values(files.map(({ id }) => ({ deliveryId: delivery.id, fileId: id })));
}

/**
 * The client sends a delivery back, saying what falls short of the standard. Refuses with `contract_rounds_used` once the
 * agreed number of rounds is used, and with `contract_silence_accepted` when the time to accept is over.
 */
export function requestChanges(
  ctx: Context,
  id: string,
  n: number,
  { reason }: { reason: string },
): Promise<Result<void>> {
  return onMilestone(ctx, id, n, async ({ tx, milestone, now }) => {
    const { changeRounds, redoDays } = await termsInForce(tx, milestone);
    if (milestone.state === "delivered") {
      demandInTime(milestone.deadline, now);
      if (milestone.rounds >= changeRounds) refuse(contractProblems.roundsUsed(changeRounds));
    }
    const deadline = daysAfter(now, redoDays);
    await stepMilestone(
      tx,
      ctx,
      milestone,
      { transition: "request-changes", reason, deadline },
      { rounds: milestone.rounds + 1, lateFrom: deadline },
    );
    await stopUnfundedWork(tx, ctx, milestone);
  });
}

/** After the agreed days silence has accepted, whether or not the clock's job has come by. */
export function demandInTime(deadline: Deadline | null, now: Date): void {
  if (deadline !== null && deadline <= now) refuse(contractProblems.silenceAccepted());
}

/** The client reminds of a delivery that is late; after the cure period it may end the contract (Art. 563). */
export function remindOfDelivery(
  ctx: Context,
  id: string,
  n: number,
  { reason }: { reason: string },
): Promise<Result<void>> {
  return onMilestone(ctx, id, n, async ({ tx, milestone, now }) => {
    demandLate(milestone.deadline, now);
    const { cureDays } = await termsInForce(tx, milestone);
    await stepMilestone(tx, ctx, milestone, {
      ...{ transition: "remind-delivery", reason, deadline: daysAfter(now, cureDays) },
    });
  });
}
