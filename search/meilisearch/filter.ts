import type { Filter, IndexSchema, Scalar } from "../engine.ts";

const deepest = 20;
const longestValue = 400;

/** A condition as Meilisearch's filter text, or whether it holds for everything or for nothing. */
export type Condition = string | boolean;

/**
 * Compiles a condition. Every value is quoted, every field is one that the schema declares: nothing that a person typed
 * is ever read as an operator. Throws on unknown fields, values too long and conditions too deep.
 */
export function compile(schema: IndexSchema, filter: Filter, depth = 0): Condition {
  if (depth > deepest) throw new Error("search: filter is too deep");
  if ("and" in filter) return allOf(filter.and.map((part) => compile(schema, part, depth + 1)));
  if ("or" in filter) return anyOf(filter.or.map((part) => compile(schema, part, depth + 1)));
  if ("not" in filter) return negate(compile(schema, filter.not, depth + 1));
  return comparison(schema, filter);
}

type Comparison = Extract<Filter, { field: string }>;

function comparison(schema: IndexSchema, filter: Comparison): Condition {
  const field = fieldOf(schema, filter.field);
  switch (filter.op) {
    case "eq":
      return `${field} = ${quote(filter.value)}`;
    case "ne":
      return `NOT ${field} = ${quote(filter.value)}`;
    case "in":
      return filter.value.length === 0 ? false : `${field} IN [${filter.value.map(quote).join(", ")}]`;
    case "gt":
      return `${field} > ${quote(filter.value)}`;
    case "gte":
      return `${field} >= ${quote(filter.value)}`;
    case "lt":
      return `${field} < ${quote(filter.value)}`;
    case "lte":
      return `${field} <= ${quote(filter.value)}`;
    case "between":
      return `(${field} >= ${quote(filter.value[0])} AND ${field} <= ${quote(filter.value[1])})`;
    case "isNull":
      return `(${field} IS NULL OR ${field} NOT EXISTS)`;
  }
}

function fieldOf(schema: IndexSchema, field: string): string {
  if (!Object.hasOwn(schema.filterable, field) || !/^\w+$/.test(field))
    throw new Error(`search: ${schema.name} has no field ${field}`);
  return field;
}

/**
 * A value between quotes: since 1.4 Meilisearch reads a backslash and what follows it as in JSON, so that every backslash and
 * every quote needs one before it. Throws above 400 bytes.
 */
export function quote(value: Scalar): string {
  const text = String(value);
  if (Buffer.byteLength(text) > longestValue) throw new Error("search: value is too long");
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** All of them hold. */
export function allOf(parts: readonly Condition[]): Condition {
  if (parts.includes(false)) return false;
  return joined(parts, " AND ") ?? true;
}

/** One of them holds. */
export function anyOf(parts: readonly Condition[]): Condition {
  if (parts.includes(true)) return true;
  return joined(parts, " OR ") ?? false;
}

/** The opposite, which includes what lacks the field. */
export const negate = (condition: Condition): Condition =>
  typeof condition === "boolean" ? !condition : `NOT (${condition})`;

function joined(parts: readonly Condition[], operator: string): string | undefined {
  const texts = parts.filter((part) => typeof part === "string");
  if (texts.length === 0) return undefined;
  return texts.length === 1 ? texts[0] : `(${texts.join(operator)})`;
}
