import { z } from "zod";
import { paidInput, reasonInput } from "../vouchers/inputs.ts";

export const prepareInput = z.strictObject({ proposalId: z.uuid(), budgetId: z.uuid() });

/** What is done on the page of subsidies. */
export const subsidyForm = z.discriminatedUnion("intent", [
  prepareInput.safeExtend({ intent: z.literal("prepare") }),
  paidInput.safeExtend({ intent: z.literal("pay"), id: z.uuid() }),
  reasonInput.safeExtend({ intent: z.literal("stop"), id: z.uuid() }),
]);
