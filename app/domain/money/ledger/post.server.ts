import { and, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { account, entry, posting } from "#db/schema/money.ts";
import type { AccountPurpose } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { type Leg, merged } from "./legs.ts";

export interface Posting {
  /** The row that it happens for: `charge`, `payment`, `refund`, a voucher's grant … */
  cause: { type: string; id: string };
  chargeId?: string;
  /** The posting that this one takes back. */
  reverses?: string;
  currency?: string;
  legs: readonly Leg[];
}

/**
 * Writes one posting: the only code that moves money. Its legs must sum to zero; those of one account are one entry,
 * those of zero none. Returns its id, or null when nothing is left to write. Accounts are made as they are needed and
 * locked in one order, so that two postings never wait for each other.
 */
export async function post(
  tx: Tx,
  { actor, clock }: Pick<Context, "actor" | "clock">,
  { cause, chargeId, reverses, currency = "CNY", legs }: Posting,
): Promise<string | null> {
  const wanted = merged(legs);
  if (wanted.length === 0) return null;
  const accounts = await accountsFor(tx, wanted, currency);
  const at = clock.now();
  const [made] = await tx
    .insert(posting)
    .values({
      at,
      causeType: cause.type,
      causeId: cause.id,
      chargeId,
      reverses,
      currency,
      by: actor.user?.id,
    })
    .returning({ id: posting.id });
  if (!made) throw new Error("a posting was not written");
  const rows = wanted
    .map((leg) => ({ accountId: accounts(leg), amount: leg.amount }))
    .toSorted((one, other) => (one.accountId < other.accountId ? -1 : 1));
  // Number and balance are the database's to say: `entry_carries_on`.
  await tx.insert(entry).values(rows.map((row) => ({ ...row, postingId: made.id, at, n: 0, balance: 0 })));
  return made.id;
}

type Of = Pick<Leg, "organizationId" | "purpose">;

const keyOf = ({ organizationId, purpose }: Of): string => `${organizationId ?? ""} ${purpose}`;

/** The accounts of these legs by organisation and purpose; those that are missing are opened. */
async function accountsFor(tx: Tx, legs: readonly Leg[], currency: string): Promise<(of: Of) => string> {
  const known = await findAccounts(tx, legs, currency);
  const missing = legs.filter((leg) => !known.has(keyOf(leg)));
  if (missing.length > 0) {
    await tx
      .insert(account)
      .values(missing.map(({ organizationId, purpose }) => ({ organizationId, purpose, currency })))
      .onConflictDoNothing();
    for (const [key, id] of await findAccounts(tx, missing, currency)) known.set(key, id);
  }
  return (of) => {
    const id = known.get(keyOf(of));
    if (!id) throw new Error(`ledger: no account ${keyOf(of)}`);
    return id;
  };
}

async function findAccounts(tx: Tx, legs: readonly Leg[], currency: string): Promise<Map<string, string>> {
  const owners = [...new Set(legs.flatMap(({ organizationId }) => organizationId ?? []))];
  const purposes = [...new Set(legs.map(({ purpose }) => purpose))];
  const ofPlatform = legs.some(({ organizationId }) => organizationId === null);
  const rows = await tx
    .select({ id: account.id, organizationId: account.organizationId, purpose: account.purpose })
    .from(account)
    .where(
      and(
        or(
          owners.length > 0 ? inArray(account.organizationId, owners) : undefined,
          ofPlatform ? isNull(account.organizationId) : undefined,
        ),
        inArray(account.purpose, purposes),
        eq(account.currency, currency),
      ),
    );
  return new Map(rows.map((row) => [keyOf(row), row.id]));
}

/**
 * The id of one account, for a condition on entries. A value of its own instead of a join: then PostgreSQL follows the
 * entries' key from the end, whatever it believes of how many there are; a join read all of a busy account and sorted it.
 */
export const accountIdOf = (organizationId: string | null, purpose: AccountPurpose, currency = "CNY"): SQL =>
  sql`(select a.id from ${account} a where a.purpose = ${purpose} and a.currency = ${currency}
    and ${organizationId === null ? sql`a.organization_id is null` : sql`a.organization_id = ${organizationId}`})`;

/** The last entry of an account. */
export const balanceQuery = (...of: Parameters<typeof accountIdOf>): SQL =>
  sql`select e.balance from ${entry} e where e.account_id = ${accountIdOf(...of)} order by e.n desc limit 1`;

/** What stands on an organisation's account, fen; 0 where it has none. One look at an index. */
export async function balanceOf(
  tx: Tx,
  organizationId: string | null,
  purpose: AccountPurpose,
  currency = "CNY",
): Promise<number> {
  const [row] = await tx.execute<{ balance: string }>(balanceQuery(organizationId, purpose, currency));
  return Number(row?.balance ?? 0);
}
