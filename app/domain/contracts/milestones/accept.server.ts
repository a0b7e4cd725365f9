import type { Tx } from "#db/client.ts";
import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { closeIfDone } from "../close.server.ts";
import { asPlatform } from "../scene.server.ts";
import { settleHeld, termsInForce } from "./money.server.ts";
import { delayDamages } from "./policy.ts";
import { type MilestoneRow, onMilestone, stepMilestone, writeSettled } from "./step.server.ts";

/** The client accepts a delivery: what is held goes to the developer, less the agreed damages for delay. */
export function acceptMilestone(
  ctx: Context,
  id: string,
  n: number,
  { reason }: { reason: string },
): Promise<Result<void>> {
  return onMilestone(ctx, id, n, async ({ tx, milestone }) => {
    await acceptRow(tx, ctx, milestone, { transition: "accept", reason });
    await closeIfDone(tx, asPlatform(ctx), id);
  });
}

/** Accepts a milestone by whichever transition and settles its money. */
export async function acceptRow(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  milestone: MilestoneRow,
  step: { transition: string; reason?: string },
  set: Partial<MilestoneRow> = {},
): Promise<void> {
  const terms = await termsInForce(tx, milestone);
  const damages = delayDamages(milestone.amount, milestone.lateDays, terms);
  await stepMilestone(tx, ctx, milestone, {
    ...step,
    deadline: null,
    detail: { lateDays: milestone.lateDays, damages },
  });
  const settled = await settleHeld(tx, asPlatform(ctx), milestone, {
    toDeveloper: milestone.funded - damages,
    reason: "delay_damages",
  });
  await writeSettled(tx, milestone, { ...set, ...settled, damages });
}
