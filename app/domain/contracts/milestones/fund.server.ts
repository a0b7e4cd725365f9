import type { Tx } from "#db/client.ts";
import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { demandLate } from "./deliver.server.ts";
import { chargeMilestone, fundingEnd, termsInForce } from "./money.server.ts";
import { type MilestoneRow, onMilestone, stepMilestone } from "./step.server.ts";
import { daysAfter } from "./policy.ts";

/**
 * Makes the charge by which the client funds a milestone, by transfer or payment service; the milestone is funded once all
 * of it has come. After a charge that was cancelled it makes another. Returns the charge's id.
 */
export function fundMilestone(ctx: Context, id: string, n: number): Promise<Result<{ chargeId: string }>> {
  return onMilestone(ctx, id, n, ({ tx, milestone }) => fundRow(tx, ctx, milestone));
}

/** The same of a milestone whose row is locked. */
export async function fundRow(tx: Tx, ctx: Context, milestone: MilestoneRow): Promise<{ chargeId: string }> {
  // Asking for the charge gives nobody more time than there was.
  const deadline = milestone.deadline ?? (await fundingEnd(tx, milestone, ctx.clock.now()));
  await stepMilestone(
    tx,
    ctx,
    milestone,
    { transition: "fund", deadline },
    { unpaidFrom: milestone.unpaidFrom ?? deadline },
  );
  const { id: chargeId } = await chargeMilestone(tx, ctx, milestone, deadline);
  return { chargeId };
}

/** The developer reminds of a payment that is late; from then on the time runs after which it may end the contract. */
export function remindOfPayment(
  ctx: Context,
  id: string,
  n: number,
  { reason }: { reason: string },
): Promise<Result<void>> {
  return onMilestone(ctx, id, n, async ({ tx, milestone, now }) => {
    demandLate(milestone.deadline, now);
    const { cureDays } = await termsInForce(tx, milestone);
    await stepMilestone(
      tx,
      ctx,
      milestone,
      { transition: "remind-payment", reason, deadline: daysAfter(now, cureDays) },
      { lateFrom: milestone.lateFrom ?? milestone.deadline },
    );
  });
}
