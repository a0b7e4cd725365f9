import { z } from "zod";
import { day } from "#app/domain/values.ts";
import { budgetInput, grantInput, invoiceInput, paidInput, raiseInput, reasonInput } from "./inputs.ts";

const one = { id: z.uuid() };

/** What is done on a programme's page, told apart by `intent`. */
export const programForm = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("publish") }),
  reasonInput.safeExtend({ intent: z.literal("close") }),
  reasonInput.safeExtend({ intent: z.literal("discard") }),
  grantInput.safeExtend({ intent: z.literal("grant"), ...one }),
  reasonInput.safeExtend({ intent: z.literal("decline"), ...one }),
]);

export type ProgramForm = z.output<typeof programForm>;

/** What is done on the page of settlements. */
export const settlementForm = z.discriminatedUnion("intent", [
  z.strictObject({
    intent: z.literal("submit"),
    programId: z.uuid(),
    providerId: z.uuid(),
    periodFrom: day,
  }),
  paidInput.safeExtend({ intent: z.literal("pay"), ...one }),
  reasonInput.safeExtend({ intent: z.literal("return"), ...one }),
]);

/** What is done on the page of budgets. */
export const budgetForm = z.discriminatedUnion("intent", [
  budgetInput.safeExtend({ intent: z.literal("open") }),
  raiseInput.safeExtend({ intent: z.literal("raise"), ...one }),
]);

/** What a company does on the page of its voucher. */
export const ownForm = z.strictObject({ intent: z.enum(["withdraw", "give_back"]) });

/** A provider names its invoice for a use. */
export const claimForm = invoiceInput.safeExtend({ intent: z.literal("invoice"), ...one });
