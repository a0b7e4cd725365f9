import { desc, eq } from "drizzle-orm";
import { inventorReward } from "#db/schema/contracts.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { recordAudit } from "../../move.server.ts";
import { readParameter } from "../../parameters.server.ts";
import { today } from "../../working-days.ts";
import { daysAfter } from "../milestones/policy.ts";
import { contractProblems } from "../problems.ts";
import { onContract } from "../scene.server.ts";
import type { RewardInput } from "./inputs.ts";
import { rewardOf } from "./reward.ts";

/**
 * Announces inside the developer's organisation what those who made the result are to be given. Refuses less than the
 * ordinance's share, and more income than the contract has. The notice names people, so it is for members alone.
 */
export function announceReward(
  ctx: Context,
  id: string,
  input: RewardInput,
): Promise<Result<{ id: string }>> {
  return onContract(ctx, id, async ({ tx, row, side, user, now }) => {
    if (side !== "developer") return refuse(problems.forbidden("announce-reward"));
    if (row.amount === null) return refuse(problems.notAllowedNow("announce-reward", row.state));
    if (input.income > row.amount)
      return refuse(
        problems.invalid([{ path: "income", code: "too_big", params: { maximum: row.amount / 100 } }]),
      );
    const least = await readParameter(tx, "inventor_reward_percent", "330000", today(now));
    if (input.percent < least) return refuse(contractProblems.rewardTooSmall(least));
    const days = await readParameter(tx, "inventor_reward_notice_days", "330000", today(now));
    const { pool, shares } = rewardOf(input);
    const { income, cost, tax, percent } = input;
    const [made] = await tx
      .insert(inventorReward)
      .values({
        ...{ contractId: id, organizationId: row.developerId, income, cost, tax, percent, pool, shares },
        ...{ noticeFrom: now, noticeUntil: daysAfter(now, days), byId: user.id, createdAt: now },
      })
      .returning({ id: inventorReward.id });
    if (!made) throw new Error("the reward was not written");
    await recordAudit(tx, ctx, {
      ...{ entity: "contract", entityId: id, transition: "announce-reward" },
      detail: { percent, pool, people: shares.length },
    });
    return made;
  });
}

/** What has been announced for a contract, the latest first. */
export const rewardsOf = (tx: Tx, contractId: string) =>
  tx
    .select()
    .from(inventorReward)
    .where(eq(inventorReward.contractId, contractId))
    .orderBy(desc(inventorReward.noticeFrom));
