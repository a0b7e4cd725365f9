import { z } from "zod";
import { fen } from "../../values.ts";

const words = (least: number, most: number) => z.string().trim().min(least).max(most);
const note = z.string().trim().max(2000).default("");
/** Of the contract, put to it before by the same side; what they are for is `accounts`. */
const files = z.array(z.uuid()).max(20).default([]);

/** A number of units with up to three decimals. */
const quantity = z
  .number()
  .min(0)
  .max(1_000_000_000)
  .refine((value) => Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-6, "too_precise");

/** What a licensee reports of a period: the figures that its contract asks for and no others. */
export const reportInput = z.strictObject({
  /** Sales, profit or added output. */
  base: fen.optional(),
  quantity: quantity.optional(),
  /** The price of one unit. */
  unitPrice: fen.optional(),
  note,
  files,
});

export const nothingInput = z.strictObject({ note, files });
export const correctInput = reportInput.extend({ note: words(2, 2000) });
export const questionInput = z.strictObject({
  question: words(2, 2000),
  /** Asks to look into the books. */
  inspects: z.boolean().default(false),
});
export const answerInput = z.strictObject({ answer: words(2, 2000), files });

export type ReportInput = z.output<typeof reportInput>;
export type QuestionInput = z.output<typeof questionInput>;
export type AnswerInput = z.output<typeof answerInput>;
