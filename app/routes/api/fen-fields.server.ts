import { z } from "zod";
import { isFen } from "#app/domain/values.ts";

/** Where in a value there is money: itself, in fields of it, or in each of its items. */
type Mask = "fen" | { fields: ReadonlyMap<string, Mask> } | { each: Mask };

/** Input schemas are read by what they take, answers by what they give. */
type Direction = "input" | "output";

const masks: Record<Direction, WeakMap<z.core.$ZodType, Mask | null>> = {
  input: new WeakMap(),
  output: new WeakMap(),
};

/** What a caller gave, with its money as fen. What is no money of ours stays, for the schema to refuse. */
export const readFen = (schema: z.ZodType, value: unknown): unknown =>
  mapped(maskOf(schema, "input"), value, (given) => {
    const money = moneyShape.safeParse(given);
    return money.success ? money.data.amount : given;
  });

/** What a handler answers, with its fen as money. */
export const writeFen = (schema: z.ZodType, value: unknown): unknown =>
  mapped(maskOf(schema, "output"), value, (fen) =>
    typeof fen === "number" ? { amount: fen, currency: "CNY" } : fen,
  );

const moneyShape = z.strictObject({ amount: z.number(), currency: z.literal("CNY") });

/** JSON Schema of ours with money where the schema has fen. */
export function moneyInSchema({ zodSchema, jsonSchema }: Described): void {
  if (zodSchema instanceof z.ZodDefault && isFen(zodSchema.def.innerType))
    jsonSchema.default = { amount: zodSchema.def.defaultValue, currency: "CNY" };
  if (!isFen(zodSchema)) return;
  const { minimum, maximum } = jsonSchema;
  for (const name of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, name);
  Object.assign(jsonSchema, {
    type: "object",
    properties: {
      amount: { type: "integer", minimum, maximum, description: "Fen" },
      currency: { type: "string", const: "CNY" },
    },
    required: ["amount", "currency"],
    additionalProperties: false,
  });
}

interface Described {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: z.core.JSONSchema.BaseSchema;
}

function maskOf(schema: z.core.$ZodType, direction: Direction): Mask | null {
  const known = masks[direction].get(schema);
  if (known !== undefined) return known;
  const mask = findMask(schema, direction);
  masks[direction].set(schema, mask);
  return mask;
}

function findMask(schema: z.core.$ZodType, direction: Direction): Mask | null {
  if (isFen(schema)) return "fen";
  if (schema instanceof z.ZodObject) {
    const parts = Object.entries<z.core.$ZodType>(schema.def.shape);
    const fields = parts.flatMap(([name, part]): [string, Mask][] => {
      const mask = maskOf(part, direction);
      return mask ? [[name, mask]] : [];
    });
    return fields.length > 0 ? { fields: new Map(fields) } : null;
  }
  if (schema instanceof z.ZodArray) {
    const each = maskOf(schema.def.element, direction);
    return each && { each };
  }
  if (schema instanceof z.ZodPipe)
    return maskOf(direction === "input" ? schema.def.in : schema.def.out, direction);
  if (schema instanceof z.ZodUnion) return firstOf(schema.def.options, direction);
  return isWrapper(schema) ? maskOf(schema.def.innerType, direction) : null;
}

const isWrapper = (schema: z.core.$ZodType) =>
  schema instanceof z.ZodOptional ||
  schema instanceof z.ZodNullable ||
  schema instanceof z.ZodDefault ||
  schema instanceof z.ZodPrefault;

const firstOf = (options: readonly z.core.$ZodType[], direction: Direction): Mask | null =>
  options.map((one) => maskOf(one, direction)).find((mask) => mask !== null) ?? null;

function mapped(mask: Mask | null, value: unknown, change: (money: unknown) => unknown): unknown {
  if (mask === null) return value;
  if (mask === "fen") return change(value);
  if ("each" in mask)
    return Array.isArray(value) ? value.map((item) => mapped(mask.each, item, change)) : value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const changed = Object.entries(value).map(([name, part]): [string, unknown] => [
    name,
    mapped(mask.fields.get(name) ?? null, part, change),
  ]);
  return Object.fromEntries(changed);
}
