import { z } from "zod";
import { invoiceKinds } from "#db/schema/vocabulary.ts";
import { creditCodeFault, normalizeCreditCode } from "#app/domain/identity/credit-code.ts";
import { day, distinct, mailbox, someText, text } from "#app/domain/values.ts";

export const noInput = z.strictObject({});
export const reasonInput = z.strictObject({ reason: someText(500).min(2) });

/** The taxpayer's number of an organisation is its unified social credit code (GB 32100-2015). */
const taxNumber = z
  .string()
  .max(40)
  .transform(normalizeCreditCode)
  .superRefine((code, issues) => {
    const fault = creditCodeFault(code);
    if (fault) issues.addIssue({ code: "custom", message: fault });
  });

const facts = {
  kind: z.enum(invoiceKinds),
  title: someText(120).min(2),
  taxNumber,
  address: text(200).default(""),
  phone: text(40).default(""),
  bank: text(120).default(""),
  bankNumber: z
    .string()
    .trim()
    .max(40)
    .regex(/^[0-9 -]*$/, "bank_number")
    .default(""),
  email: mailbox.default(""),
  note: text(500).default(""),
};

/** A request for one invoice for what was paid of these charges, all of one payee. */
export const requestInput = z.strictObject({ charges: distinct(z.uuid(), 50).min(1), ...facts });

/** An electronic invoice has twenty digits; the older forms a code of ten or twelve and a number of eight. */
const numberForm = /^(\d{20}|\d{8})$/;
const codeForm = /^(\d{10}|\d{12})?$/;

const written = {
  code: z.string().trim().regex(codeForm, "invoice_code").default(""),
  number: z.string().trim().regex(numberForm, "invoice_number"),
  issuedOn: day,
};

const codeFits = ({ code, number }: { code: string; number: string }): boolean =>
  number.length === 20 ? code === "" : code !== "";

/** What the payee records of the invoice it has issued. */
export const issueInput = z
  .strictObject(written)
  .refine(codeFits, { path: ["code"], error: "invoice_code_for_number" });

/** The negative invoice that takes one back, and why. */
export const voidInput = z.strictObject({
  redNumber: z.string().trim().regex(numberForm, "invoice_number"),
  ...reasonInput.shape,
});

const optional = <T extends z.ZodType>(schema: T) => schema.optional();

/** The forms on an invoice's page, told apart by `intent`. */
export const invoiceForm = z.discriminatedUnion("intent", [
  z
    .strictObject({
      intent: z.literal("issue"),
      ...written,
      code: optional(written.code).transform((code) => code ?? ""),
      file: z.file().optional(),
    })
    .refine(codeFits, { path: ["code"], error: "invoice_code_for_number" }),
  z.strictObject({ intent: z.literal("decline"), ...reasonInput.shape }),
  z.strictObject({ intent: z.literal("withdraw") }),
  z.strictObject({ intent: z.literal("void"), ...voidInput.shape }),
]);

export const invoiceIntents = ["issue", "decline", "withdraw", "void"] as const;

export type RequestInput = z.output<typeof requestInput>;
export type IssueInput = z.output<typeof issueInput>;
export type VoidInput = z.output<typeof voidInput>;
