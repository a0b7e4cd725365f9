import { z } from "zod";
import { momentMeant } from "./moments-meant.ts";

/** A local time in a form, and which is meant where the clocks show it twice: `end` and `endMeant`. */
export const writtenTime = z.string().trim().max(40);

/** Reads such a pair of fields in a transform; what is wrong is said beside the field that can put it right. */
export function readMeant(
  ctx: z.RefinementCtx,
  zone: string,
  path: string,
  [text, chosen]: [text: string, chosen: string | undefined],
): Date {
  const moment = momentMeant(text, zone, chosen);
  if (moment instanceof Date) return moment;
  const field = moment === "shown_twice" ? `${path}Meant` : path;
  ctx.addIssue({ code: "custom", message: moment, path: [field] });
  return z.NEVER;
}
