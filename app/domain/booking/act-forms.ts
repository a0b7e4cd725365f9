import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { evaluations, fundingSources, serviceTypes, serviceWays } from "#db/schema/vocabulary.ts";
import { readMeant, writtenTime } from "../read-meant.ts";
import { fieldCodes } from "../values.ts";
import { transferInput } from "./transfer/inputs.ts";

/** What the booking's page posts: one form for each act, told apart by `intent`. */
export const intents = [
  "confirm",
  "approve",
  "reject",
  "cancel",
  "check-in",
  "check-out",
  "complete",
  "correct",
  "no-show",
  "extend",
  "reschedule",
  "transfer",
  "evaluate",
] as const;

export type Intent = (typeof intents)[number];

const reason = z.string().trim().min(2).max(500);
const remark = z.string().trim().max(500).default("");

/**
 * A local time as people write it, `2026-12-01 14:00`, in `zone`. Where the clocks show it twice it is the first, unless
 * an offset says which: `2026-10-25 01:30 +00:00`; what they leave out is as much later.
 */
export const localMoment = (zone: string) =>
  z.string().transform((text, ctx): Date => {
    const [, before = text, offset] = withOffset.exec(text) ?? [];
    const written = before.trim().replace(/\s+/, "T");
    try {
      const at = offset
        ? Temporal.ZonedDateTime.from(`${written}${offset}[${zone}]`)
        : Temporal.PlainDateTime.from(written).toZonedDateTime(zone);
      return new Date(at.epochMilliseconds);
    } catch {
      ctx.addIssue({ code: "custom", message: "local_time" });
      return z.NEVER;
    }
  });

const withOffset = /^(.*\d)\s*([+-]\d{2}:\d{2})\s*$/;

/** An amount in yuan, `1,200.00`, as fen. */
export const yuan = z
  .string()
  .trim()
  .regex(/^\d{1,3}(,?\d{3})*(\.\d{1,2})?$/, "number")
  .transform((text) => Math.round(Number(text.replaceAll(",", "")) * 100));

/** What a page asks of a use for the state's record. */
export const recordFields = {
  content: z.string().trim().max(200).default(""),
  serviceType: z.enum(serviceTypes).optional(),
  project: z.string().trim().max(200).optional(),
  funding: z.array(z.enum(fundingSources)).optional(),
  fields: fieldCodes.optional(),
  samples: z.coerce.number().int().min(0).max(100_000).optional(),
};

const named = <I extends Intent, S extends z.ZodRawShape>(intent: I, shape: S) =>
  z.strictObject({ intent: z.literal(intent), ...shape });

/** The forms of a booking at a facility in `zone`. */
export function actForms(zone: string) {
  return z.discriminatedUnion("intent", [
    named("confirm", {}),
    named("check-in", {}),
    named("no-show", {}),
    named("approve", { reason: remark }),
    named("reject", { reason }),
    named("cancel", { reason: remark }),
    extendForm(zone),
    rescheduleForm(zone),
    named("transfer", transferInput.shape),
    named("check-out", { ...recordFields, evaluation: z.enum(evaluations).optional(), text: remark }),
    named("complete", { ...staffFields, reason: remark }).transform(readTimesOfUse(zone)),
    named("correct", { ...staffFields, reason }).transform(readTimesOfUse(zone)),
    named("evaluate", { evaluation: z.enum(evaluations), text: remark }),
  ]);
}

const ends = { end: writtenTime, endMeant: writtenTime.optional(), overrideReason: reason.optional() };

const extendForm = (zone: string) =>
  named("extend", ends).transform(({ end, endMeant, ...rest }, ctx) => ({
    ...rest,
    end: readMeant(ctx, zone, "end", [end, endMeant]),
  }));

const rescheduleForm = (zone: string) =>
  named("reschedule", {
    ...ends,
    start: writtenTime,
    startMeant: writtenTime.optional(),
    reason: remark,
  }).transform(({ start, startMeant, end, endMeant, ...rest }, ctx) => ({
    ...rest,
    start: readMeant(ctx, zone, "start", [start, startMeant]),
    end: readMeant(ctx, zone, "end", [end, endMeant]),
  }));

/** From when to when something was used, as staff write it. */
export const timesOfUse = {
  actualFrom: writtenTime.optional(),
  actualFromMeant: writtenTime.optional(),
  actualTo: writtenTime.optional(),
  actualToMeant: writtenTime.optional(),
};

type UseTimes = Partial<Record<keyof typeof timesOfUse, string>>;

/** Reads `timesOfUse` as times of `zone`. */
export const readTimesOfUse =
  (zone: string) =>
  <F extends UseTimes>(
    { actualFrom, actualFromMeant, actualTo, actualToMeant, ...rest }: F,
    ctx: z.RefinementCtx,
  ) => ({
    ...rest,
    actualFrom:
      actualFrom === undefined
        ? undefined
        : readMeant(ctx, zone, "actualFrom", [actualFrom, actualFromMeant]),
    actualTo:
      actualTo === undefined ? undefined : readMeant(ctx, zone, "actualTo", [actualTo, actualToMeant]),
  });

const staffFields = {
  ...timesOfUse,
  amount: yuan.optional(),
  way: z.enum(serviceWays).optional(),
  ...recordFields,
};

export type ActForm = z.output<ReturnType<typeof actForms>>;
