import { z } from "zod";
import { serviceWays } from "#db/schema/vocabulary.ts";
import { moment } from "../../values.ts";
import { frequencies, onConflict, patternInput, type SeriesInput, weekdays } from "./inputs.ts";

/** The form that books again and again: the pattern that was looked at, and what a single booking says. */
export const repeatForm = z.strictObject({
  key: z.uuid(),
  start: moment,
  end: moment,
  ...patternInput.shape,
  wayOfService: z.enum(serviceWays),
  purpose: z.string().trim().min(2).max(500),
  accepted: z.coerce.number().int().min(0).max(1_000_000).default(0),
  answers: z
    .array(z.strictObject({ key: z.string(), answer: z.string().trim().max(500).default("") }))
    .optional(),
  conflicts: z.enum(onConflict),
  /** The voucher that pays part of each, as long as it lasts. */
  voucherId: z.union([z.literal("none"), z.uuid()]).optional(),
});

export type RepeatForm = z.input<typeof repeatForm>;

/** The form as the command takes it. */
export function seriesOf(
  facilityId: string,
  { start, end, wayOfService, purpose, accepted, answers, ...rest }: Omit<z.output<typeof repeatForm>, "key">,
): SeriesInput {
  const { frequency, every, days, count, conflicts } = rest;
  const voucherId = rest.voucherId === "none" ? undefined : rest.voucherId;
  const first = { facilityId, start, end, wayOfService, purpose, answers, voucherId, termsVersion: accepted };
  return {
    first: { ...first, project: "", note: "" },
    pattern: { frequency, every, days, count },
    conflicts,
  };
}

/** The pattern that an address asks to look at; undefined before one was chosen, or where it makes no sense. */
export function readPattern(query: URLSearchParams): z.output<typeof patternInput> | undefined {
  const asked = patternInput.safeParse({
    frequency: query.get("frequency"),
    every: query.get("every") || undefined,
    days: query.getAll("days").filter((day) => weekdays.some((name) => name === day)),
    count: query.get("count"),
  });
  return asked.success ? asked.data : undefined;
}

/** What a pattern begins with before somebody changes it: weekly, eight times. */
export const usualPattern = { frequency: frequencies[1], every: 1, days: [], count: 8 };
