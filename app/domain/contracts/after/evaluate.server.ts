import { eq } from "drizzle-orm";
import { contractEvaluation } from "#db/schema/contracts.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { recordAudit } from "../../move.server.ts";
import { moveContract } from "../draft.server.ts";
import type { EvaluateInput } from "../inputs.ts";
import { contractProblems } from "../problems.ts";
import { type ContractRow, idOf, onContract, otherSide } from "../scene.server.ts";

export type EvaluationRow = typeof contractEvaluation.$inferSelect;

/** One side says how it was with the other, once, while the time for it runs. It is kept for good. */
export function evaluateContract(ctx: Context, id: string, input: EvaluateInput): Promise<Result<void>> {
  return onContract(ctx, id, async (scene) => {
    const { tx, row, side, user, now } = scene;
    if (row.inForceAt === null) return refuse(problems.notAllowedNow("evaluate", row.state));
    if (row.deadline !== null && row.deadline <= now) return refuse(contractProblems.evaluationOver());
    const mine = idOf(row, side);
    const known = await evaluationsOf(tx, id);
    if (known.some(({ byOrganizationId }) => byOrganizationId === mine))
      return refuse(contractProblems.evaluated());
    await moveContract(ctx, scene, { transition: "evaluate" });
    await tx.insert(contractEvaluation).values({
      ...{ contractId: id, byOrganizationId: mine, aboutId: idOf(row, otherSide(side)), byId: user.id },
      ...input,
      ...{ at: now, createdAt: now },
    });
  });
}

export const evaluationsOf = (tx: Tx, contractId: string): Promise<EvaluationRow[]> =>
  tx
    .select()
    .from(contractEvaluation)
    .where(eq(contractEvaluation.contractId, contractId))
    .orderBy(contractEvaluation.at);

/** Evaluations are shown together: when both are there, or when the time for them is over, so that neither answers the other. */
export const arePublished = (row: Pick<ContractRow, "deadline">, count: number, now: Date): boolean =>
  count === 2 || (row.deadline !== null && row.deadline <= now);

/** The side that was evaluated replies, once, after publication. */
export function replyToEvaluation(
  ctx: Context,
  id: string,
  { reply }: { reply: string },
): Promise<Result<void>> {
  return onContract(ctx, id, async ({ tx, row, side, now }) => {
    const known = await evaluationsOf(tx, id);
    const about = known.find(({ aboutId }) => aboutId === idOf(row, side));
    if (!about || !arePublished(row, known.length, now))
      return refuse(problems.notFound("contract_evaluation"));
    if (about.repliedAt !== null) return refuse(contractProblems.evaluated());
    await tx
      .update(contractEvaluation)
      .set({ reply, repliedAt: now })
      .where(eq(contractEvaluation.id, about.id));
    await recordAudit(tx, ctx, { entity: "contract", entityId: id, transition: "reply-evaluation" });
  });
}
