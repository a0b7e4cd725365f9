import { sql } from "drizzle-orm";
import { account, entry, payment, refund } from "#db/schema/money.ts";
import { payout, stripeBalance, stripeCheckout } from "#db/schema/stripe.ts";
import type { Tx } from "#db/client.ts";

/** Something that one side says and the other does not, or says otherwise. Fen, signed as it moves the balance at Stripe. */
export interface Difference {
  kind: "payment" | "refund" | "dispute" | "payout" | "other";
  at: Date;
  /** Our row; null: only Stripe knows of it. */
  id: string | null;
  /** Stripe's id of the thing, where known. */
  externalId: string | null;
  ours: number | null;
  theirs: number | null;
}

/** What both say stands on the platform's account at Stripe, fen; `theirs` as of the last lines that were fetched. */
export interface Position {
  ours: number;
  theirs: number;
  fetchedAt: Date | null;
}

export async function readPosition(tx: Tx): Promise<Position> {
  const [row] = await tx.execute<{ ours: string; theirs: string; fetched: string | null }>(sql`
    select coalesce((select -sum(last.balance) from ${account} a cross join lateral
        (select e.balance from ${entry} e where e.account_id = a.id order by e.n desc limit 1) last
        where a.purpose = 'card'), 0) as ours,
      coalesce((select sum(net) from ${stripeBalance}), 0) as theirs,
      (select max(created_at) from ${stripeBalance}) as fetched`);
  const fetchedAt = row?.fetched ? new Date(row.fetched) : null;
  return { ours: Number(row?.ours ?? 0), theirs: Number(row?.theirs ?? 0), fetchedAt };
}

/**
 * Everything in which the ledger and Stripe's balance differ, newest first, at most `limit`: payments, refunds, disputes
 * and payouts that only one of them has, or with another amount. What is younger than `until` may still be on its way.
 */
export async function readDifferences(
  tx: Tx,
  { until, limit = 200 }: { until: Date; limit?: number },
): Promise<Difference[]> {
  const rows = await tx.execute<{
    kind: Difference["kind"];
    at: string;
    id: string | null;
    external: string | null;
    ours: string | null;
    theirs: string | null;
  }>(sql`
    with ours as (
      select 'payment' as kind, p.id, p.at, coalesce(c.stripe_charge, p.external_id) as external, p.amount
        from ${payment} p left join ${stripeCheckout} c on c.payment_intent = p.external_id where p.method = 'stripe'
      union all
      select case when kind = 'dispute' then 'dispute' else 'refund' end, id, settled_at, external_id, -amount
        from ${refund} where method = 'stripe' and state = 'settled'
      union all
      select 'payout', id, sent_at, external_id, -amount from ${payout} where state = 'sent'),
    theirs as (
      select case when type in ('charge', 'payment') then 'payment'
                  when type in ('refund', 'payment_refund', 'refund_failure', 'payment_failure_refund') then 'refund'
                  when type = 'adjustment' then 'dispute'
                  when type in ('transfer', 'transfer_refund', 'transfer_failure', 'transfer_cancel') then 'payout'
                  else 'other' end as kind,
             source as external, min(at) as at, sum(amount) as amount
        from ${stripeBalance}
        where type not in ('payout', 'payout_failure', 'payout_cancel', 'topup', 'topup_reversal', 'stripe_fee')
        group by 1, 2)
    select coalesce(o.kind, t.kind) as kind, coalesce(o.at, t.at) as at, o.id, coalesce(o.external, t.external) as external,
           o.amount as ours, t.amount as theirs
    from ours o full join theirs t on t.kind = o.kind and t.external = o.external
    where coalesce(o.amount, 0) <> coalesce(t.amount, 0) and coalesce(o.at, t.at) < ${until.toISOString()}::timestamptz
    order by 2 desc limit ${limit}`);
  return rows.map(({ kind, at, id, external, ours, theirs }) => ({
    ...{ kind, id, at: new Date(at), externalId: external },
    ...{ ours: ours === null ? null : Number(ours), theirs: theirs === null ? null : Number(theirs) },
  }));
}
