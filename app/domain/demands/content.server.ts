import { and, asc, eq } from "drizzle-orm";
import { attachment } from "#db/schema/catalog.ts";
import { proposal, proposalMilestone } from "#db/schema/demands.ts";
import type { Tx } from "#db/client.ts";
import type { ProposalInput } from "./inputs.ts";

/** A file of a proposal as its readers see it. */
export interface ProposalFile {
  id: string;
  name: string;
  bytes: number;
  sha256: string;
}

/** What a proposal says. Whether somebody may read it is the caller's to have asked: `proposalReadable`. */
export async function contentOf(
  tx: Tx,
  id: string,
): Promise<{ content: ProposalInput; files: ProposalFile[] }> {
  const [row] = await tx
    .select({
      method: proposal.method,
      team: proposal.team,
      plan: proposal.plan,
      amount: proposal.amount,
    })
    .from(proposal)
    .where(eq(proposal.id, id));
  if (!row) throw new Error(`proposal ${id} vanished`);
  const milestones = await tx
    .select({
      title: proposalMilestone.title,
      deliverable: proposalMilestone.deliverable,
      acceptance: proposalMilestone.acceptance,
      dueOn: proposalMilestone.dueOn,
      amount: proposalMilestone.amount,
    })
    .from(proposalMilestone)
    .where(eq(proposalMilestone.proposalId, id))
    .orderBy(asc(proposalMilestone.n));
  const files = await tx
    .select({
      id: attachment.id,
      name: attachment.name,
      bytes: attachment.bytes,
      sha256: attachment.sha256,
    })
    .from(attachment)
    .where(and(eq(attachment.ownerType, "proposal"), eq(attachment.ownerId, id)))
    .orderBy(asc(attachment.position), asc(attachment.id));
  return { content: { ...row, milestones }, files };
}
