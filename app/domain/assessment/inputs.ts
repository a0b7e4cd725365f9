import { z } from "zod";
import {
  assessmentTracks,
  indicatorKinds,
  rosterStandings,
  technologyCompanyKinds,
} from "#db/schema/vocabulary.ts";
import { day, someText, text } from "../values.ts";
import { figureNames, isFigure } from "./figures.ts";
import { longestFormula, readFormula } from "./formula.ts";

export const noInput = z.strictObject({});

export const reasonInput = z.strictObject({ reason: someText(500) });

/** A formula that can be read and speaks of figures that the platform has. */
export const formula = someText(longestFormula).superRefine((value, ctx) => {
  const read = readFormula(value);
  if (!read.ok) return ctx.addIssue({ code: "custom", message: `formula?at=${read.at + 1}` });
  const unknown = read.names.find((name) => !isFigure(name));
  if (unknown !== undefined) ctx.addIssue({ code: "custom", message: `figure_unknown?name=${unknown}` });
});

const number = z.coerce.number<string | number>().min(-1e9).max(1e9);

/** Points as people write them, two decimals at most; kept as hundredths. */
const points = z.coerce
  .number<string | number>()
  .min(0)
  .max(1000)
  .transform((value) => Math.round(value * 100));

const small = (least: number, most: number) => z.coerce.number<string | number>().int().min(least).max(most);

const yuan = z.coerce
  .number<string | number>()
  .min(0)
  .max(10_000_000_000)
  .transform((value) => Math.round(value * 100));

export const indicatorInput = z
  .strictObject({
    code: z
      .string()
      .trim()
      .regex(/^[a-z][a-z0-9_]{1,39}$/, "indicator_code"),
    kind: z.enum(indicatorKinds),
    position: small(1, 99),
    groupZh: text(40).default(""),
    groupEn: text(80).default(""),
    nameZh: someText(60),
    nameEn: someText(120),
    unitZh: text(20).default(""),
    unitEn: text(20).default(""),
    formula,
    floor: number,
    ceiling: number,
    points,
    sharing: z.preprocess((value) => value === true || value === "on" || value === "true", z.boolean()),
  })
  .refine(({ kind, floor, ceiling }) => kind === "threshold" || floor !== ceiling, {
    path: ["ceiling"],
    message: "floor_is_ceiling",
  })
  .refine(({ kind, points: given }) => (kind === "threshold") === (given === 0), {
    path: ["points"],
    message: "threshold_without_points",
  });

/** The numbers of a version that decide what a result leads to. */
export const setRulesInput = z
  .strictObject({
    nameZh: someText(80),
    nameEn: someText(160),
    basis: text(300).default(""),
    validFrom: day,
    excellentFrom: points,
    goodFrom: points,
    qualifiedFrom: points,
    praiseCount: small(0, 50),
    cardCount: small(0, 50),
    delistAfterYears: small(2, 9),
    rewardWeightExcellent: small(0, 1000),
    rewardWeightGood: small(0, 1000),
    rewardCap: yuan,
    subsidyFormula: formula,
    subsidyCap: yuan,
  })
  .refine(
    ({ excellentFrom, goodFrom, qualifiedFrom }) => excellentFrom > goodFrom && goodFrom > qualifiedFrom,
    {
      path: ["qualifiedFrom"],
      message: "grades_in_order",
    },
  )
  .refine(({ rewardWeightExcellent, rewardWeightGood }) => rewardWeightExcellent >= rewardWeightGood, {
    path: ["rewardWeightGood"],
    message: "grades_in_order",
  });

export const cycleInput = z
  .strictObject({
    track: z.enum(assessmentTracks),
    year: small(2000, 2199),
    regionCode: z.string().regex(/^\d{6}$/, "region_code"),
    setId: z.uuid(),
    periodFrom: day,
    periodTo: day,
    rewardBudget: yuan,
    subsidyBudget: yuan,
  })
  .refine(({ periodFrom, periodTo }) => periodTo > periodFrom, {
    path: ["periodTo"],
    message: "ends_before_start",
  });

export const reportInput = z.strictObject({ report: someText(4000) });

export const rectificationInput = z.strictObject({ text: z.string().trim().min(5).max(4000) });

export const objectionInput = z.strictObject({ statement: z.string().trim().min(5).max(2000) });

/** An answer to an objection; a sustained one may put another value in a figure's place. */
export const answerInput = z
  .strictObject({
    outcome: z.enum(["sustain", "overrule"]),
    answer: z.string().trim().min(5).max(2000),
    figure: z.enum(figureNames).optional(),
    value: number.optional(),
  })
  .refine(({ figure, value }) => (figure === undefined) === (value === undefined), {
    path: ["value"],
    message: "both_or_neither",
  })
  .refine(({ outcome, figure }) => outcome === "sustain" || figure === undefined, {
    path: ["figure"],
    message: "only_when_sustained",
  });

export const enrolInput = z.strictObject({
  track: z.enum(assessmentTracks),
  uscc: z.string().trim().toUpperCase().length(18),
  standing: z.enum(rosterStandings),
  reason: someText(300),
});

export const technologyCompanyInput = z
  .strictObject({
    uscc: z.string().trim().toUpperCase().length(18),
    kind: z.enum(technologyCompanyKinds),
    number: someText(40),
    validFrom: day,
    validUntil: day,
  })
  .refine(({ validFrom, validUntil }) => validUntil >= validFrom, {
    path: ["validUntil"],
    message: "ends_before_start",
  });

export type TechnologyCompanyInput = z.output<typeof technologyCompanyInput>;
export type IndicatorInput = z.output<typeof indicatorInput>;
export type SetRulesInput = z.output<typeof setRulesInput>;
export type CycleInput = z.output<typeof cycleInput>;
export type AnswerInput = z.output<typeof answerInput>;
export type EnrolInput = z.output<typeof enrolInput>;
