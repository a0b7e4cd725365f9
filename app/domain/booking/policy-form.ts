import { z } from "zod";
import { quotaPeriods, quotaScopes, userClasses } from "#db/schema/vocabulary.ts";
import { policyInput } from "./policy-inputs.ts";
import { mostQuestions } from "./questions.ts";
import { questionFields, questionsIn } from "./question-form.ts";
import type { Quota } from "./quota.ts";
import type { BookingRules } from "./rules.ts";

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
const ticked = z
  .literal("on")
  .optional()
  .transform((text) => text === "on");
/** Hours with halves and quarters; empty for no limit. */
const hours = z
  .string()
  .trim()
  .regex(/^(\d{1,4}(\.\d{1,2})?)?$/, "number")
  .optional();

type QuotaName = `${Quota["scope"]}_${Quota["period"]}`;

const quotaFields: Record<QuotaName, typeof hours> = {
  user_day: hours,
  user_week: hours,
  user_month: hours,
  group_day: hours,
  group_week: hours,
  group_month: hours,
  organization_day: hours,
  organization_week: hours,
  organization_month: hours,
};

/** The rules' form: numbers as typed, an unticked box absent, an empty limit no limit. */
export const policyForm = z
  .strictObject({
    instant: ticked,
    pendingHolds: ticked,
    answerWithinHours: whole,
    leadMinutes: whole,
    horizonDays: whole,
    stepMinutes: whole,
    minMinutes: whole,
    maxMinutes: whole,
    bufferBeforeMinutes: whole,
    bufferAfterMinutes: whole,
    closedOnHolidays: ticked,
    openOnMakeupDays: ticked,
    prepay: ticked,
    payWithinMinutes: whole,
    billActual: ticked,
    cancelCutoffMinutes: whole,
    changeCutoffMinutes: limit,
    lateCancelPercent: whole,
    noShowGraceMinutes: whole,
    noShowPercent: whole,
    lateAfterMinutes: whole,
    maxOpenPerUser: limit,
    maxOpenPerOrganization: limit,
    ...quotaFields,
    fairShareDays: limit,
    fairSharePercent: limit,
    bookableBy: z.array(z.enum(userClasses)).default([]),
    offerMinutes: limit,
    countingDays: whole,
    warnAfter: whole,
    shortBlockAfter: limit,
    shortBlockDays: whole,
    longBlockAfter: limit,
    longBlockDays: whole,
    automaticShortBlock: ticked,
    sampleDays: whole,
    terms: z.string().trim().max(5000).default(""),
    questions: z.array(questionFields).max(mostQuestions).optional(),
  })
  .transform((form): z.input<typeof policyInput> => {
    const { user_day, user_week, user_month, group_day, group_week, group_month, ...others } = form;
    const { organization_day, organization_week, organization_month, questions, ...rules } = others;
    const typed: Record<QuotaName, string | undefined> = {
      ...{ user_day, user_week, user_month, group_day, group_week, group_month },
      ...{ organization_day, organization_week, organization_month },
    };
    return { ...rules, quotas: quotasIn(typed), questions: questionsIn(questions) };
  })
  .pipe(policyInput);

export type PolicyForm = z.input<typeof policyForm>;

/** The cells of the table of quotas, in its order. */
const cells = quotaScopes.flatMap((scope) =>
  quotaPeriods.map((period) => ({ scope, period, name: `${scope}_${period}` as const })),
);

const quotasIn = (typed: Record<QuotaName, string | undefined>): Quota[] =>
  cells.flatMap(({ scope, period, name }) => {
    const text = typed[name];
    return text ? [{ scope, period, maxMinutes: Math.round(Number(text) * 60) }] : [];
  });

const written = (limitOf: number | null): string => (limitOf === null ? "" : String(limitOf));
const tick = (value: boolean): "on" | undefined => (value ? "on" : undefined);

/** The rules as the form shows them. */
export function policyFormOf(rules: BookingRules): PolicyForm {
  const { version, termsVersion, quotas, terms, questions: _, ...rest } = rules;
  const limits = Object.fromEntries(
    cells.map(({ scope, period, name }) => {
      const found = quotas.find((quota) => quota.scope === scope && quota.period === period);
      return [name, found ? String(Math.round((found.maxMinutes / 60) * 100) / 100) : ""];
    }),
  );
  return {
    ...limits,
    terms,
    bookableBy: userClasses.filter((name) => rules.bookableBy.includes(name)),
    instant: tick(rest.instant),
    pendingHolds: tick(rest.pendingHolds),
    closedOnHolidays: tick(rest.closedOnHolidays),
    openOnMakeupDays: tick(rest.openOnMakeupDays),
    automaticShortBlock: tick(rest.automaticShortBlock),
    answerWithinHours: written(rest.answerWithinHours),
    leadMinutes: written(rest.leadMinutes),
    horizonDays: written(rest.horizonDays),
    stepMinutes: written(rest.stepMinutes),
    minMinutes: written(rest.minMinutes),
    maxMinutes: written(rest.maxMinutes),
    bufferBeforeMinutes: written(rest.bufferBeforeMinutes),
    bufferAfterMinutes: written(rest.bufferAfterMinutes),
    prepay: tick(rest.prepay),
    payWithinMinutes: written(rest.payWithinMinutes),
    billActual: tick(rest.billActual),
    cancelCutoffMinutes: written(rest.cancelCutoffMinutes),
    changeCutoffMinutes: written(rest.changeCutoffMinutes),
    lateCancelPercent: written(rest.lateCancelPercent),
    noShowGraceMinutes: written(rest.noShowGraceMinutes),
    noShowPercent: written(rest.noShowPercent),
    lateAfterMinutes: written(rest.lateAfterMinutes),
    maxOpenPerUser: written(rest.maxOpenPerUser),
    maxOpenPerOrganization: written(rest.maxOpenPerOrganization),
    fairShareDays: written(rest.fairShareDays),
    fairSharePercent: written(rest.fairSharePercent),
    offerMinutes: written(rest.offerMinutes),
    countingDays: written(rest.countingDays),
    warnAfter: written(rest.warnAfter),
    shortBlockAfter: written(rest.shortBlockAfter),
    shortBlockDays: written(rest.shortBlockDays),
    longBlockAfter: written(rest.longBlockAfter),
    longBlockDays: written(rest.longBlockDays),
    sampleDays: written(rest.sampleDays),
  };
}
