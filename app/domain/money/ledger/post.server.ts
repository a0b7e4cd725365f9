import { type SQL, sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { account, entry, posting } from "#db/schema/money.ts";
import type { AccountPurpose } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { compiled, type ValueOf } from "#db/compiled.ts";
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
  const id = uuid();
  const at = clock.now().toISOString();
  const head = { id, at, causeType: cause.type, causeId: cause.id, currency, by: actor.user?.id ?? null };
  const rows = { id, at, currency, ...columnsOf(wanted) };
  const whole = { ...head, ...rows, chargeId: chargeId ?? null, reverses: reverses ?? null };
  const written = await tx.execute(insertPosting(whole));
  if (written.length > 0) return id;
  await tx
    .insert(account)
    .values(wanted.map(({ organizationId, purpose }) => ({ organizationId, purpose, currency })))
    .onConflictDoNothing();
  const after = await tx.execute(insertEntries(rows));
  if (after.length !== wanted.length) throw new Error(`ledger: posting ${id} has no accounts`);
  return id;
}

/** The legs as three lists, each one value. */
const columnsOf = (legs: readonly Leg[]) => ({
  owners: `{${legs.map(({ organizationId }) => organizationId ?? "NULL").join(",")}}`,
  purposes: `{${legs.map(({ purpose }) => purpose).join(",")}}`,
  amounts: `{${legs.map(({ amount }) => amount).join(",")}}`,
});

interface Head {
  id: string;
  at: string;
  causeType: string;
  causeId: string;
  chargeId: string | null;
  reverses: string | null;
  currency: string;
  by: string | null;
}

type Rows = Pick<Head, "id" | "at" | "currency"> & ReturnType<typeof columnsOf>;

/**
 * The legs as rows, each with its account; null where there is none yet. The lists stand in queries of their own: where
 * PostgreSQL sees how long they are, it makes a new plan for each posting.
 */
const wantedRows = (value: ValueOf<Rows>): SQL => sql`
      select l.amount, coalesce(
        (select a.id from ${account} a where a.organization_id = l.owner and a.purpose = l.purpose
          and a.currency = ${value("currency")}),
        case when l.owner is null then (select a.id from ${account} a where a.organization_id is null
          and a.purpose = l.purpose and a.currency = ${value("currency")}) end) as account_id
      from unnest((select ${value("owners")}::uuid[]), (select ${value("purposes")}::text[]), (select ${value("amounts")}::bigint[]))
        as l (owner, purpose, amount)`;

/** All entries of a posting, in the order of their accounts; none where one of these accounts is missing. Number and balance are the database's to say: `entry_carries_on`. */
const writeEntries = (value: ValueOf<Rows>, head: SQL): SQL => sql`
    insert into ${entry} (account_id, posting_id, at, n, balance, amount)
    select account_id, head.id, ${value("at")}::timestamptz, 0, 0, amount from wanted, ${head}
    where (select count(*) = count(account_id) from wanted) order by account_id
    returning account_id`;

/** The posting with its entries, or without where an account is missing. One statement: the entries come after what they belong to. */
const insertPosting = compiled<Head & Rows>(
  (value) => sql`
    with head as (
      insert into ${posting} (id, at, cause_type, cause_id, charge_id, reverses, currency, by)
      values (${value("id")}::uuid, ${value("at")}::timestamptz, ${value("causeType")}, ${value("causeId")}::uuid,
        ${value("chargeId")}::uuid, ${value("reverses")}::uuid, ${value("currency")}, ${value("by")}::uuid)
      returning id),
    wanted as (${wantedRows(value)})
    ${writeEntries(value, sql`head`)}`,
);

const insertEntries = compiled<Rows>(
  (value) => sql`
    with wanted as (${wantedRows(value)})
    ${writeEntries(value, sql`(values (${value("id")}::uuid)) as head(id)`)}`,
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
