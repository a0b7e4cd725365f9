import { z } from "zod";

export const noInput = z.strictObject({});

export const reasonInput = z.strictObject({ reason: z.string().trim().min(2).max(500) });

/** What the subject says to a violation. */
export const contestInput = z.strictObject({ statement: z.string().trim().min(5).max(2000) });

const reasoned = <const I extends string>(intent: I) =>
  z.strictObject({ intent: z.literal(intent), id: z.uuid(), ...reasonInput.shape });

/** What staff do in the queue, told apart by `intent`. */
export const staffForm = z.discriminatedUnion("intent", [
  reasoned("uphold"),
  reasoned("waive"),
  reasoned("dismiss"),
  reasoned("lift"),
  z.strictObject({ intent: z.literal("enforce"), id: z.uuid() }),
]);

export type StaffForm = z.output<typeof staffForm>;

export const contestForm = z.strictObject({ id: z.uuid(), ...contestInput.shape });
