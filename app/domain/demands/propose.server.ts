import { randomBytes } from "node:crypto";
import { proposal, proposalMilestone } from "#db/schema/demands.ts";
import type { Tx } from "#db/client.ts";
import { isUniqueViolation } from "#db/errors.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { type CallRow, ensureCall } from "./call.server.ts";
import type { ProposalInput } from "./inputs.ts";
import { sealOf } from "#db/proposal-seal.ts";

/** What a step of a proposal leaves behind. */
export interface MovedProposal {
  id: string;
  state: string;
  version: number;
}

/**
 * Proposes to a published demand of another organisation. The proposal is sealed: until the demand is due nobody but its
 * author reads it, and the log keeps only the seal. Refuses with `proposals_over`, `own_organization`, `standing`,
 * `not_verified`, or `proposed_already`.
 */
export async function propose(
  ctx: Context,
  demandId: string,
  input: ProposalInput,
): Promise<Result<MovedProposal>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization || !may(ctx.actor, "proposal.write"))
    return fail(problems.forbidden("proposal.write"));
  if (!organization.verified) return fail({ code: "not_verified", status: 403 });
  return transact(ctx.db, async (tx) => {
    const call = await ensureCall(tx, ctx, demandId);
    if (call.organizationId === organization.id) return refuse({ code: "own_demand", status: 403 });
    await demandStanding(tx, organization.id, "propose", ctx.clock.now());
    demandReceiving(call);
    const id = await write(tx, ctx, call, { organizationId: organization.id, userId: user.id }, input);
    return { id, state: "sealed", version: 1 };
  });
}

/** Refuses with `proposals_over` once the demand is due or closed. */
export function demandReceiving(call: CallRow): void {
  if (call.state !== "receiving")
    refuse({ code: "proposals_over", status: 409, params: { due: call.dueAt.toISOString() } });
}

async function write(
  tx: Tx,
  ctx: Context,
  { id: demandId, organizationId: clientId, dueAt, demo }: CallRow,
  author: { organizationId: string; userId: string },
  { milestones, ...content }: ProposalInput,
): Promise<string> {
  const at = ctx.clock.now();
  const sealSalt = randomBytes(16).toString("hex");
  const seal = sealOf(sealSalt, { milestones, ...content }, []);
  const times = { createdAt: at, submittedAt: at, stateSince: at, deadline: dueAt };
  const values = { demandId, clientId, demo, ...author, ...content, ...times, sealSalt, seal };
  const id = await insertOnce(tx, values);
  await writeMilestones(tx, id, milestones);
  const detail = { demandId, seal };
  const entity = { entity: "proposal", entityId: id };
  await recordAudit(tx, ctx, { ...entity, transition: "propose", toState: "sealed", detail });
  return id;
}

async function insertOnce(tx: Tx, values: typeof proposal.$inferInsert): Promise<string> {
  try {
    const [row] = await tx.insert(proposal).values(values).returning({ id: proposal.id });
    if (!row) throw new Error("a proposal was not returned by its insert");
    return row.id;
  } catch (error) {
    if (!isUniqueViolation(error, "proposal_one_of_an_organization")) throw error;
    return refuse({ code: "proposed_already", status: 409 });
  }
}

/** Writes the milestones of a proposal, numbered from 1. */
export async function writeMilestones(
  tx: Tx,
  proposalId: string,
  milestones: ProposalInput["milestones"],
): Promise<void> {
  await tx.insert(proposalMilestone).values(milestones.map((one, i) => ({ ...one, proposalId, n: i + 1 })));
}
