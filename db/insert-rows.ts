import { getTableColumns, is, type SQL, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { type PgColumn, PgCustomColumn, type PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "./client.ts";
import { once } from "./statement.ts";

type Values = Record<string, unknown>;

interface Target {
  /** Its name in the application, and in the database. */
  name: string;
  column: string;
  type: string;
}

/**
 * Inserts any number of rows, in their order, in one statement: they travel as one JSON document, and what all of them
 * have in common travels once. Drizzle's own `insert` makes a parameter of every value, which for a thousand rows takes
 * several times as long as the database needs to write them. Rows that leave out different columns are a statement each.
 * For columns that JSON can say: texts, numbers, truth values, instants, JSON itself and lists; not for custom types.
 */
export async function insertRows<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T["$inferInsert"][],
): Promise<void> {
  const [one] = rows;
  if (!one) return;
  // One row is a statement that the database knows already.
  if (rows.length === 1) return void (await tx.insert(table).values(one));
  const columns = Object.entries<PgColumn>(getTableColumns<PgTable>(table));
  for (const alike of byShape(completed(rows, columns)))
    await tx.execute(statementFor(table, targetsOf(alike, columns), alike));
}

/** JSON that PostgreSQL takes: half a surrogate pair, which is no character, becomes the sign for one. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  if (!text.includes("\\ud")) return text;
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "string" ? inner.toWellFormed() : inner,
  );
}

/** The rows with what the application, not the database, puts into columns that were left out. */
function completed(rows: readonly Values[], columns: [string, PgColumn][]): Values[] {
  const made = columns.flatMap(([name, { defaultFn }]) => (defaultFn ? [{ name, defaultFn }] : []));
  return rows.map((row) => {
    const filled = { ...row };
    for (const { name, defaultFn } of made) if (filled[name] === undefined) filled[name] = defaultFn();
    return filled;
  });
}

function byShape(rows: readonly Values[]): Values[][] {
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

function targetsOf([row = {}]: readonly Values[], columns: [string, PgColumn][]): Target[] {
  return columns
    .filter(([name]) => row[name] !== undefined)
    .map(([name, column]) => {
      if (is(column, PgCustomColumn)) throw new Error(`${name} cannot be written as JSON`);
      return { name, column: toSnakeCase(name), type: column.getSQLType() };
    });
}

function statementFor(table: PgTable, targets: readonly Target[], rows: readonly Values[]): SQL {
  const [first = {}] = rows;
  const isCommon = ({ name }: Target) => rows.every((row) => same(row[name], first[name]));
  const common = targets.filter(isCommon);
  // There has to be something of which there is one for each row.
  const shared = common.length === targets.length ? common.slice(1) : common;
  const own = targets.filter((target) => !shared.includes(target));
  const listed = sql.join(
    [...own, ...shared].map(({ column }) => sql.identifier(column)),
    sql`, `,
  );
  return sql`insert into ${table} (${listed}) select ${listed}
    from json_to_recordset(${jsonText(rows.map((row) => picked(row, own)))}::json) as own (${typed(own)})
    ${shared.length > 0 ? sql`cross join json_to_record(${jsonText(picked(first, shared))}::json) as shared (${typed(shared)})` : sql``} ${once}`;
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

/** Whether two values are written alike; lists of texts and numbers are looked into, other objects are not. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  return a.every((value, at) => Object.is(value, b[at]));
}
