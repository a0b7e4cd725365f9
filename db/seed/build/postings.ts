import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { account, entry, posting } from "../../schema/money.ts";
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
    .filter(({ legs }) => legs.some(({ amount }) => amount !== 0))
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const accounts = await openAccounts(
    tx,
    inOrder.flatMap(({ legs }) => legs),
  );
  const written = inOrder.map((seed) => ({ ...seed, id: seedId(`posting ${seed.name}`) }));
  const postings = written.map(({ id, at, cause, chargeId, by }) => ({
    ...{ id, at, causeType: cause.type, causeId: cause.id, chargeId, by },
  }));
  const entries = written.flatMap(({ id, at, legs }) =>
    legs
      .filter(({ amount }) => amount !== 0)
      .map(({ org, purpose, amount }) => ({
        accountId: accounts.get(`${org} ${purpose}`) ?? "",
        ...{ postingId: id, at, amount, n: 0, balance: 0 },
      })),
  );
  for (let from = 0; from < postings.length; from += batch)
    await tx.insert(posting).values(postings.slice(from, from + batch));
  for (let from = 0; from < entries.length; from += batch)
    await tx.insert(entry).values(entries.slice(from, from + batch));
}

async function openAccounts(
  tx: Tx,
  legs: readonly { org: string; purpose: AccountPurpose }[],
): Promise<Map<string, string>> {
  const wanted = new Map(legs.map((leg) => [`${leg.org} ${leg.purpose}`, leg]));
  if (wanted.size === 0) return new Map();
  await tx
    .insert(account)
    .values([...wanted.values()].map(({ org, purpose }) => ({ organizationId: org, purpose })))
    .onConflictDoNothing();
  const found = await tx
    .select()
    .from(account)
    .where(
      and(
        eq(account.currency, "CNY"),
        inArray(
          account.organizationId,
          [...wanted.values()].map(({ org }) => org),
        ),
      ),
    );
  return new Map(found.map(({ id, organizationId, purpose }) => [`${organizationId} ${purpose}`, id]));
}
