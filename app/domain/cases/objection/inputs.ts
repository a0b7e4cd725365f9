import { z } from "zod";
import { objectionSubjects } from "#db/schema/vocabulary.ts";

/** What the subject objects to, and why. */
export const objectInput = z.strictObject({
  about: z.enum(objectionSubjects),
  aboutId: z.uuid(),
  grounds: z.string().trim().min(10).max(5000),
});

export type ObjectInput = z.output<typeof objectInput>;

/** The acts on the page of an objection. */
export const objectionForm = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("extend"), reason: z.string().trim().min(5).max(2000) }),
  z.strictObject({ intent: z.literal("sustain"), reason: z.string().trim().min(5).max(5000) }),
  z.strictObject({ intent: z.literal("dismiss"), reason: z.string().trim().min(5).max(5000) }),
]);

export type ObjectionForm = z.output<typeof objectionForm>;

/** The acts of the subject on its own page. */
export const ownCreditForm = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("object"), ...objectInput.shape }),
  z.strictObject({ intent: z.literal("withdraw"), id: z.uuid() }),
]);

/** What waits, and what was answered. */
export const objectionViews = ["open", "answered"] as const;

export type ObjectionView = (typeof objectionViews)[number];
