import { z } from "zod";
import { evaluations, serviceWays } from "#db/schema/vocabulary.ts";
import { answerInput, mostQuestions } from "./questions.ts";
import { moment } from "../values.ts";
import { bookedRecordShape, staffRecordShape } from "./record-inputs.ts";

const inOrder = ({ start, end }: { start: Date; end: Date }) => start.getTime() < end.getTime();
const wrongOrder = { message: "end_before_start", path: ["end"] };

const reasonText = z.string().trim().min(2).max(500);
const optionalText = (most: number) => z.string().trim().max(most).default("");

const distinctBy = <T extends z.ZodType<{ id: string }>>(item: T) =>
  z
    .array(item)
    .max(20)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, { error: "repeated" });

/** What a booker asks for. Over the API, not naming `termsVersion` accepts the terms in force. */
export const reserveInput = z
  .strictObject({
    facilityId: z.uuid(),
    start: moment,
    end: moment,
    purpose: z.string().trim().min(2).max(500),
    wayOfService: z.enum(serviceWays).optional(),
    voucherId: z.uuid().optional(),
    /** The item of the price list; the first that is charged by time unless given. */
    item: z.string().trim().max(200).optional(),
    /** A unit that the booker prefers, by its number. */
    unit: z.int().min(1).max(32_767).optional(),
    project: optionalText(200),
    note: optionalText(500),
    /** What the state's record of use asks of it (NRII): type of service, sources of its money, disciplines (GB/T 13745). */
    ...bookedRecordShape,
    /** The research group whose quota it counts against; the booker's only one unless given. */
    groupId: z.uuid().optional(),
    /** What is to come with it, by the facility's list of accessories. */
    accessories: distinctBy(z.strictObject({ id: z.uuid(), quantity: z.int().min(1).max(1000) })).optional(),
    /** Answers to the facility's own questions, by their keys. */
    answers: z.array(answerInput).max(mostQuestions).optional(),
    /** Provider's staff only: the e-mail address of whom they book for. */
    forEmail: z.email().max(254).optional(),
    termsVersion: z.int().min(0).optional(),
    /** Provider's staff only: why a rule that may be set aside is set aside. */
    overrideReason: reasonText.optional(),
  })
  .refine(inOrder, wrongOrder);

export const reasonInput = z.strictObject({ reason: reasonText });
export const optionalReasonInput = z.strictObject({ reason: z.string().trim().max(500).default("") });
export const noInput = z.strictObject({});

const money = z
  .strictObject({ amount: z.int().min(0).max(1_000_000_000_000), currency: z.literal("CNY") })
  .transform(({ amount }) => amount);

const completeShape = {
  actualFrom: moment.optional(),
  actualTo: moment.optional(),
  amount: money.optional(),
  ...staffRecordShape,
};

/** What the state's record of use needs beyond the booking. `amount` becomes fen. */
export const completeInput = z.strictObject({
  ...completeShape,
  reason: z.string().trim().max(500).default(""),
});

/** What is wrong in a record of use; what is not given stays. */
export const correctInput = z.strictObject({ ...completeShape, reason: reasonText });

export const extendInput = z.strictObject({ end: moment, overrideReason: reasonText.optional() });

export const rescheduleInput = z
  .strictObject({
    start: moment,
    end: moment,
    reason: z.string().trim().max(500).default(""),
    overrideReason: reasonText.optional(),
  })
  .refine(inOrder, wrongOrder);

export const evaluateInput = z.strictObject({ evaluation: z.enum(evaluations), text: optionalText(500) });

const longestAskedDays = 62;

/** A stretch of time to look for free slots in; at most 62 days. */
export const availabilityQuery = z
  .strictObject({
    from: moment.optional(),
    to: moment.optional(),
    minutes: z.coerce.number().int().min(1).max(44_640).optional(),
  })
  .refine(({ from, to }) => !from || !to || from < to, { message: "end_before_start", path: ["to"] })
  .refine(({ from, to }) => !from || !to || to.getTime() - from.getTime() <= longestAskedDays * 86_400_000, {
    message: "range_too_long",
    path: ["to"],
  });

export type ReserveInput = z.output<typeof reserveInput>;
export type CompleteInput = z.output<typeof completeInput>;
export type CorrectInput = z.output<typeof correctInput>;
export type ExtendInput = z.output<typeof extendInput>;
export type RescheduleInput = z.output<typeof rescheduleInput>;
export type EvaluateInput = z.output<typeof evaluateInput>;
