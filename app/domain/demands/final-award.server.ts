import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import { demand, listing } from "#db/schema/catalog.ts";
import { demandAward, proposal, proposalMilestone } from "#db/schema/demands.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import { lockCall } from "./call.server.ts";

export type FinalAward = NonNullable<Awaited<ReturnType<typeof findFinalAward>>>;

/**
 * The award of a demand once it is final: the standstill has passed and nobody revoked it. Undefined before. What a
 * commissioned contract starts from: the parties, the proposal, its milestones in order and their amounts (fen). Locks the
 * demand's call until the transaction ends, so that one award cannot become two contracts.
 */
export async function findFinalAward(tx: Tx, ctx: Pick<Context, "actor" | "clock">, demandId: string) {
  const call = await lockCall(tx, ctx, demandId);
  if (call?.state !== "concluded") return undefined;
  const [found] = await tx
    .select({
      awardId: demandAward.id,
      demandId: demandAward.demandId,
      proposalId: proposal.id,
      clientId: proposal.clientId,
      providerId: proposal.organizationId,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      regionCode: listing.regionCode,
      target: demand.target,
      method: proposal.method,
      team: proposal.team,
      plan: proposal.plan,
      amount: proposal.amount,
      currency: proposal.currency,
      reasons: demandAward.reasons,
      finalAt: demandAward.finalAt,
    })
    .from(demandAward)
    .innerJoin(proposal, eq(proposal.id, demandAward.proposalId))
    .innerJoin(listing, eq(listing.id, demandAward.demandId))
    .innerJoin(demand, eq(demand.listingId, demandAward.demandId))
    .where(
      and(eq(demandAward.demandId, demandId), isNull(demandAward.revokedAt), isNotNull(demandAward.finalAt)),
    );
  if (!found) return undefined;
  const milestones = await tx
    .select({
      n: proposalMilestone.n,
      title: proposalMilestone.title,
      deliverable: proposalMilestone.deliverable,
      acceptance: proposalMilestone.acceptance,
      dueOn: proposalMilestone.dueOn,
      amount: proposalMilestone.amount,
    })
    .from(proposalMilestone)
    .where(eq(proposalMilestone.proposalId, found.proposalId))
    .orderBy(asc(proposalMilestone.n));
  return { ...found, milestones };
}
