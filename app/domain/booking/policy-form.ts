import { z } from "zod";
import { userClasses } from "#db/schema/vocabulary.ts";
import type { BookingRules } from "./policy.ts";
import { policyInput } from "./policy-inputs.ts";

const whole = z
  .string()
  .trim()
  .regex(/^\d{1,6}$/, "number")
  .transform(Number);
const limit = z
  .string()
  .trim()
  .regex(/^\d{0,6}$/, "number")
  .optional()
  .transform((text) => (text ? Number(text) : null));

/** The rules' form: numbers as typed, an unticked box absent, an empty limit no limit. */
export const policyForm = z
  .strictObject({
    instant: z
      .literal("on")
      .optional()
      .transform((ticked) => ticked === "on"),
    answerWithinHours: whole,
    leadMinutes: whole,
    horizonDays: whole,
    stepMinutes: whole,
    minMinutes: whole,
    maxMinutes: whole,
    bufferBeforeMinutes: whole,
    bufferAfterMinutes: whole,
    cancelCutoffMinutes: whole,
    lateCancelPercent: whole,
    noShowGraceMinutes: whole,
    noShowPercent: whole,
    maxOpenPerUser: limit,
    maxOpenPerOrganization: limit,
    maxMinutesPerOrganizationWeek: limit,
    bookableBy: z.array(z.enum(userClasses)).default([]),
    terms: z.string().trim().max(5000).default(""),
  })
  .pipe(policyInput);

export type PolicyForm = z.input<typeof policyForm>;

const written = (limitOf: number | null): string => (limitOf === null ? "" : String(limitOf));

/** The rules as the form shows them. */
export function policyFormOf(rules: BookingRules): PolicyForm {
  return {
    instant: rules.instant ? "on" : undefined,
    answerWithinHours: String(rules.answerWithinHours),
    leadMinutes: String(rules.leadMinutes),
    horizonDays: String(rules.horizonDays),
    stepMinutes: String(rules.stepMinutes),
    minMinutes: String(rules.minMinutes),
    maxMinutes: String(rules.maxMinutes),
    bufferBeforeMinutes: String(rules.bufferBeforeMinutes),
    bufferAfterMinutes: String(rules.bufferAfterMinutes),
    cancelCutoffMinutes: String(rules.cancelCutoffMinutes),
    lateCancelPercent: String(rules.lateCancelPercent),
    noShowGraceMinutes: String(rules.noShowGraceMinutes),
    noShowPercent: String(rules.noShowPercent),
    maxOpenPerUser: written(rules.maxOpenPerUser),
    maxOpenPerOrganization: written(rules.maxOpenPerOrganization),
    maxMinutesPerOrganizationWeek: written(rules.maxMinutesPerOrganizationWeek),
    bookableBy: userClasses.filter((name) => rules.bookableBy.includes(name)),
    terms: rules.terms,
  };
}
