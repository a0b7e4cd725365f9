import { z } from "zod";
import { localMoment, yuan } from "../../booking/act-forms.ts";
import { platformZone } from "../../working-days.ts";

const moment = localMoment(platformZone).transform((at) => at.toISOString());
const whole = z
  .string()
  .trim()
  .regex(/^\d{1,3}$/, "number")
  .transform(Number);

/** What the seller's form posts: yuan and local times; its values are judged like those of the API. */
export const announceForm = z.strictObject({
  mode: z.string(),
  terms: z.string(),
  priceBasis: z.string(),
  startPrice: yuan,
  step: yuan,
  deposit: yuan,
  reserve: yuan.optional(),
  startsAt: moment,
  endsAt: moment,
  extendWithin: whole.optional(),
  extendBy: whole.optional(),
});
