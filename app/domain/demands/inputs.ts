import { z } from "zod";
import { demandOutcomes } from "#db/schema/vocabulary.ts";
import { day, fen, fenFrom, someText } from "../values.ts";
import { proposalLimits } from "./proposal-limits.ts";

export const milestoneInput = z.strictObject({
  title: someText(proposalLimits.line),
  deliverable: someText(proposalLimits.reasons),
  acceptance: someText(proposalLimits.reasons),
  dueOn: day,
  amount: fen,
});

const sumsUp = ({ amount, milestones }: { amount: number; milestones: readonly { amount: number }[] }) =>
  milestones.reduce((sum, one) => sum + one.amount, 0) === amount;

const inOrder = (milestones: readonly { dueOn: string }[]) =>
  milestones.every(({ dueOn }, i) => i === 0 || (milestones[i - 1]?.dueOn ?? "") <= dueOn);

/** A proposal as its author writes it; money in fen. The budget is the sum of its milestones. */
export const proposalInput = z
  .strictObject({
    method: someText(proposalLimits.prose),
    team: someText(proposalLimits.prose),
    plan: someText(proposalLimits.prose),
    amount: fenFrom(1),
    milestones: z
      .array(milestoneInput)
      .min(1)
      .max(proposalLimits.milestones)
      .refine(inOrder, "milestones_order"),
  })
  .refine(sumsUp, { path: ["amount"], error: "milestones_sum" });

export type ProposalInput = z.output<typeof proposalInput>;

/** A later day until whose end proposals are taken. */
export const extendInput = z.strictObject({ deadlineOn: day });

/** Points 0–100 and a reason for one criterion, by its number from 1. */
export const scoreInput = z.strictObject({
  criterion: z.int().min(1).max(proposalLimits.criteria),
  points: z.int().min(0).max(100),
  reason: someText(proposalLimits.reasons),
});

export const scoresInput = z.strictObject({
  scores: z
    .array(scoreInput)
    .min(1)
    .max(proposalLimits.criteria)
    .refine((scores) => new Set(scores.map(({ criterion }) => criterion)).size === scores.length, "repeated"),
});

export type ScoresInput = z.output<typeof scoresInput>;

/** Why this proposal: everybody who proposed reads it. */
export const awardInput = z.strictObject({ reasons: someText(proposalLimits.reasons) });

/** The same, said of the demand. */
export const awardToInput = awardInput.extend({ proposalId: z.uuid() });

export const reasonInput = z.strictObject({ reason: someText(proposalLimits.reasons) });

export const closeInput = z.strictObject({
  outcome: z.enum(demandOutcomes),
  note: someText(proposalLimits.reasons),
});

export type CloseInput = z.output<typeof closeInput>;

/** What proposals are scored by, settled before the first one comes in; weights are percent. */
export const criteriaInput = z.strictObject({
  criteria: z
    .array(z.strictObject({ name: someText(proposalLimits.line), weight: z.int().min(1).max(100) }))
    .min(1)
    .max(proposalLimits.criteria)
    .refine((list) => list.reduce((sum, { weight }) => sum + weight, 0) === 100, "weights_sum"),
});

export const questionInput = z.strictObject({ text: someText(proposalLimits.question) });
export const answerQuestionInput = z.strictObject({
  questionId: z.uuid(),
  answer: someText(proposalLimits.reasons),
});

/** The version of the confidentiality terms that the reader accepts: they must have seen the one in force. */
export const acceptTermsInput = z.strictObject({ termsVersion: z.int().min(1) });

export const noInput = z.strictObject({});
