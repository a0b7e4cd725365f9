import { z } from "zod";
import { userClasses } from "#db/schema/vocabulary.ts";

const count = (least: number, most: number) => z.int().min(least).max(most);
const percent = count(0, 100);
const quota = (most: number) => count(1, most).nullable();
const day = 1440;

/** A facility's booking rules as its provider writes them; lengths in minutes, charges in percent of the price. */
export const policyInput = z
  .strictObject({
    instant: z.boolean(),
    answerWithinHours: count(1, 24 * 30),
    leadMinutes: count(0, 90 * day),
    horizonDays: count(1, 730),
    stepMinutes: count(5, day),
    minMinutes: count(5, 30 * day),
    maxMinutes: count(5, 30 * day),
    bufferBeforeMinutes: count(0, 7 * day),
    bufferAfterMinutes: count(0, 7 * day),
    cancelCutoffMinutes: count(0, 90 * day),
    lateCancelPercent: percent,
    noShowGraceMinutes: count(0, day),
    noShowPercent: percent,
    maxOpenPerUser: quota(1000),
    maxOpenPerOrganization: quota(1000),
    maxMinutesPerOrganizationWeek: quota(7 * day * 10),
    bookableBy: z.array(z.enum(userClasses)).min(1),
    terms: z.string().trim().max(5000),
  })
  .refine(({ minMinutes, maxMinutes }) => minMinutes <= maxMinutes, {
    message: "max_below_min",
    path: ["maxMinutes"],
  });

export type PolicyInput = z.output<typeof policyInput>;
