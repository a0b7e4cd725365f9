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

/** Writes postings in the order of their time; accounts are opened as they are needed. The database numbers the entries. */
export async function writePostings(tx: Tx, seeds: readonly PostingSeed[]): Promise<void> {
  const rows = seeds.filter(({ legs }) => legs.some(({ amount }) => amount !== 0));
  const accounts = await openAccounts(
    tx,
    rows.flatMap(({ legs }) => legs),
  );
  for (const { name, at, cause, chargeId, by, legs } of rows.toSorted((a, b) => +a.at - +b.at)) {
    const postingId = seedId(`posting ${name}`);
    await tx
      .insert(posting)
      .values({ id: postingId, at, causeType: cause.type, causeId: cause.id, chargeId, by });
    await tx.insert(entry).values(
      legs
        .filter(({ amount }) => amount !== 0)
        .map(({ org, purpose, amount }) => ({
          accountId: accounts.get(`${org} ${purpose}`) ?? "",
          ...{ postingId, at, amount, n: 0, balance: 0 },
        })),
    );
  }
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
