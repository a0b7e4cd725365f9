import { z } from "zod";
import { evaluations, fundingSources, serviceTypes } from "#db/schema/vocabulary.ts";
import { moment } from "../values.ts";

/** At most so many samples in one order: what a page and a spreadsheet of labels still hold. */
export const mostSamples = 200;

const text = (most: number) => z.string().trim().max(most).default("");

/** One sample as its sender labels it. */
export const sampleInput = z.strictObject({
  label: z.string().trim().min(1).max(80),
  material: text(200),
  hazard: text(200),
});

const samples = z.array(sampleInput).min(1).max(mostSamples);

/** Labels must tell samples apart. */
const labelsDiffer = (rows: readonly { label: string }[]): boolean =>
  new Set(rows.map(({ label }) => label)).size === rows.length;

const distinct = samples.refine(labelsDiffer, { error: "labels_repeat" });

const facts = {
  purpose: z.string().trim().min(2).max(500),
  project: text(200),
  /** The item of the price list; without one the provider quotes. */
  item: z.string().trim().max(200).optional(),
  serviceType: z.enum(serviceTypes).default("research"),
  funding: z.array(z.enum(fundingSources)).max(4).default([]),
  returnSamples: z.boolean().default(false),
  samples: distinct,
};

/** An order for work on samples. Over the API, not naming `termsVersion` accepts the terms in force. */
export const orderInput = z.strictObject({
  facilityId: z.uuid(),
  ...facts,
  /** A voucher of the actor's organisation that pays its part. */
  voucherId: z.uuid().optional(),
  termsVersion: z.int().min(0).optional(),
});

/** An order that was objected to, put right. */
export const amendInput = z.strictObject({ ...facts, reason: text(500) });

/** In what condition each sample came, by its number; what is not named came as described. */
export const acceptInput = z.strictObject({
  conditions: z
    .array(z.strictObject({ number: z.int().min(1).max(mostSamples), condition: text(200) }))
    .max(mostSamples)
    .default([]),
  reason: text(500),
});

const money = z
  .strictObject({ amount: z.int().min(0).max(1_000_000_000_000), currency: z.literal("CNY") })
  .transform(({ amount }) => amount);

/** What the state's record of use needs beyond the order. `amount` becomes fen. */
export const finishInput = z.strictObject({
  actualFrom: moment.optional(),
  actualTo: moment.optional(),
  amount: money.optional(),
  content: text(200),
  reason: text(500),
});

export const evaluateOrderInput = z.strictObject({ evaluation: z.enum(evaluations), text: text(500) });

export type SampleInput = z.output<typeof sampleInput>;
export type OrderInput = z.output<typeof orderInput>;
export type AmendInput = z.output<typeof amendInput>;
export type AcceptInput = z.output<typeof acceptInput>;
export type FinishInput = z.output<typeof finishInput>;
export type EvaluateOrderInput = z.output<typeof evaluateOrderInput>;
