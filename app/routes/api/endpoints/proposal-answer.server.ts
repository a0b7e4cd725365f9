import { z } from "zod";
import type { Context } from "#app/domain/context.ts";
import {
  findProposal,
  type FoundProposal,
  type ListedProposal,
} from "#app/domain/demands/find-proposal.server.ts";
import { milestoneInput } from "#app/domain/demands/inputs.ts";
import { proposalLimits } from "#app/domain/demands/proposal-limits.ts";
import { researchProposalProcess } from "#app/domain/demands/states.ts";
import { someText } from "#app/domain/values.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import { lifecycleOf, lifecycleShape } from "../lifecycle-answer.server.ts";
import { moneyInput, moneyShape } from "../money.ts";

const prose = someText(proposalLimits.prose);

/** A proposal as the API takes it: the domain's, with money as objects. */
export const proposalBody = z.strictObject({
  method: prose,
  team: prose,
  plan: prose,
  amount: moneyInput,
  milestones: z
    .array(milestoneInput.extend({ amount: moneyInput }))
    .min(1)
    .max(proposalLimits.milestones),
});

const party = z.strictObject({ id: z.uuid(), nameZh: z.string(), nameEn: z.string() });

const facts = {
  id: z.uuid(),
  demand: z.strictObject({ id: z.uuid(), titleZh: z.string(), titleEn: z.string() }),
  organization: party,
  client: party,
  submittedAt: z.iso.datetime(),
  openedAt: z.iso.datetime().nullable(),
  /** SHA-256 over salt and content as last saved before the deadline. */
  seal: z.string(),
  version: z.int(),
};

/** One proposal in a list: nothing of what it says. */
export const proposalItem = z.strictObject({ ...facts, ...lifecycleShape });

const milestoneShape = z.strictObject({
  title: z.string(),
  deliverable: z.string(),
  acceptance: z.string(),
  dueOn: z.string(),
  amount: moneyShape,
});

const scoreShape = z.strictObject({ criterion: z.int(), points: z.int(), reason: z.string() });

export const proposalAnswer = z.strictObject({
  ...facts,
  method: z.string(),
  team: z.string(),
  plan: z.string(),
  amount: moneyShape,
  milestones: z.array(milestoneShape),
  files: z.array(z.strictObject({ id: z.uuid(), name: z.string(), bytes: z.int(), sha256: z.string() })),
  criteria: z.array(z.strictObject({ name: z.string(), weight: z.int() })),
  scores: z.array(scoreShape),
  total: z.number().nullable(),
  award: z
    .strictObject({
      proposalId: z.uuid(),
      winner: party,
      reasons: z.string(),
      awardedAt: z.iso.datetime(),
      standstillUntil: z.iso.datetime(),
      finalAt: z.iso.datetime().nullable(),
    })
    .nullable(),
  ...lifecycleShape,
});

const cny = (amount: number) => ({ amount, currency: "CNY" as const });

const factsOf = ({ row, ...names }: ListedProposal) => ({
  id: row.id,
  demand: { id: row.demandId, titleZh: names.titleZh, titleEn: names.titleEn },
  organization: { id: row.organizationId, nameZh: names.organizationZh, nameEn: names.organizationEn },
  client: { id: row.clientId, nameZh: names.clientZh, nameEn: names.clientEn },
  submittedAt: row.submittedAt.toISOString(),
  openedAt: row.openedAt?.toISOString() ?? null,
  seal: row.seal,
  version: row.version,
});

export const answerProposalItem = (
  { actor }: Context,
  item: ListedProposal,
): z.input<typeof proposalItem> => ({
  ...factsOf(item),
  ...lifecycleOf(researchProposalProcess, actor, item.row),
});

const answerProposal = ({ actor }: Context, found: FoundProposal): z.input<typeof proposalAnswer> => {
  const { content, award } = found;
  return {
    ...factsOf(found),
    ...content,
    amount: cny(content.amount),
    milestones: content.milestones.map((one) => ({ ...one, amount: cny(one.amount) })),
    files: found.files,
    criteria: found.call.criteria,
    scores: found.scores,
    total: found.total,
    award: award && {
      proposalId: award.proposalId,
      winner: { id: award.winnerId, nameZh: award.winnerZh, nameEn: award.winnerEn },
      reasons: award.reasons,
      awardedAt: award.awardedAt.toISOString(),
      standstillUntil: award.standstillUntil.toISOString(),
      finalAt: award.finalAt?.toISOString() ?? null,
    },
    ...lifecycleOf(researchProposalProcess, actor, found.row),
  };
};

/** The proposal as the caller sees it now. */
export async function showProposal(
  ctx: Context,
  id: string,
): Promise<Result<z.input<typeof proposalAnswer>>> {
  const found = await findProposal(ctx, id);
  return found.ok ? ok(answerProposal(ctx, found.value)) : found;
}
