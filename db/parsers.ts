import pg from "pg";

/**
 * What is made of a column's text before Drizzle sees it, by the number of its type: truth values, whole and floating
 * numbers that fit, bytes, JSON, and arrays of those, of text and of UUIDs. All else stays text, as Drizzle's own columns
 * expect it: instants, dates, `numeric` and `bigint` above all, which would lose digits.
 */
const { builtins } = pg.types;
const parsed: ReadonlySet<number> = new Set([
  ...[builtins.BOOL, builtins.BYTEA, builtins.INT2, builtins.INT4, builtins.OID],
  ...[builtins.FLOAT4, builtins.FLOAT8, builtins.JSON, builtins.JSONB],
  // bool[], bytea[], int2[], int4[], int8[], float4[], float8[], oid[]
  ...[1000, 1001, 1005, 1007, 1016, 1021, 1022, 1028],
  // char[], text[], bpchar[], varchar[], uuid[], json[], jsonb[]
  ...[1002, 1009, 1014, 1015, 2951, 199, 3807],
]);

const asText = (value: string): string => value;

export const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (parsed.has(oid) ? pg.types.getTypeParser(oid, format) : asText),
};
