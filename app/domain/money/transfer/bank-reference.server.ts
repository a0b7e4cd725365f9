import { type Column, type SQL, sql } from "drizzle-orm";

/** Whether both are one number that a bank has given: people and banks write its letters in capitals or not. */
export const sameBankReference = (one: Column, other: Column | string): SQL =>
  sql`upper(${one}) = upper(${other})`;
