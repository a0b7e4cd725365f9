import { getTableColumns, is, type SQL, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { type PgColumn, PgCustomColumn, type PgTable } from "drizzle-orm/pg-core";

export type Values = Record<string, unknown>;

/** A column that rows carry: its name in the application, and in the database. */
export interface Target {
  name: string;
  column: string;
  type: string;
}

export const columnsOf = (table: PgTable): [string, PgColumn][] =>
  Object.entries<PgColumn>(getTableColumns<PgTable>(table));

/** The columns of which the row says something. Throws for one that JSON cannot say. */
export function targetsOf(row: Values, columns: [string, PgColumn][]): Target[] {
  return columns
    .filter(([name]) => row[name] !== undefined)
    .map(([name, column]) => {
      if (is(column, PgCustomColumn)) throw new Error(`${name} cannot be written as JSON`);
      return { name, column: toSnakeCase(name), type: column.getSQLType() };
    });
}

/** Rows that say something of the same columns, together. */
export function byShape(rows: readonly Values[]): Values[][] {
  const shapes = new Map<string, Values[]>();
  for (const row of rows) {
    let shape = "";
    for (const name in row) if (row[name] !== undefined) shape += `${name},`;
    const alike = shapes.get(shape);
    if (alike) alike.push(row);
    else shapes.set(shape, [row]);
  }
  return [...shapes.values()];
}

/** Many rows as one parameter, to select from. */
export const recordset = (targets: readonly Target[], rows: readonly Values[], alias: string): SQL =>
  sql`json_to_recordset(${jsonText(rows.map((row) => picked(row, targets)))}::json) as ${sql.identifier(alias)} (${typed(targets)})`;

/** One row in the same way. */
export const record = (targets: readonly Target[], row: Values, alias: string): SQL =>
  sql`json_to_record(${jsonText(picked(row, targets))}::json) as ${sql.identifier(alias)} (${typed(targets)})`;

/** JSON that PostgreSQL takes: half a surrogate pair, which is no character, becomes the sign for one. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  if (!text.includes("\\ud")) return text;
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "string" ? inner.toWellFormed() : inner,
  );
}

function picked(row: Values, targets: readonly Target[]): Values {
  const some: Values = {};
  for (const { name, column } of targets) some[column] = row[name];
  return some;
}

const typed = (targets: readonly Target[]): SQL =>
  sql.join(
    targets.map(({ column, type }) => sql`${sql.identifier(column)} ${sql.raw(type)}`),
    sql`, `,
  );
