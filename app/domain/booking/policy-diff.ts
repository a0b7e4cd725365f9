import { type BookingQuestion, kindOf } from "./questions.ts";
import type { Quota } from "./quota.ts";
import type { BookingRules } from "./rules.ts";

/** A question as it is shown beside what it was before. */
export type AskedQuestion = Pick<BookingQuestion, "textZh" | "textEn" | "options" | "required"> & {
  kind: ReturnType<typeof kindOf>;
};

/** What a rule says, for showing beside what it said before. Null: no limit. */
export type RuleValue = string | number | boolean | null | readonly string[] | readonly AskedQuestion[];

export interface RuleChange {
  /** A rule's name, or `quota_<scope>_<period>` for a quota's minutes. */
  rule: string;
  before: RuleValue;
  after: RuleValue;
}

/** What changed from one version of a facility's rules to the next, rule by rule, in the order of the form. */
export function changesBetween(before: BookingRules, after: BookingRules): RuleChange[] {
  const [old, now] = [flat(before), flat(after)];
  const names = [...new Set([...Object.keys(now), ...Object.keys(old)])];
  return names.flatMap((rule) => {
    const change = { rule, before: old[rule] ?? null, after: now[rule] ?? null };
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change];
  });
}

function flat(rules: BookingRules): Record<string, RuleValue> {
  return {
    instant: rules.instant,
    pendingHolds: rules.pendingHolds,
    answerWithinHours: rules.answerWithinHours,
    horizonDays: rules.horizonDays,
    leadMinutes: rules.leadMinutes,
    stepMinutes: rules.stepMinutes,
    minMinutes: rules.minMinutes,
    maxMinutes: rules.maxMinutes,
    bufferBeforeMinutes: rules.bufferBeforeMinutes,
    bufferAfterMinutes: rules.bufferAfterMinutes,
    closedOnHolidays: rules.closedOnHolidays,
    openOnMakeupDays: rules.openOnMakeupDays,
    prepay: rules.prepay,
    payWithinMinutes: rules.payWithinMinutes,
    billActual: rules.billActual,
    cancelCutoffMinutes: rules.cancelCutoffMinutes,
    changeCutoffMinutes: rules.changeCutoffMinutes,
    lateCancelPercent: rules.lateCancelPercent,
    noShowGraceMinutes: rules.noShowGraceMinutes,
    noShowPercent: rules.noShowPercent,
    lateAfterMinutes: rules.lateAfterMinutes,
    maxOpenPerUser: rules.maxOpenPerUser,
    maxOpenPerOrganization: rules.maxOpenPerOrganization,
    ...Object.fromEntries(rules.quotas.map((quota) => [quotaName(quota), quota.maxMinutes])),
    fairShareDays: rules.fairShareDays,
    fairSharePercent: rules.fairSharePercent,
    bookableBy: rules.bookableBy,
    offerMinutes: rules.offerMinutes,
    countingDays: rules.countingDays,
    warnAfter: rules.warnAfter,
    shortBlockAfter: rules.shortBlockAfter,
    shortBlockDays: rules.shortBlockDays,
    longBlockAfter: rules.longBlockAfter,
    longBlockDays: rules.longBlockDays,
    automaticShortBlock: rules.automaticShortBlock,
    sampleDays: rules.sampleDays,
    terms: rules.terms,
    questions: rules.questions.map(asked),
  };
}

const asked = (question: BookingQuestion): AskedQuestion => {
  const { textZh, textEn, options, required } = question;
  return { textZh, textEn, options, required, kind: kindOf(question) };
};

const quotaName = ({ scope, period }: Quota): string => `quota_${scope}_${period}`;
