import { z } from "zod";
import { noticeChannels } from "#db/schema/vocabulary.ts";
import { chosenLeads } from "../booking/reminders/inputs.ts";

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

/** The same with when they want to be reminded of their bookings. */
export const choicesForm = choicesInput.extend({ reminders: chosenLeads });
