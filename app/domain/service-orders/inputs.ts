import { z } from "zod";
import { priceUnits } from "#db/schema/vocabulary.ts";
import { day, fen, someText, text } from "../values.ts";

/** More than anybody orders at a listed price; who wants more asks. */
export const mostUnits = 10_000;

/** A line of the price list, told apart from a line of the same item by its unit. */
const line = { item: z.string().trim().min(1).max(200), unit: z.enum(priceUnits) };

/** What an order says beyond the line of the price list. */
export const orderFacts = {
  quantity: z.int().min(1).max(mostUnits).default(1),
  wanted: someText(2000),
  wishedOn: day.optional(),
};

/** An order for a service. With `rate`, it is refused when the list says another price meanwhile. */
export const orderInput = z.strictObject({ ...line, rate: fen.optional(), ...orderFacts });

/** Without `dueOn` the turnaround of the listing, in working days, counts from acceptance. */
export const takeInput = z.strictObject({ dueOn: day.optional(), reason: text(500).default("") });

/** What is delivered, in words; files are added beforehand. */
export const deliverInput = z.strictObject({ delivery: someText(5000) });

export type OrderInput = z.output<typeof orderInput>;
export type TakeInput = z.output<typeof takeInput>;
export type DeliverInput = z.output<typeof deliverInput>;
