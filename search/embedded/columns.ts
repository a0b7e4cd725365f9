import { type SQL, sql } from "drizzle-orm";
import { textArray } from "./values.ts";
import type { Filter, FieldType, IndexSchema, Scalar } from "../engine.ts";

/** A filterable field as SQL. */
interface Column {
  value: SQL;
  type: FieldType;
}

const own: Record<string, { column: string; type: FieldType }> = {
  id: { column: "id", type: "string" },
  kind: { column: "kind", type: "string" },
  region: { column: "region", type: "string" },
  city: { column: "region_city", type: "string" },
  field: { column: "fields", type: "string[]" },
  org: { column: "org", type: "string" },
  funding: { column: "funding", type: "string[]" },
  trl: { column: "trl", type: "number" },
  ipc: { column: "ipc", type: "string[]" },
  price: { column: "price", type: "number" },
  createdAt: { column: "created_at", type: "number" },
  visible: { column: "visible", type: "boolean" },
};

const deepest = 20;
const longestValue = 400;

/** Where `field` of the index is stored. Throws when the schema does not declare it. */
export function columnOf(schema: IndexSchema, field: string): Column {
  const type = schema.filterable[field];
  if (type === undefined) throw new Error(`search: ${schema.name} has no field ${field}`);
  const stored = own[field];
  if (stored) return { value: sql.raw(stored.column), type: stored.type };
  if (type === "number") return { value: sql`(more->>${field})::double precision`, type };
  if (type === "boolean") return { value: sql`(more->>${field})::boolean`, type };
  if (type === "string[]") return { value: sql`(more->${field})`, type };
  return { value: sql`(more->>${field})`, type };
}

/** Whether a field has a column of `search_doc`; all others live in its `more`. */
export const isStored = (field: string): boolean => Object.hasOwn(own, field);

/** A condition as SQL: values are parameters, fields come from the schema. */
export function condition(schema: IndexSchema, filter: Filter, depth = 0): SQL {
  if (depth > deepest) throw new Error("search: filter is too deep");
  if ("and" in filter)
    return joinAll(
      filter.and.map((part) => condition(schema, part, depth + 1)),
      sql` and `,
      true,
    );
  if ("or" in filter)
    return joinAll(
      filter.or.map((part) => condition(schema, part, depth + 1)),
      sql` or `,
      false,
    );
  if ("not" in filter) return sql`(not ${condition(schema, filter.not, depth + 1)})`;
  return comparison(schema, filter);
}

type Comparison = Extract<Filter, { field: string }>;

function comparison(schema: IndexSchema, filter: Comparison): SQL {
  const column = columnOf(schema, filter.field);
  const { value } = column;
  switch (filter.op) {
    case "eq":
      return anyOf(filter.field, column, [filter.value]);
    case "ne":
      return sql`(not ${anyOf(filter.field, column, [filter.value])})`;
    case "in":
      return anyOf(filter.field, column, filter.value);
    case "gt":
      return sql`coalesce(${value} > ${filter.value}, false)`;
    case "gte":
      return sql`coalesce(${value} >= ${filter.value}, false)`;
    case "lt":
      return sql`coalesce(${value} < ${filter.value}, false)`;
    case "lte":
      return sql`coalesce(${value} <= ${filter.value}, false)`;
    case "between":
      return sql`coalesce(${value} between ${filter.value[0]} and ${filter.value[1]}, false)`;
    case "isNull":
      return sql`(${value} is null)`;
  }
}

function anyOf(field: string, { value, type }: Column, values: readonly Scalar[]): SQL {
  if (values.length === 0) return sql`false`;
  for (const one of values) {
    if (typeof one === "string" && Buffer.byteLength(one) > longestValue)
      throw new Error("search: value is too long");
  }
  if (type === "boolean")
    return sql`coalesce(${value} = any(${textArray(values.map(String))}::boolean[]), false)`;
  if (type === "number")
    return sql`coalesce(${value} = any(${textArray(values.map(String))}::double precision[]), false)`;
  if (type === "string") return sql`coalesce(${value} = any(${textArray(values.map(String))}), false)`;
  const wanted = textArray(values.map(String));
  return isStored(field) ? sql`(${value} && ${wanted})` : sql`coalesce(${value} ?| ${wanted}, false)`;
}

function joinAll(parts: SQL[], by: SQL, empty: boolean): SQL {
  return parts.length === 0 ? sql.raw(String(empty)) : sql`(${sql.join(parts, by)})`;
}
