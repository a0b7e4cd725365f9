import { z } from "zod";
import { reserveInput } from "../inputs.ts";

export const frequencies = ["daily", "weekly", "monthly"] as const;

export const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

/** Occurrences of one series at most: a year of weeks and some. */
export const mostOccurrences = 60;

/** How a booking repeats, in the facility's wall-clock time. Weekly without `days`: on the weekday of the first. */
export const patternInput = z.strictObject({
  frequency: z.enum(frequencies),
  every: z.coerce.number().int().min(1).max(12).default(1),
  days: z.array(z.enum(weekdays)).max(7).default([]),
  count: z.coerce.number().int().min(2).max(mostOccurrences),
});

export type Pattern = z.output<typeof patternInput>;

/** What to do with occurrences that cannot be booked: leave them out, or book nothing. */
export const onConflict = ["skip", "refuse"] as const;

/** A booking that repeats: the first as for a single one, and the pattern. */
export const seriesInput = z.strictObject({
  first: reserveInput,
  pattern: patternInput,
  conflicts: z.enum(onConflict),
});

export type SeriesInput = z.output<typeof seriesInput>;

/** Which occurrences a change of a series is about: those that have not begun, from one on or all. */
export interface Reach {
  /** The booking from which on. */
  from?: string;
}

/** A new time of day (`14:30`, facility's clock) and length in minutes for occurrences. */
export const retimeSeriesInput = z.strictObject({
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "time_of_day"),
  minutes: z.coerce.number().int().min(5).max(44_640),
  conflicts: z.enum(onConflict),
});

export type RetimeSeriesInput = z.output<typeof retimeSeriesInput>;
