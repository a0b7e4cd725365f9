import { type SQL, sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { account, entry, wholePosting } from "#db/schema/money.ts";
import type { AccountPurpose } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { compiled } from "#db/compiled.ts";
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
 * those of zero none. Returns its id, or null when nothing is left to write. Accounts are made as they are needed.
 */
export async function post(
  tx: Tx,
  { actor, clock }: Pick<Context, "actor" | "clock">,
  { cause, chargeId, reverses, currency = "CNY", legs }: Posting,
): Promise<string | null> {
  const wanted = merged(legs);
  if (wanted.length === 0) return null;
  const head = { id: uuid(), at: clock.now().toISOString(), causeType: cause.type, causeId: cause.id };
  const by = { currency, by: actor.user?.id ?? null, chargeId: chargeId ?? null, reverses: reverses ?? null };
  const whole = insertWhole({ ...head, ...by, ...columnsOf(wanted) });
  if (await writes(tx, whole)) return head.id;
  await tx
    .insert(account)
    .values(wanted.map(({ organizationId, purpose }) => ({ organizationId, purpose, currency })))
    .onConflictDoNothing();
  if (!(await writes(tx, whole))) throw new Error(`ledger: posting ${head.id} has no accounts`);
  return head.id;
}

/** Whether anything was written: nothing is where an account is missing. */
const writes = async (tx: Tx, whole: SQL): Promise<boolean> => (await tx.execute(whole)).length > 0;

/** The legs as three lists, each one value. */
const columnsOf = (legs: readonly Leg[]) => ({
  owners: `{${legs.map(({ organizationId }) => organizationId ?? "NULL").join(",")}}`,
  purposes: `{${legs.map(({ purpose }) => purpose).join(",")}}`,
  amounts: `{${legs.map(({ amount }) => amount).join(",")}}`,
});

interface Whole extends ReturnType<typeof columnsOf> {
  id: string;
  at: string;
  causeType: string;
  causeId: string;
  chargeId: string | null;
  reverses: string | null;
  currency: string;
  by: string | null;
}

/** The posting with its entries. What they are numbered and what stands after them is the database's to say: `write_whole_posting`. */
const insertWhole = compiled<Whole>(
  (value) => sql`
    insert into ${wholePosting} (id, at, cause_type, cause_id, charge_id, reverses, currency, by, owners, purposes, amounts)
    values (${value("id")}, ${value("at")}, ${value("causeType")}, ${value("causeId")}, ${value("chargeId")}, ${value("reverses")},
      ${value("currency")}, ${value("by")}, ${value("owners")}, ${value("purposes")}, ${value("amounts")})
    returning id`,
);

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
