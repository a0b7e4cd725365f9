import { z } from "zod";
import { serviceWays, smeSizes, voucherKinds } from "#db/schema/vocabulary.ts";
import { day, distinct, maxFen, someText, text } from "../values.ts";
import { providerPlaces } from "./local-restrictions.ts";

export const noInput = z.strictObject({});

export const reasonInput = z.strictObject({ reason: someText(500) });

const whole = (least: number, most: number) => z.coerce.number<string | number>().int().min(least).max(most);

/** Yuan as people write them, kept as fen. */
const yuan = z.coerce
  .number<string | number>()
  .min(0)
  .max(maxFen / 100)
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, "whole_fen")
  .transform((value) => Math.round(value * 100));

const someYuan = yuan.refine((value) => value > 0, "too_small?minimum=0.01");

const ticked = z.preprocess((value) => value === true || value === "on" || value === "true", z.boolean());

/** A list that is typed into one field, one entry a line or separated by commas. */
const lines = <T extends z.ZodType<string>>(item: T, most: number) =>
  z.preprocess(
    (value) =>
      typeof value === "string" ? value.split(/[\s,，;；、]+/u).filter((part) => part !== "") : value,
    distinct(item, most).default([]),
  );

const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, "credit_code_form");

const region = z.string().regex(/^\d{6}$/, "region_code");

const rulesShape = {
  applyFrom: day,
  applyUntil: day,
  useUntil: day,
  validDays: whole(1, 1100),
  sizes: distinct(z.enum(smeSizes), smeSizes.length).default([]),
  technologyOnly: ticked,
  kinds: distinct(z.enum(voucherKinds), voucherKinds.length).default(["facility"]),
  ways: distinct(z.enum(serviceWays), serviceWays.length).default([]),
  classes: lines(z.string().regex(/^\d{2}(?:\d{2}){0,2}$/, "class_prefix"), 50),
  providers: lines(code, 500),
  providerPlace: z.enum(providerPlaces).default("whole_province"),
  sharePercent: whole(1, 100),
  fullPayUpTo: yuan,
  applicationCap: someYuan,
  yearlyCap: someYuan,
  automaticUpTo: yuan,
  excludeRelated: ticked,
  excludeFunded: ticked,
  settlementMonths: whole(1, 120),
  notesZh: text(1000).default(""),
  notesEn: text(2000).default(""),
};

interface InOrder {
  applyFrom: string;
  applyUntil: string;
  useUntil: string;
  applicationCap: number;
  yearlyCap: number;
}

const inOrder = <T extends z.ZodType<InOrder>>(schema: T) =>
  schema
    .refine(({ applyFrom, applyUntil }) => applyFrom <= applyUntil, {
      path: ["applyUntil"],
      message: "ends_before_start",
    })
    .refine(({ applyUntil, useUntil }) => applyUntil <= useUntil, {
      path: ["useUntil"],
      message: "ends_before_start",
    })
    .refine(({ applicationCap, yearlyCap }) => applicationCap <= yearlyCap, {
      path: ["yearlyCap"],
      message: "below_application_cap",
    });

/** The conditions of a programme, as an officer writes them. Money in yuan; kept in fen. */
export const rulesInput = inOrder(z.strictObject(rulesShape));

/** A new programme with its budget and the first version of its conditions. */
export const programInput = inOrder(
  z.strictObject({
    regionCode: region,
    nameZh: someText(80),
    nameEn: someText(160),
    year: whole(2000, 2199),
    budget: someYuan,
    ...rulesShape,
  }),
);

/** A company's application, fen. */
export const applyInput = z.strictObject({
  requested: z.int().min(1).max(maxFen),
  purpose: someText(500),
  /** No other public money pays for the same. */
  notFunded: z.boolean().default(false),
});

/** The same as a form: yuan. */
export const applyForm = z.strictObject({
  key: z.uuid(),
  requested: someYuan,
  purpose: someText(500),
  notFunded: ticked,
});

export const grantInput = z.strictObject({ reason: text(500).default("") });

/** The number of the provider's invoice for a use: digits of a 数电票 (20) or a code and number (10–12 + 8). */
export const invoiceInput = z.strictObject({
  invoiceNo: z
    .string()
    .trim()
    .regex(/^\d{8,20}$/, "invoice_number"),
});

export const submitInput = z.strictObject({ providerId: z.uuid(), periodFrom: day });

export const paidInput = z.strictObject({ reference: someText(60) });

/** A budget for subsidies, or more money for one that is there. */
export const budgetInput = z.strictObject({
  regionCode: region,
  year: whole(2000, 2199),
  nameZh: someText(80),
  nameEn: someText(160),
  amount: someYuan,
});

export const raiseInput = z.strictObject({ amount: someYuan, reason: someText(500) });

export type RulesInput = z.output<typeof rulesInput>;
export type ProgramInput = z.output<typeof programInput>;
export type ApplyInput = z.output<typeof applyInput>;
