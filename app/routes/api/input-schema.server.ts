import { z } from "zod";
import { moneyInSchema } from "./fen-fields.server.ts";

const describe = (inputs: z.ZodType) =>
  z.toJSONSchema(inputs, { io: "input", unrepresentable: "any", override: moneyInSchema });

const described = new WeakMap<z.ZodType, ReturnType<typeof describe>>();

/** What a transition asks for as JSON Schema, made once for each: answers that say what is allowed repeat the same few. */
export function inputSchema(inputs: z.ZodType | undefined): ReturnType<typeof describe> | null {
  if (!inputs) return null;
  const known = described.get(inputs) ?? describe(inputs);
  described.set(inputs, known);
  return known;
}
