import { randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { validate } from "uuid";
import { attachment } from "#db/schema/catalog.ts";
import { proposal, proposalMilestone } from "#db/schema/demands.ts";
import type { Tx } from "#db/client.ts";
import { attachFile, documentRules, inspectUpload } from "#app/runtime/files.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { may } from "../identity/permissions.ts";
import { move } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { type CallRow, lockCall, type ProposalRow } from "./call.server.ts";
import { contentOf } from "./content.server.ts";
import type { ProposalInput } from "./inputs.ts";
import { proposalLimits } from "./proposal-limits.ts";
import { demandReceiving, type MovedProposal, writeMilestones } from "./propose.server.ts";
import { sealOf } from "#db/proposal-seal.ts";
import { researchProposalProcess } from "./states.ts";

/** Replaces what a sealed proposal says; it gets a new seal. `version` is the one its author saw. */
export function editProposal(
  ctx: Context,
  id: string,
  { milestones, ...content }: ProposalInput,
  version?: number,
): Promise<Result<MovedProposal>> {
  return changeSealed(ctx, id, async (tx, row) => {
    if (version !== undefined && version !== row.version) return refuse(problems.conflict());
    await demandStanding(tx, row.organizationId, "propose", ctx.clock.now());
    await tx.delete(proposalMilestone).where(eq(proposalMilestone.proposalId, id));
    await writeMilestones(tx, id, milestones);
    await tx
      .update(proposal)
      .set({ ...content, submittedAt: ctx.clock.now() })
      .where(eq(proposal.id, id));
    return reseal(tx, ctx, row);
  });
}

/** Takes a sealed proposal back. It is never opened; another may be sent until the demand is due. */
export function withdrawProposal(ctx: Context, id: string): Promise<Result<MovedProposal>> {
  return changeSealed(ctx, id, async (tx, row) => step(tx, ctx, row, "withdraw"));
}

const ofProposal = (id: string) => and(eq(attachment.ownerType, "proposal"), eq(attachment.ownerId, id));

/** Hangs a file on a sealed proposal; it is as sealed as the rest. */
export async function addProposalFile(ctx: Context, id: string, file: File): Promise<Result<MovedProposal>> {
  const inspected = await inspectUpload(file, documentRules);
  if (!inspected.ok) return inspected;
  return changeSealed(ctx, id, async (tx, row) => {
    const held = await tx.$count(attachment, ofProposal(id));
    const full = { path: "file", code: "attachments_full", params: { maximum: proposalLimits.files } };
    if (held >= proposalLimits.files) return refuse(problems.invalid([full]));
    await attachFile(tx, inspected.value, {
      ...{ ownerType: "proposal", ownerId: id, organizationId: row.organizationId },
      ...{ role: "document", visibility: "organization" },
      uploadedBy: ctx.actor.user?.id ?? null,
      position: held,
    });
    return reseal(tx, ctx, row);
  });
}

/** Takes a file off a sealed proposal. */
export function removeProposalFile(ctx: Context, id: string, fileId: string): Promise<Result<MovedProposal>> {
  return changeSealed(ctx, id, async (tx, row) => {
    const removed = validate(fileId)
      ? await tx
          .delete(attachment)
          .where(and(ofProposal(id), eq(attachment.id, fileId)))
          .returning({ id: attachment.id })
      : [];
    return removed.length === 0 ? refuse(problems.notFound("file")) : reseal(tx, ctx, row);
  });
}

/**
 * Runs `work` on a proposal of the actor's organisation while it is sealed and its demand not due, both locked. Refuses with
 * `not_found` for others', with `proposals_over` once the demand is due.
 */
async function changeSealed(
  ctx: Context,
  id: string,
  work: (tx: Tx, row: ProposalRow, call: CallRow) => Promise<MovedProposal>,
): Promise<Result<MovedProposal>> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "proposal.write")) return fail(problems.forbidden("proposal.write"));
  if (!validate(id)) return fail(problems.notFound("proposal"));
  const own = and(eq(proposal.id, id), eq(proposal.organizationId, mine));
  return transact(ctx.db, async (tx) => {
    const [known] = await tx.select({ demandId: proposal.demandId }).from(proposal).where(own);
    const call = known && (await lockCall(tx, ctx, known.demandId));
    if (!call) return refuse(problems.notFound("proposal"));
    demandReceiving(call);
    const [row] = await tx.select().from(proposal).where(own).for("update");
    return row ? work(tx, row, call) : refuse(problems.notFound("proposal"));
  });
}

async function reseal(tx: Tx, ctx: Context, row: ProposalRow): Promise<MovedProposal> {
  const sealSalt = randomBytes(16).toString("hex");
  const { content, files } = await contentOf(tx, row.id);
  const hashes = files.map(({ sha256 }) => sha256);
  const seal = sealOf(sealSalt, content, hashes);
  await tx.update(proposal).set({ sealSalt, seal }).where(eq(proposal.id, row.id));
  return step(tx, ctx, row, "edit", { seal });
}

async function step(
  tx: Tx,
  ctx: Context,
  row: ProposalRow,
  transition: string,
  detail?: Record<string, unknown>,
): Promise<MovedProposal> {
  const state = await move(tx, ctx, researchProposalProcess, proposal, row, { transition, detail });
  return { id: row.id, state, version: row.version + 1 };
}
