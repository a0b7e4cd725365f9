import { z } from "zod";
import { contractKinds } from "#db/schema/vocabulary.ts";
import { fen, fenFrom } from "../../values.ts";

const line = z.string().trim().max(100);

/** 合同成交额 ≥ 技术交易额 ≥ 技术性收入, fen; the first is the contract's amount. */
export const applyInput = z.strictObject({
  technologyAmount: fen,
  technicalIncome: fen,
  declaredKind: z.enum(contractKinds),
  office: line.min(2),
});

export const registeredInput = z.strictObject({
  /** As the national system gives it; opaque. */
  number: line.min(1),
  determinedKind: z.enum(contractKinds),
  technologyAmount: fen,
  technicalIncome: fen,
});

/** What those who made a result are to be given: net income = income − cost − tax (Zhejiang ordinance, Art. 37). Fen. */
export const rewardInput = z.strictObject({
  income: fenFrom(1),
  cost: fen,
  tax: fen,
  percent: z.int().min(0).max(100),
  shares: z
    .array(z.strictObject({ name: line.min(1), weight: z.int().min(1).max(1000) }))
    .min(1)
    .max(30),
});

export type ApplyInput = z.output<typeof applyInput>;
export type RegisteredInput = z.output<typeof registeredInput>;
export type RewardInput = z.output<typeof rewardInput>;
