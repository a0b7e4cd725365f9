import { z } from "zod";
import { evaluations, fundingSources, serviceTypes, serviceWays } from "#db/schema/vocabulary.ts";
import { distinct, fieldCodes } from "../values.ts";

const most = 100_000;

/** What of it a booker says when booking. */
export const bookedRecordShape = {
  serviceType: z.enum(serviceTypes).optional(),
  funding: distinct(z.enum(fundingSources), fundingSources.length).optional(),
  fields: fieldCodes.optional(),
};

/**
 * What the state's service record says of a use beyond times and money (NRII service record). What is not given is taken
 * from the booking.
 */
const recordShape = {
  content: z.string().trim().max(200).default(""),
  project: z.string().trim().max(200).optional(),
  ...bookedRecordShape,
  /** Samples that were worked on. */
  samples: z.int().min(0).max(most).optional(),
};

/** What provider's staff add to it. */
export const staffRecordShape = {
  ...recordShape,
  way: z.enum(serviceWays).optional(),
  /** Whether a contract or accepted terms cover the use. */
  agreement: z.boolean().optional(),
};

/** What a booker, or staff, may say when a use ends at the instrument; nothing is required there. */
export const checkOutInput = z.strictObject({
  ...recordShape,
  evaluation: z.enum(evaluations).optional(),
  text: z.string().trim().max(500).default(""),
});

export type CheckOutInput = z.output<typeof checkOutInput>;
