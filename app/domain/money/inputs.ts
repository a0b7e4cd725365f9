import { z } from "zod";
import { fenFrom, someText } from "#app/domain/values.ts";
import { evidenceInput } from "./stripe/disputes/policy.ts";

/** Part of a paid charge to pay back, fen. */
export const refundInput = z.strictObject({ amount: fenFrom(1), reason: someText(500).min(2) });

/** Yuan with at most two digits behind the point, as people type them, to fen. */
const yuan = z
  .string()
  .trim()
  .regex(/^\d{1,10}(\.\d{1,2})?$/, "number")
  .transform((text) => Math.round(Number(text) * 100))
  .pipe(fenFrom(1));

const because = someText(500).min(2);

/** What staff of the payee do on the page of a charge. */
export const chargeForm = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("cancel"), reason: because }),
  z.strictObject({ intent: z.literal("ask") }),
  z.strictObject({ intent: z.literal("refund"), amount: yuan, reason: because }),
  z.strictObject({ intent: z.literal("approve"), refundId: z.uuid() }),
  z.strictObject({ intent: z.literal("retry"), refundId: z.uuid() }),
  z.strictObject({ intent: z.literal("transfer"), refundId: z.uuid() }),
  evidenceInput.extend({ intent: z.literal("evidence"), disputeId: z.uuid() }),
  z.strictObject({ intent: z.literal("sent"), refundId: z.uuid(), bankReference: someText(100).min(3) }),
  z.strictObject({ intent: z.literal("refuse"), refundId: z.uuid(), reason: because }),
]);

export type ChargeForm = z.output<typeof chargeForm>;
