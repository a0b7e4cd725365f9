import { z } from "zod";
import { evaluations } from "#db/schema/vocabulary.ts";
import { recordFields } from "../booking/act-forms.ts";
import { severities } from "./inputs.ts";
import { extensionMinutes } from "./extension.ts";

const ofBooking = { booking: z.uuid() };

/** What the page at an instrument posts, told apart by `intent`. */
export const atForm = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("check-in"), ...ofBooking }),
  z.strictObject({
    intent: z.literal("check-out"),
    ...ofBooking,
    ...recordFields,
    evaluation: z.enum(evaluations).optional(),
    text: z.string().trim().max(500).default(""),
  }),
  z.strictObject({
    intent: z.literal("extend"),
    ...ofBooking,
    minutes: z.coerce
      .number()
      .refine((minutes) => extensionMinutes.some((known) => known === minutes), "not_an_option"),
  }),
  z.strictObject({
    intent: z.literal("report"),
    description: z.string().trim().min(2).max(500),
    severity: z.enum(severities),
  }),
]);

export type AtForm = z.output<typeof atForm>;
