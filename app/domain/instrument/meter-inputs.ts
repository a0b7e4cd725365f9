import { z } from "zod";
import { meterKinds } from "#db/schema/vocabulary.ts";
import { moment } from "../values.ts";

const mostReadings = 500;

/** Readings of one meter in one request, in any order. `value` is a counter's standing. */
export const readingsInput = z.strictObject({
  readings: z
    .array(
      z
        .strictObject({
          kind: z.enum(meterKinds),
          at: moment,
          value: z.number().min(0).max(1e15).optional(),
        })
        .refine(({ kind, value }) => (kind === "counter") === (value !== undefined), {
          path: ["value"],
          error: "counter_value",
        }),
    )
    .min(1)
    .max(mostReadings),
});

export type ReadingsInput = z.output<typeof readingsInput>;
