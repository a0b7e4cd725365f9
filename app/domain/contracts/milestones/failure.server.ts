import type { Tx } from "#db/client.ts";
import { refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { readParameter } from "../../parameters.server.ts";
import { today } from "../../working-days.ts";
import { closeIfDone } from "../close.server.ts";
import { mediationEnd, openDispute } from "../disputes/raise.server.ts";
import { contractProblems } from "../problems.ts";
import { asPlatform } from "../scene.server.ts";
import { settleHeld, termsInForce } from "./money.server.ts";
import { daysAfter, failureShare } from "./policy.ts";
import {
  type MilestoneRow,
  notDisputed,
  onMilestone,
  placeOf,
  stepMilestone,
  writeSettled,
} from "./step.server.ts";

/** The developer says that insuperable technical difficulty makes the work fail (Art. 858); the client answers in time. */
export function declareFailure(
  ctx: Context,
  id: string,
  n: number,
  { reason }: { reason: string },
): Promise<Result<void>> {
  return onMilestone(ctx, id, n, async ({ tx, milestone, now }) => {
    const days = await readParameter(tx, "contract_failure_answer_days", milestone.regionCode, today(now));
    await stepMilestone(
      tx,
      ctx,
      milestone,
      { transition: "declare-failure", reason, deadline: daysAfter(now, days) },
      placeOf(milestone),
    );
  });
}

/**
 * The client agrees that the work has failed: the money is divided as the contract shares the risk. Refuses with
 * `contract_risk_unsettled` where the contract says nothing: a mediator divides it then.
 */
export function confirmFailure(
  ctx: Context,
  id: string,
  n: number,
  { reason }: { reason: string },
): Promise<Result<void>> {
  return onMilestone(ctx, id, n, async ({ tx, milestone }) => {
    const { failureClientPercent } = await termsInForce(tx, milestone);
    if (failureClientPercent === null) return refuse(contractProblems.riskUnsettled());
    await stepMilestone(tx, ctx, milestone, { transition: "confirm-failure", reason, deadline: null });
    const settled = await settleHeld(tx, asPlatform(ctx), milestone, {
      toDeveloper: failureShare(milestone.funded, failureClientPercent),
      reason: "failure_risk",
    });
    await writeSettled(tx, milestone, { ...notDisputed, ...settled });
    await closeIfDone(tx, asPlatform(ctx), id);
  });
}

/** The client denies it: the matter goes to mediation. */
export function contestFailure(
  ctx: Context,
  id: string,
  n: number,
  { reason }: { reason: string },
): Promise<Result<void>> {
  return onMilestone(ctx, id, n, async ({ tx, row, milestone, now }) => {
    const deadline = await mediationEnd(tx, milestone, now);
    await stepMilestone(tx, ctx, milestone, { transition: "contest-failure", reason, deadline });
    const raised = { raiserId: row.clientId, grounds: reason, wanted: "redo", deadline } as const;
    await openDispute(tx, ctx, milestone, raised);
  });
}

/** Nobody has answered: a mediator does. By the clock. */
export async function escalateFailure(tx: Tx, ctx: Context, milestone: MilestoneRow): Promise<void> {
  const deadline = await mediationEnd(tx, milestone, ctx.clock.now());
  await stepMilestone(tx, ctx, milestone, { transition: "escalate-failure", deadline });
  const raised = { raiserId: milestone.developerId, grounds: "—", wanted: "split", deadline } as const;
  await openDispute(tx, ctx, milestone, raised);
}
