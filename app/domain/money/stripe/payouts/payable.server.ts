import { sql } from "drizzle-orm";
import { charge, payment, refund } from "#db/schema/money.ts";
import { payout } from "#db/schema/stripe.ts";
import type { Tx } from "#db/client.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { today } from "#app/domain/working-days.ts";
import { balanceOf } from "../../ledger/post.server.ts";
import { type Earned, payableOf } from "./policy.ts";

const dayMs = 86_400_000;

/**
 * What of a provider's payments by card may be paid out now, fen: of charges that are not held, after the days in which
 * most cancellations come, less what goes back, is disputed or is on its way. Never more than the ledger says it has.
 */
export async function readPayable(
  tx: Tx,
  organizationId: string,
  now: Date,
): Promise<Earned & { payable: number; waitDays: number }> {
  const waitDays = await readParameter(tx, "payout_wait_days", "", today(now));
  const ripe = new Date(now.getTime() - waitDays * dayMs).toISOString();
  const [row] = await tx.execute<{
    ripe: string;
    later: string;
    held: string;
    sent: string;
    waiting: string;
  }>(sql`
    with kept as (
      select p.at <= ${ripe}::timestamptz as ripe, c.held and c.released_at is null as held,
             p.accepted - coalesce((select sum(r.amount) from ${refund} r where r.payment_id = p.id
               and r.kind not in ('late', 'excess') and r.state not in ('refused', 'reversed')), 0) as amount
      from ${payment} p join ${charge} c on c.id = p.charge_id
      where c.payee_id = ${organizationId} and p.method = 'stripe'
      union all
      -- What the payee paid back by its bank, since the card did not take it, stays its own here.
      select true, false, r.amount from ${refund} r join ${payment} p on p.id = r.payment_id
      where r.payee_id = ${organizationId} and p.method = 'stripe' and r.method = 'transfer'),
    gone as (
      select coalesce(sum(amount) filter (where state = 'sent'), 0) as sent,
             coalesce(sum(amount) filter (where state in ('waiting', 'failed')), 0) as waiting
      from ${payout} where organization_id = ${organizationId})
    select coalesce(sum(amount) filter (where ripe and not held), 0) as ripe,
           coalesce(sum(amount) filter (where not ripe and not held), 0) as later,
           coalesce(sum(amount) filter (where held), 0) as held,
           (select sent from gone) as sent, (select waiting from gone) as waiting
    from kept`);
  const earned = {
    ...{ ripe: Number(row?.ripe ?? 0), later: Number(row?.later ?? 0), held: Number(row?.held ?? 0) },
    ...{ sent: Number(row?.sent ?? 0), waiting: Number(row?.waiting ?? 0) },
    balance: await balanceOf(tx, organizationId, "balance"),
  };
  return { ...earned, payable: payableOf(earned), waitDays };
}
