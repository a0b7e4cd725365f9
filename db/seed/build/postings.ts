import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { account, wholePosting } from "../../schema/money.ts";
import type { AccountPurpose } from "../../schema/vocabulary.ts";
import { seedId } from "../ids.ts";

/** One event of the ledger, as a seed says it. `name` makes its id. */
export interface PostingSeed {
  name: string;
  at: Date;
  cause: { type: string; id: string };
  chargeId?: string;
  by?: string;
  legs: readonly { org: string; purpose: AccountPurpose; amount: number }[];
}

/** Rows of one statement, which carries at most 65,535 parameters. */
const batch = 2_000;

/**
 * Writes all postings of the demonstration market in the order of their time, so that every statement reads in it; accounts
 * are opened as they are needed. The database numbers the entries.
 */
export async function writePostings(tx: Tx, seeds: readonly PostingSeed[]): Promise<void> {
  const inOrder = seeds
    .map((seed) => ({ ...seed, legs: seed.legs.filter(({ amount }) => amount !== 0) }))
    .filter(({ legs }) => legs.length > 0)
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const legs = inOrder.flatMap((seed) => seed.legs);
  await openAccounts(tx, legs);
  for (let from = 0; from < inOrder.length; from += batch)
    await tx.execute(sql`insert into ${wholePosting}
      (id, at, cause_type, cause_id, charge_id, currency, by, owners, purposes, amounts)
      values ${sql.join(inOrder.slice(from, from + batch).map(rowOf), sql`, `)}`);
}

const rowOf = ({ name, at, cause, chargeId, by, legs }: PostingSeed) => {
  const list = (values: readonly (string | number)[]) => `{${values.join(",")}}`;
  const owners = list(legs.map(({ org }) => org));
  const purposes = list(legs.map(({ purpose }) => purpose));
  const amounts = list(legs.map(({ amount }) => amount));
  return sql`(${seedId(`posting ${name}`)}::uuid, ${at.toISOString()}::timestamptz, ${cause.type}, ${cause.id}::uuid, ${chargeId ?? null}::uuid,
    'CNY', ${by ?? null}::uuid, ${owners}::uuid[], ${purposes}::text[], ${amounts}::bigint[])`;
};

async function openAccounts(
  tx: Tx,
  legs: readonly { org: string; purpose: AccountPurpose }[],
): Promise<void> {
  const wanted = new Map(legs.map((leg) => [`${leg.org} ${leg.purpose}`, leg]));
  if (wanted.size === 0) return;
  await tx
    .insert(account)
    .values([...wanted.values()].map(({ org, purpose }) => ({ organizationId: org, purpose })))
    .onConflictDoNothing();
}
