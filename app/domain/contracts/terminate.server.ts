import type { Deadline } from "#app/domain/deadline.ts";
import { eq } from "drizzle-orm";
import { contract, contractMilestone } from "#db/schema/contracts.ts";
import type { TerminationGround } from "#db/schema/vocabulary.ts";
import { refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { endOpen, evaluationEnd } from "./close.server.ts";
import { moveContract } from "./draft.server.ts";
import type { TerminateInput } from "./inputs.ts";
import { causeOf } from "./milestones/money.server.ts";
import { daysAfter } from "./milestones/policy.ts";
import { type MilestoneRow, openMilestones } from "./milestones/step.server.ts";
import { contractProblems } from "./problems.ts";
import { endRoyalties } from "./royalties/schedule.server.ts";
import { asPlatform, idOf, onContract, type Scene, termsOf, textOf } from "./scene.server.ts";
import { returnHeld } from "../money/holds/release-held.server.ts";

/** Says that this side would end the contract by agreement; the other ends it by agreeing. */
export function proposeTermination(
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<void>> {
  return onContract(ctx, id, async (scene) => {
    await moveContract(ctx, scene, { transition: "propose-termination", reason });
    await scene.tx
      .update(contract)
      .set({
        terminationById: idOf(scene.row, scene.side),
        terminationDue: daysAfter(scene.now, await answerDays(scene)),
        endReason: reason,
      })
      .where(eq(contract.id, id));
  });
}

/** Days in which an amendment is answered by the contract, and so a proposal to end it. */
const answerDays = async ({ tx, row }: Scene): Promise<number> =>
  termsOf(await textOf(tx, row)).amendmentDays;

/** Takes such a proposal back, or declines it. */
export function withdrawTermination(ctx: Context, id: string): Promise<Result<void>> {
  return onContract(ctx, id, async (scene) => {
    await moveContract(ctx, scene, { transition: "withdraw-termination" });
    await scene.tx
      .update(contract)
      .set({ terminationById: null, terminationDue: null, endReason: "" })
      .where(eq(contract.id, id));
  });
}

const isDevelopment = ({ kind }: Pick<Scene["row"], "kind">): boolean =>
  kind === "commissioned" || kind === "cooperative";

const isOver = (end: Deadline | null, now: Date): boolean => end !== null && end <= now;

/** The grounds on which a side may end a contract now; nothing is ended while a delivery or a dispute waits for its answer. */
export function groundsOf(
  row: Pick<Scene["row"], "kind" | "clientId" | "developerId" | "terminationById" | "terminationDue">,
  side: Scene["side"],
  milestones: readonly Pick<MilestoneRow, "state" | "deadline" | "lateFrom">[],
  now: Date,
): TerminationGround[] {
  const passed = ({ deadline }: Pick<MilestoneRow, "deadline">) => deadline !== null && deadline <= now;
  const cure = milestones.some((one) => one.state === "overdue" && passed(one));
  const unpaid = milestones.some(
    (one) => ["planned", "awaiting_payment"].includes(one.state) && one.lateFrom !== null && passed(one),
  );
  const mine = idOf(row, side);
  return [
    ...(row.terminationById !== null && row.terminationById !== mine ? (["mutual"] as const) : []),
    ...(side === "client" && cure ? (["cure_passed"] as const) : []),
    ...(side === "developer" && unpaid ? (["unpaid"] as const) : []),
    ...(milestones.some(({ state }) => state === "failed") ? (["failure"] as const) : []),
    // Of development contracts (Civil Code, Art. 857), once the other side has been told and has not objected in time.
    ...(isDevelopment(row) && row.terminationById === mine && isOver(row.terminationDue, now)
      ? (["technology_public"] as const)
      : []),
  ];
}

/**
 * Ends a contract on one of the law's grounds. Accepted milestones stand; what is held for the others goes back to the
 * client. Refuses with `contract_no_ground`, and with `contract_work_open` while a delivery, a declared failure or a dispute
 * waits for its answer.
 */
export function terminateContract(ctx: Context, id: string, input: TerminateInput): Promise<Result<void>> {
  return onContract(ctx, id, async (scene) => {
    const { tx, row, side, now } = scene;
    const open = await openMilestones(tx, id);
    await moveContract(ctx, scene, {
      ...{ transition: "terminate", reason: input.reason, deadline: await evaluationEnd(tx, now) },
      detail: { ground: input.ground },
    });
    const all = await tx.select().from(contractMilestone).where(eq(contractMilestone.contractId, id));
    if (open.some(({ state }) => ["delivered", "failure_declared", "disputed"].includes(state)))
      refuse(contractProblems.workOpen());
    if (!groundsOf(row, side, all, now).includes(input.ground))
      refuse(contractProblems.noGround(input.ground));
    const platform = asPlatform(ctx);
    await endOpen(tx, platform, open, async (milestone) => {
      await returnHeld(tx, platform, causeOf(milestone), { reason: "contract_ended" });
      return { returned: milestone.funded, settledAt: now };
    });
    await endRoyalties(tx, platform, id);
    await tx
      .update(contract)
      .set({ terminationGround: input.ground, endReason: input.reason, closedAt: now })
      .where(eq(contract.id, id));
  });
}
