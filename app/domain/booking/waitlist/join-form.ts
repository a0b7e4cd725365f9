import { z } from "zod";
import { serviceWays } from "#db/schema/vocabulary.ts";
import { spanOf } from "../spans.ts";
import { type JoinInput, joinInput } from "./inputs.ts";
import { windowChoices, windowOf } from "./policy.ts";

/** The form that joins a waiting list from a page of booking. */
export const joinForm = z.strictObject({
  start: z.iso.datetime({ offset: true }),
  end: z.iso.datetime({ offset: true }),
  window: z.enum(windowChoices),
  purpose: z.string().trim().min(2).max(500),
  project: z.string().trim().max(200).default(""),
  wayOfService: z.enum(serviceWays).optional(),
  termsVersion: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .optional(),
});

export type JoinForm = z.input<typeof joinForm>;

/** The form as the command takes it: the choice of a window becomes whole days of the facility. */
export function joinOf(
  facilityId: string,
  { window: choice, ...wanted }: z.output<typeof joinForm>,
  zone: string,
  now: Date,
): JoinInput {
  const span = spanOf(new Date(wanted.start), new Date(wanted.end));
  const { start, end } = windowOf(choice, span, zone, now.getTime());
  const window = { earliest: new Date(start).toISOString(), latest: new Date(end).toISOString() };
  return joinInput.parse({ ...wanted, ...window, facilityId });
}
