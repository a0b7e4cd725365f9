import { z } from "zod";
import { transferModes } from "#db/schema/vocabulary.ts";
import { fen, fenFrom, moment, someText } from "../../values.ts";
import { dealLimits } from "../limits.ts";

const minutes = z.int().min(0).max(dealLimits.extension);

/** What the seller announces. Money in fen; `reserve` is kept secret; minutes fall back to the parameters in force. */
export const announceInput = z
  .strictObject({
    technologyId: z.uuid(),
    mode: z.enum(transferModes),
    terms: someText(dealLimits.terms),
    priceBasis: someText(dealLimits.prose),
    startPrice: fenFrom(1),
    step: fenFrom(1),
    deposit: fen,
    reserve: fenFrom(1).nullable().default(null),
    startsAt: moment,
    endsAt: moment,
    extendWithin: minutes.optional(),
    extendBy: minutes.optional(),
  })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, { path: ["endsAt"], error: "ends_before_start" })
  .refine(({ startPrice, deposit }) => deposit <= startPrice, {
    path: ["deposit"],
    error: "above_start_price",
  })
  .refine(({ startPrice, reserve }) => reserve === null || reserve >= startPrice, {
    path: ["reserve"],
    error: "below_start_price",
  });

export type AnnounceInput = z.output<typeof announceInput>;

/** Entering: the very terms that were read, by their SHA-256. */
export const enterInput = z.strictObject({ termsSha256: z.string().regex(/^[0-9a-f]{64}$/, "wrong_format") });

/** A bid, in fen. */
export const bidInput = z.strictObject({ amount: fenFrom(1) });

export const reasonInput = z.strictObject({ reason: someText(dealLimits.reasons) });

/** What a mediator finds of a contested default: the deposit goes to the seller (`uphold`) or back (`dismiss`). */
export const decideDefaultInput = z.strictObject({
  outcome: z.enum(["uphold", "dismiss"]),
  reason: someText(dealLimits.reasons),
});

export const noInput = z.strictObject({});
