import { z } from "zod";
import { distinct, someText } from "#app/domain/values.ts";

const line = { line: z.uuid() };

/** What people do with the lines of a statement, told apart by `intent`. */
export const lineForm = z.discriminatedUnion("intent", [
  /** As it is proposed, or to the charge that was chosen. */
  z.strictObject({ intent: z.literal("match"), ...line, charges: distinct(z.uuid(), 50) }),
  /** To charges that are named by their references. */
  z.strictObject({ intent: z.literal("name"), ...line, references: someText(400) }),
  z.strictObject({ intent: z.literal("many"), lines: distinct(z.uuid(), 200) }),
  z.strictObject({ intent: z.literal("aside"), ...line, reason: someText(500).min(2) }),
  z.strictObject({ intent: z.literal("up"), ...line }),
]);

export type LineForm = z.output<typeof lineForm>;
