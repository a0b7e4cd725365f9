import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { type Digest, digestRow } from "./chain.ts";
import type { SealedKind } from "./sealed-kind.ts";

/** How PostgreSQL writes values as text in this transaction, whatever the connection or the server prefers. */
export async function writePlainly(tx: Tx): Promise<void> {
  await tx.execute(sql`select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true),
    set_config('intervalstyle', 'postgres', true), set_config('bytea_output', 'hex', true),
    set_config('extra_float_digits', '1', true)`);
}

type Row = { key: string; values: (string | null)[] };

/** The key, and the columns of a form as text. */
const columnsOf = (kind: SealedKind, form: number): SQL => {
  const columns = kind.forms[form - 1];
  if (!columns) throw new Error(`audit: ${kind.name} has no form ${form}`);
  const texts = columns.map((column) => sql`${column}::text`);
  return sql`${kind.key}::text as key, json_build_array(${sql.join(texts, sql`, `)}) as "values"`;
};

/** The digests of rows that no seal holds yet, lowest keys first; of a kind that counts, only those above `floor`. */
export async function unsealed(tx: Tx, kind: SealedKind, floor: number, limit: number): Promise<Digest[]> {
  const form = kind.forms.length;
  const rows = await tx.execute<Row>(
    sql`select ${columnsOf(kind, form)} from ${kind.table} where ${isUnsealed(kind, floor)}
        order by ${kind.key} limit ${limit}`,
  );
  return rows.map(({ key, values }) => ({
    kind: kind.name,
    key,
    form,
    sha256: digestRow(kind.name, form, values),
  }));
}

/** How many rows no seal holds yet. */
export async function countUnsealed(tx: Tx, kind: SealedKind, floor: number): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from ${kind.table} where ${isUnsealed(kind, floor)}`,
  );
  return row?.n ?? 0;
}

const isUnsealed = (kind: SealedKind, floor: number): SQL =>
  sql`${kind.only ?? sql`true`} and ${kind.counts ? sql`${kind.key} > ${floor}` : sql`true`}
      and not exists (select from audit_digest where kind = ${kind.name} and key = ${kind.key}::text)`;

const keyForm = { bigint: /^\d{1,18}$/, uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ };

/** The digests of these rows as they are now, by key; those that are gone are not in it. */
export async function digestNow(
  tx: Tx,
  kind: SealedKind,
  form: number,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.execute<Row>(
    sql`select ${columnsOf(kind, form)} from ${kind.table} where ${within(kind, keys)}`,
  );
  return new Map(rows.map(({ key, values }) => [key, digestRow(kind.name, form, values)]));
}

const within = (kind: SealedKind, keys: readonly string[]): SQL => {
  const list = JSON.stringify(keys.filter((key) => keyForm[kind.keyType].test(key)));
  return sql`${kind.key} = any(array(select json_array_elements_text(${list}::json)::${sql.raw(kind.keyType)}))
    and ${kind.only ?? sql`true`}`;
};

export interface ContentFault {
  key: string;
  stored: string;
  /** Null when there is nothing. */
  actual: string | null;
}

/** Rows whose stored hash is not that of what it was computed from. */
export async function contentFaults(
  tx: Tx,
  kind: SealedKind,
  keys: readonly string[],
): Promise<ContentFault[]> {
  if (!kind.content) return [];
  const { stored, actual } = kind.content;
  return tx.execute<{ key: string; stored: string; actual: string | null }>(
    sql`select * from (select ${kind.key}::text as key, ${stored} as stored, ${actual} as actual
          from ${kind.table} where ${within(kind, keys)}) as found
        where actual is distinct from stored`,
  );
}
