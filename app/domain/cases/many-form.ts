import { z } from "zod";

/** What can be done in several cases at once, for one reason. */
export const manyActs = ["remind", "assign", "close_clue"] as const;

/** The form below the list of cases: the chosen ones, what to do, why. */
export const manyForm = z
  .strictObject({
    intent: z.enum(manyActs),
    id: z.array(z.uuid()).max(50).default([]),
    reason: z.string().trim().min(5).max(500),
    officerId: z.uuid().optional(),
  })
  .refine(({ intent, officerId }) => intent !== "assign" || officerId !== undefined, {
    message: "required",
    path: ["officerId"],
  });

export type ManyAct = (typeof manyActs)[number];
export type ManyForm = z.output<typeof manyForm>;
