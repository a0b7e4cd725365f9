import { z } from "zod";
import { onConflict, retimeSeriesInput } from "./inputs.ts";

const from = z
  .union([z.literal(""), z.uuid()])
  .optional()
  .transform((id) => id || undefined);

/** A change of a series: which of its bookings, from one on or all that have not begun, and what becomes of them. */
export const changeOfSeries = z.discriminatedUnion("act", [
  z.object({
    act: z.literal("cancel"),
    from,
    time: z.string().default(""),
    minutes: z.coerce.number().default(0),
  }),
  z.object({ act: z.literal("retime"), from, ...retimeSeriesInput.omit({ conflicts: true }).shape }),
]);

export type ChangeOfSeries = z.output<typeof changeOfSeries>;

/** What is sent after looking: the change, what to do with times that do not fit, and why. */
export const changeForm = z.intersection(
  changeOfSeries,
  z.object({ conflicts: z.enum(onConflict), reason: z.string().trim().max(500).default("") }),
);

/** The change that an address asks to look at; undefined where it asks for none or for one that makes no sense. */
export function readChange(query: URLSearchParams): ChangeOfSeries | undefined {
  const asked = changeOfSeries.safeParse(Object.fromEntries(query));
  return asked.success ? asked.data : undefined;
}
