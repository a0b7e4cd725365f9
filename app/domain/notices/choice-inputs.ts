import { z } from "zod";
import { noticeChannels } from "#db/schema/vocabulary.ts";

const channel = z.enum(noticeChannels);

/** How a person wants to hear of each kind of notice. */
export const choicesInput = z.strictObject({
  booking: channel,
  waitlist: channel,
  sample: channel,
  training: channel,
  conduct: channel,
  contract: channel,
  listing: channel,
  money: channel,
  account: channel,
});
