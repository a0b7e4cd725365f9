import { z } from "zod";
import { priceUnits } from "#db/schema/vocabulary.ts";
import { day, someText, text } from "../values.ts";
import { mostUnits, type OrderInput, orderInput, orderFacts } from "./inputs.ts";
import type { ServiceQuote } from "./policy.ts";

/** A line of the price list as a choice: what was seen is what is ordered, or the order is refused. */
export const lineKey = ({ unit, rate, item }: ServiceQuote): string => `${unit}:${rate}:${item}`;

const line = z.string().transform((value, ctx) => {
  const [, unit, rate, item] = /^([a-z]+):(\d{1,13}):(.+)$/s.exec(value) ?? [];
  const known = priceUnits.find((name) => name === unit);
  if (known && item) return { unit: known, rate: Number(rate), item };
  ctx.addIssue({ code: "custom", message: "not_an_option" });
  return z.NEVER;
});

/** A day that may be left out: forms send it empty. */
const maybeDay = z
  .union([z.literal(""), day])
  .default("")
  .transform((value) => value || undefined);

/** The form that orders a service. */
export const orderForm = z.strictObject({
  key: z.uuid(),
  line,
  quantity: z
    .string()
    .trim()
    .regex(/^\d{1,6}$/, "wrong_format")
    .transform(Number)
    .pipe(z.int().min(1).max(mostUnits)),
  wanted: orderFacts.wanted,
  wishedOn: maybeDay,
});

export type OrderForm = z.input<typeof orderForm>;

/** The form as the command takes it. */
export const orderOf = ({
  line: { unit, rate, item },
  key: _,
  ...rest
}: z.output<typeof orderForm>): OrderInput => orderInput.parse({ ...rest, unit, rate, item });

/** What the order's page posts: one form for each act, told apart by `intent`. */
export const orderIntents = [
  "take-order",
  "deliver",
  "accept-delivery",
  "request-changes",
  "decline",
  "call-off",
  "cancel",
  "remind-delivery",
  "end-overdue",
] as const;

export type OrderIntent = (typeof orderIntents)[number];

const reason = someText(500).pipe(z.string().min(2));
const remark = text(500).default("");

const named = <I extends OrderIntent, S extends z.ZodRawShape>(intent: I, shape: S) =>
  z.strictObject({ intent: z.literal(intent), ...shape });

export const orderActForms = z.discriminatedUnion("intent", [
  named("take-order", { dueOn: maybeDay, reason: remark }),
  named("deliver", { delivery: someText(5000) }),
  named("accept-delivery", { reason: remark }),
  named("request-changes", { reason }),
  named("decline", { reason }),
  named("call-off", { reason }),
  named("cancel", { reason: remark }),
  named("remind-delivery", { reason: remark }),
  named("end-overdue", { reason: remark }),
]);

export type OrderActForm = z.output<typeof orderActForms>;
