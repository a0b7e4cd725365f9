import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { evaluations } from "#db/schema/vocabulary.ts";

/** What the booking's page posts: one form for each act, told apart by `intent`. */
export const intents = [
  "confirm",
  "approve",
  "reject",
  "cancel",
  "check-in",
  "complete",
  "no-show",
  "extend",
  "reschedule",
  "evaluate",
] as const;

export type Intent = (typeof intents)[number];

const reason = z.string().trim().min(2).max(500);
const remark = z.string().trim().max(500).default("");

/** A local time as people write it, `2026-12-01 14:00`, in `zone`. */
export const localMoment = (zone: string) =>
  z.string().transform((text, ctx): Date => {
    try {
      const wall = Temporal.PlainDateTime.from(text.trim().replace(/\s+/, "T"));
      return new Date(wall.toZonedDateTime(zone).epochMilliseconds);
    } catch {
      ctx.addIssue({ code: "custom", message: "local_time" });
      return z.NEVER;
    }
  });

/** An amount in yuan, `1,200.00`, as fen. */
const yuan = z
  .string()
  .trim()
  .regex(/^\d{1,3}(,?\d{3})*(\.\d{1,2})?$/, "number")
  .transform((text) => Math.round(Number(text.replaceAll(",", "")) * 100));

const named = <I extends Intent, S extends z.ZodRawShape>(intent: I, shape: S) =>
  z.strictObject({ intent: z.literal(intent), ...shape });

/** The forms of a booking at a facility in `zone`. */
export function actForms(zone: string) {
  const local = localMoment(zone);
  return z.discriminatedUnion("intent", [
    named("confirm", {}),
    named("check-in", {}),
    named("no-show", {}),
    named("approve", { reason: remark }),
    named("reject", { reason }),
    named("cancel", { reason: remark }),
    named("extend", { end: local, overrideReason: reason.optional() }),
    named("reschedule", { start: local, end: local, reason: remark, overrideReason: reason.optional() }),
    named("complete", {
      actualFrom: local.optional(),
      actualTo: local.optional(),
      amount: yuan.optional(),
      content: z.string().trim().max(200).default(""),
      reason: remark,
    }),
    named("evaluate", { evaluation: z.enum(evaluations), text: remark }),
  ]);
}

export type ActForm = z.output<ReturnType<typeof actForms>>;
