import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import type { AccountPurpose } from "#db/schema/vocabulary.ts";
import type { Actor } from "#app/domain/context.ts";
import { type ChargeInput, charge } from "#app/domain/money/charges/charge.server.ts";
import { balanceOf } from "#app/domain/money/ledger/post.server.ts";
import "#app/domain/settlements.server.ts";
import { contextOf, makeMember } from "../../support/booking.ts";

/** A payer, a payee and what they do with money. */
export async function moneyWorld(db: Database) {
  const payer = await makeMember(db, ["owner"]);
  const payee = await makeMember(db, ["owner", "facility_manager"], "university");
  const idOf = ({ organization }: Actor) => organization?.id ?? "";
  const wanted = (amount: number, more: Partial<ChargeInput> = {}): ChargeInput => ({
    payerId: idOf(payer),
    payeeId: idOf(payee),
    cause: { type: "contract", id: randomUUID() },
    purpose: "contract",
    lines: [{ reason: "agreed", amount }],
    ...more,
  });
  return {
    payer,
    payee,
    wanted,
    as: (actor: Actor) => contextOf(db, actor),
    charged: (amount: number, more: Partial<ChargeInput> = {}) =>
      db.transaction((tx) => charge(tx, contextOf(db, payee), wanted(amount, more))),
    balance: (actor: Actor, purpose: AccountPurpose) => balanceOf(db, idOf(actor), purpose),
  };
}

/** What is wrong with the ledger; empty when nothing is. */
export async function ledgerFaults(db: Database): Promise<string[]> {
  const unbalanced = await db.execute<{ id: string }>(
    sql`select posting_id as id from entry group by posting_id having sum(amount) <> 0 or count(*) < 2`,
  );
  const adrift = await db.execute<{ id: string }>(sql`
    select b.account_id as id from account_balance b
    where b.balance <> coalesce((select sum(e.amount) from entry e where e.account_id = b.account_id), 0)`);
  const miscounted = await db.execute<{ id: string }>(sql`
    select c.id from charge c where c.paid <> coalesce((select sum(p.accepted) from payment p where p.charge_id = c.id), 0)
      or c.refunded <> coalesce((select sum(r.amount) from refund r where r.charge_id = c.id
        and r.kind not in ('late', 'excess') and r.state in ('approved', 'settled', 'failed')), 0)`);
  const over = await db.execute<{ id: string }>(sql`
    select p.id from payment p where p.amount < coalesce((select sum(r.amount) from refund r
      where r.payment_id = p.id and r.state not in ('refused', 'reversed')), 0)`);
  const owed = await db.execute<{ id: string }>(sql`
    select o.id from organization o
    where coalesce((select balance from account_balance b where b.organization_id = o.id and purpose = 'payable'), 0)
      <> -coalesce((select sum(c.amount - c.paid) from charge c where c.payer_id = o.id and c.state in ('open', 'partly_paid')), 0)`);
  return [
    ...unbalanced.map(({ id }) => `posting ${id} does not balance`),
    ...adrift.map(({ id }) => `account ${id} is not the sum of its entries`),
    ...miscounted.map(({ id }) => `charge ${id} miscounts`),
    ...over.map(({ id }) => `more than payment ${id} goes back`),
    ...owed.map(({ id }) => `what organisation ${id} owes is not what its charges say`),
  ];
}
