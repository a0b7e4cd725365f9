import { z } from "zod";
import type { Context } from "#app/domain/context.ts";
import type { RoyaltyItem } from "#app/domain/contracts/royalties/queries.server.ts";
import { royaltyProcess } from "#app/domain/contracts/royalties/states.ts";
import { royaltyReportKinds } from "#db/schema/vocabulary.ts";
import { lifecycleOf, lifecycleShape } from "../lifecycle-answer.server.ts";
import { money, moneyShape } from "../money.ts";

const maybeMoney = moneyShape.nullable();

const report = z.strictObject({
  n: z.int(),
  kind: z.enum(royaltyReportKinds),
  base: maybeMoney,
  quantity: z.number().nullable(),
  unitPrice: maybeMoney,
  amount: moneyShape,
  note: z.string(),
  at: z.iso.datetime(),
  files: z.array(z.uuid()),
});

/** A period of a royalty, with everything that was said and charged for it. */
export const royaltyShape = z.strictObject({
  n: z.int(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  /** What is owed by the report that holds; null before there is one. */
  amount: maybeMoney,
  overdue: z.boolean(),
  question: z.string(),
  inspects: z.boolean(),
  answer: z.string(),
  reports: z.array(report),
  charges: z.array(
    z.strictObject({ id: z.uuid(), reference: z.string(), state: z.string(), amount: moneyShape }),
  ),
  ...lifecycleShape,
});

const sum = (fen: number) => ({ amount: fen, currency: "CNY" }) as const;

/** A period as the caller sees it, and what they may do with it now. */
export const answerRoyalty = (
  ctx: Context,
  { period: row, overdue, reports, charges, acts }: RoyaltyItem,
) => {
  const whole = lifecycleOf(royaltyProcess, ctx.actor, row);
  return {
    ...{ n: row.n, startsOn: row.startsOn, endsOn: row.endsOn, amount: money(row.amount), overdue },
    ...{ question: row.question, inspects: row.inspects, answer: row.answer },
    reports: reports.map(({ n, kind, base, quantity, unitPrice, amount, note, at, files }) => ({
      ...{ n, kind, base: money(base), unitPrice: money(unitPrice), amount: sum(amount), note, files },
      ...{ quantity: quantity === null ? null : quantity / 1000, at: at.toISOString() },
    })),
    charges: charges.map(({ id, reference, state, amount }) => ({
      id,
      reference,
      state,
      amount: sum(amount),
    })),
    ...{ ...whole, allowed: whole.allowed.filter(({ name }) => acts.includes(name)) },
  };
};
