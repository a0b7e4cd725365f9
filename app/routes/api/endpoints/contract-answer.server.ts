import { z } from "zod";
import { type ContractPage, contractPage } from "#app/domain/contracts/contract-page.server.ts";
import { amendmentProcess } from "#app/domain/contracts/amendments/states.ts";
import { disputeProcess } from "#app/domain/contracts/disputes/states.ts";
import { milestoneProcess } from "#app/domain/contracts/milestones/states.ts";
import type { ContractItem } from "#app/domain/contracts/queries.server.ts";
import { royaltyProcess } from "#app/domain/contracts/royalties/states.ts";
import { registrationProcess } from "#app/domain/contracts/registration/states.ts";
import { senselessActs } from "#app/domain/contracts/senseless-acts.ts";
import { contractProcess } from "#app/domain/contracts/states.ts";
import { termsInput } from "#app/domain/contracts/terms.ts";
import type { Context } from "#app/domain/context.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import { contractKinds, disputeOutcomes, terminationGrounds } from "#db/schema/vocabulary.ts";
import { deadlineFields, lifecycleOf, lifecycleShape } from "../lifecycle-answer.server.ts";
import { money, moneyShape } from "../money.ts";
import { answerRoyalty, royaltyShape } from "./royalty-answer.server.ts";

const instant = z.iso.datetime();
const maybe = instant.nullable();
const maybeMoney = moneyShape.nullable();
const party = z.strictObject({ id: z.uuid(), uscc: z.string(), nameZh: z.string(), nameEn: z.string() });

const facts = {
  id: z.uuid(),
  kind: z.enum(contractKinds),
  title: z.string(),
  client: party,
  developer: party,
  demandId: z.uuid().nullable(),
  negotiationId: z.uuid().nullable(),
  auctionId: z.uuid().nullable(),
  licenceOfferId: z.uuid().nullable(),
  amount: maybeMoney,
  inForceAt: maybe,
  closedAt: maybe,
};

/** One contract in a list. */
export const contractItem = z.strictObject({ ...facts, ...lifecycleShape });

const textShape = z.strictObject({
  n: z.int(),
  sha256: z.string(),
  /** Whether the stored text still has that digest. */
  intact: z.boolean(),
});

const signature = z.strictObject({
  side: z.string(),
  signer: z.string(),
  sha256: z.string(),
  method: z.string(),
  at: instant,
});

const dispute = z.strictObject({
  id: z.uuid(),
  grounds: z.string(),
  wanted: z.enum(disputeOutcomes),
  answer: z.string(),
  outcome: z.enum(disputeOutcomes).nullable(),
  toDeveloper: maybeMoney,
  reasons: z.string(),
  ...lifecycleShape,
});

const delivery = z.strictObject({
  round: z.int(),
  note: z.string(),
  at: instant,
  files: z.array(z.uuid()),
});

const milestone = z.strictObject({
  n: z.int(),
  title: z.string(),
  deliverable: z.string(),
  standard: z.string(),
  method: z.string(),
  dueOn: z.iso.date(),
  amount: moneyShape,
  funded: moneyShape,
  released: moneyShape,
  returned: moneyShape,
  damages: moneyShape,
  rounds: z.int(),
  lateDays: z.int(),
  paidLateDays: z.int(),
  bySilence: z.boolean(),
  /** What the client pays, and what it writes on a transfer; null before it has asked. */
  charge: z.strictObject({ id: z.uuid(), reference: z.string() }).nullable(),
  deliveries: z.array(delivery),
  disputes: z.array(dispute),
  ...lifecycleShape,
});

const amendment = z.strictObject({
  n: z.int(),
  reason: z.string(),
  answer: z.string(),
  sha256: z.string(),
  ...lifecycleShape,
});

const registration = z.strictObject({
  totalAmount: moneyShape,
  technologyAmount: moneyShape,
  technicalIncome: moneyShape,
  declaredKind: z.enum(contractKinds),
  determinedKind: z.enum(contractKinds).nullable(),
  office: z.string(),
  number: z.string(),
  remark: z.string(),
  ...lifecycleShape,
});

const evaluation = z.strictObject({
  by: z.uuid(),
  about: z.uuid(),
  quality: z.int(),
  timeliness: z.int(),
  cooperation: z.int(),
  text: z.string(),
  at: instant,
  reply: z.string(),
});

/** One contract with everything in it, and what the caller may do with each part. */
export const contractAnswer = z.strictObject({
  ...facts,
  side: z.string().nullable(),
  /** As people change it; the version to name when proposing. */
  version: z.int(),
  text: textShape.nullable(),
  /** Of the latest text, or the caller's own draft. */
  terms: termsInput,
  signatures: z.array(signature),
  milestones: z.array(milestone),
  /** The periods of a royalty that is settled through the platform. */
  royalties: z.array(royaltyShape),
  amendments: z.array(amendment),
  files: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string(),
      sha256: z.string(),
      purpose: z.string(),
      bytes: z.int(),
    }),
  ),
  registration: registration.nullable(),
  evaluations: z.array(evaluation),
  grounds: z.array(z.enum(terminationGrounds)),
  ...lifecycleShape,
});

const sum = (fen: number) => ({ amount: fen, currency: "CNY" }) as const;
const text = (at: Date | null): string | null => at?.toISOString() ?? null;

