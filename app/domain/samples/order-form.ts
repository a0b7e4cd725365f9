import { z } from "zod";
import { evaluations, fundingSources, serviceTypes } from "#db/schema/vocabulary.ts";
import { timesOfUse, readTimesOfUse, yuan } from "../booking/act-forms.ts";
import { type AmendInput, amendInput, mostSamples, type OrderInput, orderInput } from "./inputs.ts";
import { samplesFromText } from "./paste.ts";

const text = (most: number) => z.string().trim().max(most).default("");
const checked = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

const facts = {
  purpose: z.string().trim().min(2).max(500),
  /** Rows as people paste them; the words of each are judged like those of the API. */
  samples: z.string().transform((value, ctx) => {
    const rows = samplesFromText(value);
    if (rows.length > mostSamples) {
      ctx.addIssue({ code: "custom", message: `too_many_samples?maximum=${mostSamples}` });
      return z.NEVER;
    }
    const read = orderInput.shape.samples.safeParse(rows);
    if (read.success) return read.data;
    ctx.addIssue({ code: "custom", message: read.error.issues[0]?.message ?? "wrong_format" });
    return z.NEVER;
  }),
  item: text(200),
  project: text(200),
  serviceType: z.enum(serviceTypes),
  funding: z.array(z.enum(fundingSources)).default([]),
  returnSamples: checked,
};

/** The form that orders work on samples. Unticked, `accepted` reads as version 0, which no terms have. */
export const orderForm = z.strictObject({
  key: z.uuid(),
  ...facts,
  voucherId: z.union([z.literal("none"), z.uuid()]).optional(),
  accepted: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .optional(),
});

/** The form that puts an order right. */
export const amendForm = z.strictObject({ ...facts, reason: text(500) });

export type OrderForm = z.input<typeof orderForm>;
export type AmendForm = z.input<typeof amendForm>;

/** The form as the command takes it. */
export function orderOf(
  facilityId: string,
  { accepted, item, voucherId, key: _, ...rest }: z.output<typeof orderForm>,
): OrderInput {
  return orderInput.parse({
    ...{ ...rest, facilityId, item: item || undefined, termsVersion: accepted ?? 0 },
    voucherId: voucherId === "none" ? undefined : voucherId,
  });
}

export const amendOf = ({ item, ...rest }: z.output<typeof amendForm>): AmendInput =>
  amendInput.parse({ ...rest, item: item || undefined });

/** What the order's page posts: one form for each act, told apart by `intent`. */
export const orderIntents = [
  "accept",
  "object",
  "begin",
  "complete",
  "decline",
  "return-samples",
  "cancel",
  "evaluate",
] as const;

export type OrderIntent = (typeof orderIntents)[number];

const reason = z.string().trim().min(2).max(500);
const remark = text(500);

/** Conditions as they are written: `3, broken seal`, one sample a line. */
const conditions = z
  .string()
  .default("")
  .transform((value, ctx) => {
    const lines = value.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "");
    const read = lines.map((line) => /^\s*(\d{1,3})\s*[,，、\t:：]\s*(.{1,200})$/.exec(line));
    if (read.every((match) => match !== null))
      return read.map((match) => ({ number: Number(match?.[1]), condition: (match?.[2] ?? "").trim() }));
    ctx.addIssue({ code: "custom", message: "conditions_form" });
    return z.NEVER;
  });

const named = <I extends OrderIntent, S extends z.ZodRawShape>(intent: I, shape: S) =>
  z.strictObject({ intent: z.literal(intent), ...shape });

/** The forms of an order at a facility in `zone`. */
export function orderActForms(zone: string) {
  return z.discriminatedUnion("intent", [
    named("accept", { conditions, reason: remark }),
    named("object", { reason }),
    named("begin", {}),
    named("complete", {
      ...timesOfUse,
      amount: yuan.optional(),
      content: text(200),
      reason: remark,
    }).transform(readTimesOfUse(zone)),
    named("decline", { reason }),
    named("return-samples", { reason }),
    named("cancel", { reason: remark }),
    named("evaluate", { evaluation: z.enum(evaluations), text: remark }),
  ]);
}

export type OrderActForm = z.output<ReturnType<typeof orderActForms>>;
