import { type AnyColumn, sql } from "drizzle-orm";
import { check } from "drizzle-orm/pg-core";

/** CHECK that a text column holds one of `values`. */
export function oneOf(name: string, column: AnyColumn, values: readonly string[]) {
  return check(name, sql`${column} in (${sql.raw(quoteList(values))})`);
}

/** CHECK that every element of a text array is one of `values`. */
export function allOf(name: string, column: AnyColumn, values: readonly string[]) {
  return check(name, sql`${column} <@ array[${sql.raw(quoteList(values))}]::text[]`);
}

/** CHECK that every element of an array of small numbers is one of `values`. */
export function allOfNumbers(name: string, column: AnyColumn, values: readonly number[]) {
  return check(name, sql`${column} <@ array[${sql.raw(values.join(", "))}]::smallint[]`);
}

function quoteList(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(", ");
}