const factsOf = (item: ContractItem) => ({
  id: item.row.id,
  kind: item.row.kind,
  title: item.row.title,
  client: { id: item.row.clientId, uscc: item.clientUscc, nameZh: item.clientZh, nameEn: item.clientEn },
  developer: {
    ...{ id: item.row.developerId, uscc: item.developerUscc },
    ...{ nameZh: item.developerZh, nameEn: item.developerEn },
  },
  demandId: item.row.demandId,
  negotiationId: item.row.negotiationId,
  auctionId: item.row.auctionId,
  licenceOfferId: item.row.licenceOfferId,
  amount: money(item.row.amount),
  inForceAt: text(item.row.inForceAt),
  closedAt: text(item.row.closedAt),
});

export const answerContractItem = ({ actor }: Context, item: ContractItem): z.input<typeof contractItem> => ({
  ...factsOf(item),
  ...lifecycleOf(contractProcess, actor, item.row),
  ...deadlineFields(item.row.deadline ?? item.milestoneDue),
});

const answerMilestone = (
  ctx: Context,
  { milestone: row, deliveries, disputes, charge }: ContractPage["milestones"][number],
) => ({
  ...{ n: row.n, title: row.title, deliverable: row.deliverable, standard: row.standard, method: row.method },
  ...{ dueOn: row.dueOn, rounds: row.rounds, lateDays: row.lateDays, bySilence: row.bySilence },
  paidLateDays: row.paidLateDays,
  charge: charge ? { id: charge.id, reference: charge.reference } : null,
  amount: sum(row.amount),
  funded: sum(row.funded),
  released: sum(row.released),
  returned: sum(row.returned),
  damages: sum(row.damages),
  deliveries: deliveries.map(({ round, note, at, files }) => ({ round, note, at: at.toISOString(), files })),
  disputes: disputes.map(({ dispute: one }) => ({
    ...{ id: one.id, grounds: one.grounds, wanted: one.wanted, answer: one.answer, outcome: one.outcome },
    ...{ toDeveloper: money(one.toDeveloper), reasons: one.reasons },
    ...lifecycleOf(disputeProcess, ctx.actor, one),
  })),
  ...lifecycleOf(milestoneProcess, ctx.actor, row),
});

/** In force, a contract's owner and deadline are those of the milestone that comes next, after the last of the royalty. */
function ownLifecycle(ctx: Context, page: ContractPage) {
  const { row, milestones, royalties } = page;
  const whole = lifecycleOf(contractProcess, ctx.actor, row);
  const senseless = senselessActs(page);
  const own = { ...whole, allowed: whole.allowed.filter(({ name }) => !senseless.includes(name)) };
  const next = milestones.find(({ milestone: { state } }) => state in milestoneProcess.owners)?.milestone;
  const royalty = royalties.find(({ period: { state } }) => state in royaltyProcess.owners)?.period;
  const open = next
    ? lifecycleOf(milestoneProcess, ctx.actor, next)
    : royalty && lifecycleOf(royaltyProcess, ctx.actor, royalty);
  return row.state === "in_force" && open
    ? { ...own, owner: open.owner, deadline: open.deadline, lastDay: open.lastDay }
    : own;
}

const answerContract = (ctx: Context, page: ContractPage): z.input<typeof contractAnswer> => ({
  ...factsOf(page),
  side: page.side ?? null,
  version: page.row.version,
  text: page.text ? { n: page.text.n, sha256: page.text.sha256, intact: page.text.intact } : null,
  terms: termsInput.parse((page.mineToDraft ? page.row.draft : null) ?? page.text?.terms ?? {}),
  signatures: page.signatures
    .filter(({ textId }) => textId === page.text?.id)
    .map(({ side, signerName, sha256, method, at }) => ({
      ...{ side, signer: signerName, sha256, method },
      at: at.toISOString(),
    })),
  milestones: page.milestones.map((one) => answerMilestone(ctx, one)),
  royalties: page.royalties.map((one) => answerRoyalty(ctx, one)),
  amendments: page.amendments.map(({ amendment: one, text: version }) => ({
    ...{ n: one.n, reason: one.reason, answer: one.answer, sha256: version?.sha256 ?? "" },
    ...lifecycleOf(amendmentProcess, ctx.actor, one),
  })),
  files: page.files.map(({ id, name, sha256, purpose, bytes }) => ({ id, name, sha256, purpose, bytes })),
  registration: page.registration ? answerRegistration(ctx, page.registration.row) : null,
  evaluations: page.evaluations.map((one) => ({
    ...{ by: one.byOrganizationId, about: one.aboutId, quality: one.quality, timeliness: one.timeliness },
    ...{ cooperation: one.cooperation, text: one.text, at: one.at.toISOString(), reply: one.reply },
  })),
  grounds: page.grounds,
  ...ownLifecycle(ctx, page),
});

const answerRegistration = (ctx: Context, row: NonNullable<ContractPage["registration"]>["row"]) => ({
  totalAmount: sum(row.totalAmount),
  technologyAmount: sum(row.technologyAmount),
  technicalIncome: sum(row.technicalIncome),
  ...{ declaredKind: row.declaredKind, determinedKind: row.determinedKind, office: row.office },
  ...{ number: row.number, remark: row.remark },
  ...lifecycleOf(registrationProcess, ctx.actor, row),
});

/** The contract as the caller sees it now. */
export async function showContract(
  ctx: Context,
  id: string,
): Promise<Result<z.input<typeof contractAnswer>>> {
  const found = await contractPage(ctx, id);
  return found.ok ? ok(answerContract(ctx, found.value)) : found;
}
