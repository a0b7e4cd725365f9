import { z } from "zod";
import { day, distinct, maxFen, someText, text } from "#app/domain/values.ts";

export const noInput = z.strictObject({});
export const reasonInput = z.strictObject({ reason: someText(500).min(2) });

/** Fen of something that was sent: never nothing. */
const sum = z.int().min(1).max(maxFen);

/** Money over the API becomes fen. */
const money = z.strictObject({ amount: sum, currency: z.literal("CNY") }).transform(({ amount }) => amount);

const digits = (most: number) =>
  z
    .string()
    .transform((value) => value.normalize("NFKC").replace(/[\s-]/g, ""))
    .pipe(z.string().max(most));

/** Where an organisation takes transfers. */
export const bankAccountInput = z.strictObject({
  holder: someText(120).min(2),
  bank: someText(120).min(2),
  branch: text(120).default(""),
  number: digits(40).pipe(z.string().regex(/^[0-9]{8,32}$/, "bank_number")),
  bankCode: digits(20)
    .pipe(z.string().regex(/^([0-9]{12})?$/, "bank_code"))
    .default(""),
});

/** What a bank calls a movement. */
const bankReference = someText(100).min(3);

/** A payer's word of a transfer. */
export const declareInput = z.strictObject({
  amount: money,
  sentOn: day,
  bankReference: text(100).default(""),
  note: text(500).default(""),
});

/** Charges of one payee, in the order in which a sum is spread over them. */
const charges = distinct(z.uuid(), 50).refine((list) => list.length > 0, "required");

/** Money that the payee found in its bank: how much, when, under which number, and which charges it pays. */
export const receiptInput = z.strictObject({
  amount: money,
  valueOn: day,
  bankReference,
  payer: text(200).default(""),
  charges: charges.optional(),
});

/** Which charges a line of the statement pays. */
export const matchInput = z.strictObject({ charges });

/** Lines that are confirmed as they were proposed. */
export const matchManyInput = z.strictObject({ lines: distinct(z.uuid(), 200) });

/** Yuan as people type them: `1,200.00`. */
const yuan = z
  .string()
  .transform((value) => value.normalize("NFKC").replace(/[\s,¥]/g, ""))
  .pipe(z.string().regex(/^\d{1,10}(\.\d{1,2})?$/, "money"))
  .transform((value) => {
    const [whole = "0", cents = ""] = value.split(".");
    return Number(whole) * 100 + Number(cents.padEnd(2, "0"));
  })
  .pipe(sum);

const optional = (max: number) =>
  text(max)
    .optional()
    .transform((value) => value ?? "");

/** The forms on the page of a charge's transfer, told apart by `intent`. */
export const transferForm = z.discriminatedUnion("intent", [
  z.strictObject({
    intent: z.literal("declare"),
    amount: yuan,
    sentOn: day,
    bankReference: optional(100),
    note: optional(500),
    proof: z.file().optional(),
  }),
  z.strictObject({
    intent: z.literal("receive"),
    amount: yuan,
    valueOn: day,
    bankReference,
    payer: optional(200),
  }),
  z.strictObject({ intent: z.literal("miss"), claim: z.uuid(), ...reasonInput.shape }),
  z.strictObject({ intent: z.literal("recall"), claim: z.uuid() }),
]);

export const transferIntents = ["declare", "receive", "miss", "recall"] as const;

export type BankAccountInput = z.output<typeof bankAccountInput>;
export type DeclareInput = z.output<typeof declareInput>;
export type ReceiptInput = z.output<typeof receiptInput>;
