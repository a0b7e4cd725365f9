import { eq } from "drizzle-orm";
import { validate } from "uuid";
import { contract } from "#db/schema/contracts.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { type FinalAward, findFinalAward } from "../demands/final-award.server.ts";
import { may } from "../identity/permissions.ts";
import { transact } from "../transact.server.ts";
import { contractProblems } from "./problems.ts";
import { openContract } from "./start.server.ts";
import { emptyTerms, type Terms } from "./terms.ts";

/**
 * Begins the contract of an award that is final: its draft says what the proposal said, by either side. One award gives
 * one contract; refuses with `contract_no_award` before the standstill is over, `contract_award_taken` afterwards.
 */
export async function startFromAward(
  ctx: Context,
  { demandId }: { demandId: string },
): Promise<Result<{ id: string }>> {
  const { user } = ctx.actor;
  if (!user || !may(ctx.actor, "contract.edit")) return fail(problems.forbidden("contract.edit"));
  if (!validate(demandId)) return fail(problems.notFound("demand"));
  return transact(ctx.db, async (tx) => {
    const award = await findFinalAward(tx, ctx, demandId);
    if (!award) return refuse(contractProblems.noAward());
    const isClient = may(ctx.actor, "contract.edit", { organizationId: award.clientId });
    if (!isClient && !may(ctx.actor, "contract.edit", { organizationId: award.providerId }))
      return refuse(problems.notFound("demand"));
    const [known] = await tx
      .select({ id: contract.id, state: contract.state })
      .from(contract)
      .where(eq(contract.awardId, award.awardId));
    if (known) return refuse(contractProblems.awardTaken());
    return openContract(tx, ctx, {
      ...{ clientId: award.clientId, developerId: award.providerId, user },
      side: isClient ? "client" : "developer",
      terms: termsOfAward(award),
      ...{ demandId, awardId: award.awardId },
    });
  });
}

/** What the proposal says, as terms; what it does not say is left to the parties. */
export const termsOfAward = (award: FinalAward): Terms =>
  emptyTerms({
    title: [...award.titleZh].slice(0, 100).join(""),
    subject: [...award.method].slice(0, 5000).join(""),
    targets: [...award.target].slice(0, 3000).join(""),
    plan: [...award.plan].slice(0, 5000).join(""),
    amount: award.amount,
    milestones: award.milestones.map(({ title, deliverable, acceptance, dueOn, amount }) => ({
      title: [...title].slice(0, 100).join(""),
      deliverable: [...deliverable].slice(0, 1000).join(""),
      standard: [...acceptance].slice(0, 1000).join(""),
      ...{ dueOn, amount },
    })),
  });
