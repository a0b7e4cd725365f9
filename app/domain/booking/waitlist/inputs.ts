import { z } from "zod";
import { serviceWays } from "#db/schema/vocabulary.ts";
import { moment } from "../../values.ts";

const wanted = z.strictObject({
  facilityId: z.uuid(),
  /** The time that somebody else has. */
  start: moment,
  end: moment,
  /** The window within which any time of that length will do; the wanted time itself unless given. */
  earliest: moment.optional(),
  latest: moment.optional(),
  purpose: z.string().trim().min(2).max(500),
  wayOfService: z.enum(serviceWays).optional(),
  project: z.string().trim().max(200).default(""),
  termsVersion: z.int().min(0).optional(),
});

const wrongOrder = { message: "end_before_start", path: ["end"] };

/** What somebody who finds a time taken waits for. */
export const joinInput = wanted.refine(({ start, end }) => start < end, wrongOrder);

export type JoinInput = z.output<typeof joinInput>;
