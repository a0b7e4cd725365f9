import { eq, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "./client.ts";
import { byShape, columnsOf, recordset, targetsOf, type Values } from "./row-document.ts";
import { once } from "./statement.ts";

/**
 * Changes any number of rows, each known by its `key` and with values of its own, in one statement for all that change
 * the same columns. Columns that a row leaves out stay. For the same kinds of columns as `insertRows`.
 */
export async function updateRows<T extends PgTable>(
  tx: Tx,
  table: T,
  key: keyof T["_"]["columns"] & string,
  rows: readonly Partial<T["$inferInsert"]>[],
): Promise<void> {
  const columns = columnsOf(table);
  const known = columns.find(([name]) => name === key)?.[1];
  if (!known) throw new Error(`there is no column ${key}`);
  for (const alike of byShape(rows)) {
    const [first = {}] = alike;
    const { [key]: id, ...values } = first;
    if (Object.values(values).every((value) => value === undefined)) continue;
    // One row is a statement that the database knows already.
    if (alike.length === 1) await tx.update<PgTable>(table).set(values).where(eq(known, id));
    else await tx.execute(change(table, key, alike));
  }
}

function change(table: PgTable, key: string, rows: readonly Values[]): SQL {
  const [first = {}] = rows;
  const targets = targetsOf(first, columnsOf(table));
  const set = targets.flatMap(({ name, column }) =>
    name === key ? [] : [sql`${sql.identifier(column)} = said.${sql.identifier(column)}`],
  );
  const by = targets.flatMap(({ name, column }) => (name === key ? [sql.identifier(column)] : []));
  return sql`update ${table} as changed set ${sql.join(set, sql`, `)} from ${recordset(targets, rows, "said")}
    where changed.${sql.join(by)} = said.${sql.join(by)} ${once}`;
}
