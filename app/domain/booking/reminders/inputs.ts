import { z } from "zod";
import { reminderLeads } from "#db/schema/vocabulary.ts";

const lead = z.literal(reminderLeads);

/** When somebody wants to be reminded of a booking: minutes before its start; none: not at all. */
export const remindersInput = z.strictObject({
  minutes: z.array(lead).refine((all) => new Set(all).size === all.length, { error: "repeated" }),
});

/** The same from a form's boxes. */
export const chosenLeads = z.array(z.coerce.number().pipe(lead)).default([]);
export const remindersForm = z.strictObject({ minutes: chosenLeads });
