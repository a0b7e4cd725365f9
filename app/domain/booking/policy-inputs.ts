import { z } from "zod";
import { quotaPeriods, quotaScopes, userClasses } from "#db/schema/vocabulary.ts";
import { mostQuestions, questionInput } from "./questions.ts";

const count = (least: number, most: number) => z.int().min(least).max(most);
const percent = count(0, 100);
const limit = (least: number, most: number) => count(least, most).nullable();
const day = 1440;

const quota = z.strictObject({
  scope: z.enum(quotaScopes),
  period: z.enum(quotaPeriods),
  maxMinutes: count(1, 31 * day * 10),
});

const both = (one: unknown, other: unknown): boolean => (one === null) === (other === null);

/** Whether a multiple of the step lies between the shortest and the longest: else no booking could ever be made. */
const hasLength = (rules: { minMinutes: number; maxMinutes: number; stepMinutes: number }): boolean =>
  rules.minMinutes > rules.maxMinutes ||
  Math.ceil(rules.minMinutes / rules.stepMinutes) * rules.stepMinutes <= rules.maxMinutes;

/** A facility's booking rules as its provider writes them; lengths in minutes, charges in percent of the price. */
export const policyInput = z
  .strictObject({
    instant: z.boolean(),
    pendingHolds: z.boolean(),
    answerWithinHours: count(1, 24 * 30),
    leadMinutes: count(0, 90 * day),
    horizonDays: count(1, 730),
    stepMinutes: count(5, day),
    minMinutes: count(5, 30 * day),
    maxMinutes: count(5, 30 * day),
    bufferBeforeMinutes: count(0, 7 * day),
    bufferAfterMinutes: count(0, 7 * day),
    closedOnHolidays: z.boolean(),
    openOnMakeupDays: z.boolean(),
    prepay: z.boolean().default(false),
    payWithinMinutes: count(5, 7 * day).default(30),
    billActual: z.boolean().default(false),
    cancelCutoffMinutes: count(0, 90 * day),
    changeCutoffMinutes: limit(0, 90 * day),
    lateCancelPercent: percent,
    noShowGraceMinutes: count(0, day),
    noShowPercent: percent,
    lateAfterMinutes: count(0, day),
    maxOpenPerUser: limit(1, 1000),
    maxOpenPerOrganization: limit(1, 1000),
    quotas: z
      .array(quota)
      .max(quotaScopes.length * quotaPeriods.length)
      .refine(
        (all) => new Set(all.map(({ scope, period }) => `${scope} ${period}`)).size === all.length,
        "repeated",
      ),
    fairShareDays: limit(1, 366),
    fairSharePercent: limit(1, 100),
    bookableBy: z.array(z.enum(userClasses)).min(1),
    offerMinutes: limit(15, 7 * day),
    countingDays: count(1, 730),
    warnAfter: count(1, 100),
    shortBlockAfter: limit(1, 100),
    shortBlockDays: count(1, 365),
    longBlockAfter: limit(1, 100),
    longBlockDays: count(1, 730),
    automaticShortBlock: z.boolean(),
    sampleDays: count(1, 365),
    /** A form leaves out what is empty. */
    terms: z.string().trim().max(5000).default(""),
    questions: z.array(questionInput).max(mostQuestions).default([]),
  })
  .refine(({ minMinutes, maxMinutes }) => minMinutes <= maxMinutes, {
    message: "max_below_min",
    path: ["maxMinutes"],
  })
  .refine(hasLength, { message: "no_length", path: ["stepMinutes"] })
  .refine(({ fairShareDays, fairSharePercent }) => both(fairShareDays, fairSharePercent), {
    message: "both_or_neither",
    path: ["fairSharePercent"],
  })
  .refine(
    ({ shortBlockAfter, longBlockAfter }) =>
      longBlockAfter === null || shortBlockAfter === null || longBlockAfter >= shortBlockAfter,
    { message: "long_before_short", path: ["longBlockAfter"] },
  );

export type PolicyInput = z.output<typeof policyInput>;
