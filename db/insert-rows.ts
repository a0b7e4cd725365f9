import { type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "./client.ts";
import {
  byShape,
  columnsOf,
  record,
  recordset,
  type Target,
  targetsOf,
  type Values,
} from "./row-document.ts";
import { once } from "./statement.ts";

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
  const columns = columnsOf(table);
  for (const alike of byShape(completed(rows, columns))) await tx.execute(insertion(table, columns, alike));
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

function insertion(table: PgTable, columns: [string, PgColumn][], rows: readonly Values[]): SQL {
  const [first = {}] = rows;
  const targets = targetsOf(first, columns);
  const isCommon = ({ name }: Target) => rows.every((row) => same(row[name], first[name]));
  const common = targets.filter(isCommon);
  // There has to be something of which there is one for each row.
  const shared = common.length === targets.length ? common.slice(1) : common;
  const own = targets.filter((target) => !shared.includes(target));
  const listed = sql.join(
    [...own, ...shared].map(({ column }) => sql.identifier(column)),
    sql`, `,
  );
  const sharing = shared.length > 0 ? sql`cross join ${record(shared, first, "shared")}` : sql``;
  return sql`insert into ${table} (${listed}) select ${listed} from ${recordset(own, rows, "own")} ${sharing} ${once}`;
}

/** Whether two values are written alike; lists of texts and numbers are looked into, other objects are not. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  return a.every((value, at) => Object.is(value, b[at]));
}
